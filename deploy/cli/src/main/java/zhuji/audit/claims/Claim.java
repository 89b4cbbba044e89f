package zhuji.audit.claims;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import zhuji.audit.log.Place;
import zhuji.events.ReportAccepted;
import zhuji.events.ReportRejected;
import zhuji.events.Source;

/** What a record says, as far as it can be held against what others say. */
public sealed interface Claim {

    /** Where the record stands. */
    Place place();

    /** What it is about: all claims about the same are judged together. */
    String about();

    /** A submission, whatever it holds. */
    record Sent(Place place, Instant at, Digest digest) implements Claim {
        @Override
        public String about() {
            return blockOf(place);
        }
    }

    /**
     * An answer to a submission.
     *
     * @param source the submission
     * @param digest SHA-256 it says the submission has
     * @param marked whether it refuses a marked item
     */
    record Answered(Place place, Place source, Digest digest, boolean marked) implements Claim {
        @Override
        public String about() {
            return blockOf(source);
        }
    }

    /**
     * A link of a sender's chain of digests.
     *
     * @param sender who sent it, as sent
     * @param source the submission; the chain is in their order
     * @param previous digest of the link before; null on the first
     */
    record Linked(
            Place place,
            String sender,
            Place source,
            Digest digest,
            @Nullable Digest previous) implements Claim {
        @Override
        public String about() {
            return "sender/" + sender;
        }

        /** The link an event is of its sender's chain; null when it is in none. */
        public static @Nullable Linked of(SpecificRecord event, Place place) {
            return switch (event) {
                case ReportAccepted accepted ->
                    new Linked(
                            place,
                            accepted.getSubmission().getOffice(),
                            Claim.place(accepted.getSource()),
                            Digest.ofHex(accepted.getDigest()),
                            Digest.ofHexOrNull(accepted.getPreviousDigest()));
                case ReportRejected rejected ->
                    rejected.getChained()
                            ? new Linked(
                                    place,
                                    rejected.getOffice(),
                                    Claim.place(rejected.getSource()),
                                    Digest.ofHex(rejected.getDigest()),
                                    Digest.ofHexOrNull(rejected.getPreviousDigest()))
                            : null;
                default -> null;
            };
        }

        /** The links among claims about a sender, in the order of its submissions, each submission once. */
        public static List<Linked> inOrder(List<Claim> ofSender) {
            Map<Place, Linked> links = new TreeMap<>();
            for (Claim claim : ofSender) {
                if (claim instanceof Linked link) {
                    links.merge(link.source(), link, (one, two) -> one.place().compareTo(two.place()) <= 0 ? one : two);
                }
            }
            return List.copyOf(links.values());
        }
    }

    /**
     * A report.
     *
     * @param office the office it counts for
     * @param facts what decides where it goes and what it counts for
     */
    record Filed(Place place, String reportId, String office, Filing facts, Digest digest) implements Claim {
        @Override
        public String about() {
            return officeOf(office);
        }
    }

    /**
     * Where a report is said to go.
     *
     * @param at the record's time
     */
    record Routed(Place place, String reportId, String office, String rule, List<String> destinations, Instant at)
            implements Claim {
        @Override
        public String about() {
            return officeOf(office);
        }
    }

    /** A copy of a report at a destination. */
    record Copied(Place place, String reportId, String office, Digest digest) implements Claim {
        @Override
        public String about() {
            return officeOf(office);
        }
    }

    /** A submission was refused. */
    record Refused(Place place, String office, String eventId, Instant at) implements Claim {
        @Override
        public String about() {
            return officeOf(office);
        }
    }

    /**
     * An event that is judged whole.
     *
     * @param about what it is about
     * @param at the record's time
     */
    record Told(Place place, String about, Instant at, SpecificRecord event) implements Claim {}

    /**
     * A report of an incident, in earnest, was accepted: its case has to tell of it.
     *
     * @param receivedAt when it was received
     */
    record Reported(Place place, String incidentId, String reportId, Instant receivedAt) implements Claim {
        @Override
        public String about() {
            return caseOf(incidentId);
        }
    }

    /**
     * Something that counts for an office's year and was found among its cases.
     *
     * @param what INCIDENT, ON_TIME, LATE or OVER_ON_ARRIVAL
     * @param at the record's time
     */
    record Counted(Place place, String office, int year, String what, Instant at) implements Claim {
        @Override
        public String about() {
            return officeOf(office);
        }
    }

    /** An event that gave points is said to stand there. */
    record Cited(Place place, Place source, String id) implements Claim {
        @Override
        public String about() {
            return blockOf(source);
        }
    }

    /** An event that can give points does stand there. */
    record Present(Place place, String id) implements Claim {
        @Override
        public String about() {
            return blockOf(place);
        }
    }

    /**
     * A signed checkpoint names a link as its chain's last.
     *
     * @param place the checkpoint
     * @param source the link's submission
     * @param running the hash over the chain up to it
     */
    record Signed(Place place, String sender, Place source, Digest running) implements Claim {
        @Override
        public String about() {
            return "sender/" + sender;
        }
    }

    /**
     * Bytes that were kept, or a marked item that must not have been.
     *
     * @param marked whether it is the refusal of a marked item
     */
    record Kept(Place place, Digest digest, boolean marked) implements Claim {
        @Override
        public String about() {
            return "bytes/" + digest;
        }
    }

    /** Neighbours are judged together, so that there are not as many things as records. */
    int BLOCK_BITS = 10;

    /** Where an event says its cause stands. */
    static Place place(Source source) {
        return new Place(source.getTopic(), source.getPartition(), source.getOffset());
    }

    /** The stretch of a partition a record belongs to. */
    static String blockOf(Place place) {
        return "block/" + place.topic() + "/" + place.partition() + "/" + (place.offset() >> BLOCK_BITS);
    }

    /** Before the code of an office, in what its reports and points are about. */
    String OFFICE = "office/";

    /** What an office's reports and points are about. */
    static String officeOf(String office) {
        return OFFICE + office;
    }

    /** What a case's events are about. */
    static String caseOf(String incidentId) {
        return "case/" + incidentId;
    }
}
