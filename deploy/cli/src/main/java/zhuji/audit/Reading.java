package zhuji.audit;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import zhuji.audit.claims.Claim;
import zhuji.audit.claims.Digest;
import zhuji.audit.claims.Filing;
import zhuji.audit.log.LogRecord;
import zhuji.audit.log.Place;
import zhuji.events.AnnualDecision;
import zhuji.events.AnnualTally;
import zhuji.events.Category;
import zhuji.events.Checkpoint;
import zhuji.events.DecisionConfirmed;
import zhuji.events.IncidentEvent;
import zhuji.events.IncidentEventKind;
import zhuji.events.Mode;
import zhuji.events.NothingToReport;
import zhuji.events.Notice;
import zhuji.events.OfficeRegistered;
import zhuji.events.Relay;
import zhuji.events.ReportAccepted;
import zhuji.events.ReportDuplicated;
import zhuji.events.ReportEvaluated;
import zhuji.events.ReportRejected;
import zhuji.events.ReportRouted;
import zhuji.events.RoutedReport;
import zhuji.events.ScoreEntry;
import zhuji.events.SolicitationMissed;
import zhuji.events.Submission;
import zhuji.events.Topic;
import zhuji.events.Topics;
import zhuji.events.YearClosed;
import zhuji.wire.EventDecoder;
import zhuji.wire.failures.DeadLetters;

/** The first pass: what can be seen in one record is judged, the rest is claimed. Used by several threads. */
final class Reading {

    private static final ThreadLocal<@Nullable MessageDigest> SHA = new ThreadLocal<>();

    /** Code of the reason for which a marked item, or one that may be, is refused. */
    private static final String MARKED = "SECRECY_MARKING";

    private final EventDecoder decoder;
    private final Consumer<Claim> claims;
    private final Standings standings;
    private final SignedHeads signed;
    private final Activity activity;
    private final Findings findings;

    Reading(
            EventDecoder decoder,
            Consumer<Claim> claims,
            Standings standings,
            SignedHeads signed,
            Activity activity,
            Findings findings) {
        this.decoder = decoder;
        this.claims = claims;
        this.standings = standings;
        this.signed = signed;
        this.activity = activity;
        this.findings = findings;
    }

    void take(LogRecord record) {
        findings.checked(Invariant.I9);
        String topic = record.place().topic();
        if (topic.equals(Topics.REPORT_SUBMITTED)) {
            claims.accept(new Claim.Sent(record.place(), record.at(), sha256(record.value())));
        } else if (Topic.isOfDeadLetters(topic)) {
            if (record.value() != null) {
                claims.accept(new Claim.Kept(record.place(), sha256(record.value()), false));
            }
        } else if (record.value() == null) {
            standings.remove(topic, record.key());
        } else {
            decoded(record, record.value());
        }
    }

    /** What an operator put in again for a reader that could not process it stands there already; only a submission is one more. */
    private static boolean isReplayed(LogRecord record) {
        Topic topic = Topics.named(record.place().topic());
        return topic != null
                && !topic.readers().isEmpty()
                && record.headers().stream().anyMatch(header -> header.key().equals(DeadLetters.REPLAYED_FROM));
    }

    private void decoded(LogRecord record, byte[] value) {
        SpecificRecord event;
        try {
            event = decoder.decode(value);
        } catch (SerializationException unreadable) {
            findings.remark("cannot be read, and is no event: " + record.place());
            return;
        }
        try {
            if (isReplayed(record)) {
                replayed(event, record.place());
            } else {
                take(event, record.place(), record.at());
            }
        } catch (IllegalArgumentException nonsense) {
            findings.remark("holds what no digest is: " + record.place());
        }
    }

    /** It counts where it stood first; points may name the place where it was processed. */
    private void replayed(SpecificRecord event, Place place) {
        switch (event) {
            case ReportAccepted accepted -> {
                unmarked(accepted.getSubmission(), place, accepted.getReportId());
                claims.accept(new Claim.Present(place, accepted.getEventId()));
            }
            case IncidentEvent incident -> {
                unmarked(incident.getReport(), place, incident.getIncidentId());
                claims.accept(new Claim.Present(place, incident.getEventId()));
            }
            case ReportEvaluated evaluated -> claims.accept(new Claim.Present(place, evaluated.getEvaluationId()));
            case SolicitationMissed missed -> claims.accept(new Claim.Present(place, missed.getEventId()));
            case YearClosed turn -> claims.accept(new Claim.Present(place, turn.getEventId()));
            default -> {}
        }
    }

    private void take(SpecificRecord event, Place place, Instant at) {
        if (!Countable.is(event)) {
            return;
        }
        switch (event) {
            case ReportAccepted accepted -> accepted(accepted, place);
            case ReportRejected rejected -> rejected(rejected, place);
            case ReportDuplicated duplicated ->
                claims.accept(new Claim.Answered(
                        place, Claim.place(duplicated.getSource()), Digest.ofHex(duplicated.getDigest()), false));
            case ReportRouted routed ->
                claims.accept(new Claim.Routed(
                        place,
                        routed.getReportId(),
                        routed.getOffice(),
                        routed.getRule(),
                        routed.getDestinations(),
                        at));
            case RoutedReport copy -> copied(copy, place);
            case IncidentEvent incident -> incident(incident, place, at);
            case Notice notice -> unmarked(notice.getReport(), place, notice.getAddressee());
            case ReportEvaluated evaluated -> {
                claims.accept(new Claim.Present(place, evaluated.getEvaluationId()));
                claims.accept(new Claim.Told(place, Claim.officeOf(evaluated.getOffice()), at, evaluated));
            }
            case ScoreEntry entry -> entered(entry, place, at);
            case SolicitationMissed missed -> {
                claims.accept(new Claim.Present(place, missed.getEventId()));
                claims.accept(new Claim.Told(place, Claim.officeOf(missed.getOffice()), at, missed));
            }
            case NothingToReport nothing ->
                claims.accept(new Claim.Told(place, Claim.officeOf(nothing.getOffice()), at, nothing));
            case YearClosed turn -> {
                claims.accept(new Claim.Present(place, turn.getEventId()));
                standings.put(turn, place, at);
            }
            case Checkpoint checkpoint -> signed.take(checkpoint, place, claims, findings);
            case OfficeRegistered office -> standings.put(office, place, at);
            case AnnualTally tally -> standings.put(tally, place, at);
            case AnnualDecision decision -> standings.put(decision, place, at);
            case DecisionConfirmed confirmation -> standings.put(confirmation, place, at);
            default -> {}
        }
    }

    private void accepted(ReportAccepted accepted, Place place) {
        Submission submission = accepted.getSubmission();
        unmarked(submission, place, accepted.getReportId());
        Digest digest = Digest.ofHex(accepted.getDigest());
        Place source = Claim.place(accepted.getSource());
        claims.accept(new Claim.Answered(place, source, digest, false));
        claims.accept(new Claim.Present(place, accepted.getEventId()));
        link(accepted, place);
        if (submission.getIncident() != null && submission.getMode() == Mode.ACTUAL) {
            claims.accept(new Claim.Reported(
                    place,
                    submission.getOffice() + ":" + submission.getIncident().getCaseNumber(),
                    accepted.getReportId(),
                    accepted.getReceivedAt()));
        }
        claims.accept(new Claim.Filed(
                place,
                accepted.getReportId(),
                accepted.getOffice(),
                new Filing(
                        accepted.getEventId(),
                        submission.getMode() == Mode.ACTUAL,
                        submission.getCategory(),
                        submission.getForm(),
                        submission.getRelay() == Relay.PROVINCE,
                        submission.getSubmittedAt(),
                        accepted.getReceivedAt()),
                digest));
    }

    private void rejected(ReportRejected rejected, Place place) {
        Digest digest = Digest.ofHex(rejected.getDigest());
        Place source = Claim.place(rejected.getSource());
        boolean marked = rejected.getMarking() != null
                || rejected.getReasons().stream()
                        .anyMatch(reason -> reason.getCode().equals(MARKED));
        claims.accept(new Claim.Answered(place, source, digest, marked));
        if (rejected.getRegistered()) {
            claims.accept(
                    new Claim.Refused(place, rejected.getOffice(), rejected.getEventId(), rejected.getReceivedAt()));
        }
        link(rejected, place);
        if (marked) {
            claims.accept(new Claim.Kept(place, digest, true));
        }
        if (rejected.getOriginal() != null) {
            claims.accept(new Claim.Kept(place, sha256(rejected.getOriginal().array()), false));
            if (marked) {
                findings.broken(
                        Invariant.I9, place, rejected.getOffice(), "keeps the bytes of a marked item 标密件 it refuses");
            }
        }
    }

    private void copied(RoutedReport copy, Place place) {
        claims.accept(new Claim.Copied(place, copy.getReportId(), copy.getOffice(), Digest.ofHex(copy.getDigest())));
        if (place.topic().equals(Topics.REPORT_NATIONAL)) {
            findings.checked(Invariant.I3);
            if (copy.getSubmission().getCategory() == Category.GENERAL_DYNAMIC) {
                findings.broken(
                        Invariant.I3, place, copy.getReportId(), "a general dynamic 一般动态 stands on report.national");
            }
            if (isMarked(copy.getSubmission())) {
                findings.broken(Invariant.I3, place, copy.getReportId(), "a marked item 标密件 stands on report.national");
            }
        }
        unmarked(copy.getSubmission(), place, copy.getReportId());
    }

    private void incident(IncidentEvent incident, Place place, Instant at) {
        unmarked(incident.getReport(), place, incident.getIncidentId());
        if (isByItsOwnClock(incident.getKind())) {
            activity.at(place, incident.getAt());
        }
        claims.accept(new Claim.Present(place, incident.getEventId()));
        claims.accept(new Claim.Told(place, Claim.caseOf(incident.getIncidentId()), at, judged(incident)));
    }

    /** What a desk or an office caused has their time, and may have waited for escalation. */
    private static boolean isByItsOwnClock(IncidentEventKind kind) {
        return switch (kind) {
            case RECEIVED, REMINDED, DEADLINE_MISSED, BYPASSED, LADDER_CHANGED, SET_ASIDE, TAKEN_UP -> true;
            default -> false;
        };
    }

    /** Without who did it and what was written: of the report only when it was filed is needed. */
    private static IncidentEvent judged(IncidentEvent incident) {
        Submission report = incident.getReport();
        return IncidentEvent.newBuilder(incident)
                .setActor(null)
                .setAuthoriser(null)
                .setReason(null)
                .setTitle(null)
                .setPlace(null)
                .setReport(
                        report == null
                                ? null
                                : Submission.newBuilder(report)
                                        .setIncident(null)
                                        .build())
                .build();
    }

    private void entered(ScoreEntry entry, Place place, Instant at) {
        claims.accept(new Claim.Cited(place, Claim.place(entry.getSource()), entry.getSourceId()));
        claims.accept(new Claim.Told(place, Claim.officeOf(entry.getOffice()), at, entry));
    }

    private void unmarked(@Nullable Submission submission, Place place, String subject) {
        if (submission != null && isMarked(submission)) {
            findings.broken(Invariant.I9, place, subject, "a marked item 标密件 is carried here");
        }
    }

    private static boolean isMarked(Submission submission) {
        return submission.getMarking() != null && !submission.getMarking().isBlank();
    }

    private void link(SpecificRecord answer, Place place) {
        Claim.Linked link = Claim.Linked.of(answer, place);
        if (link != null) {
            claims.accept(link);
        }
    }

    private static Digest sha256(byte @Nullable [] bytes) {
        MessageDigest sha = SHA.get();
        if (sha == null) {
            try {
                sha = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException("every JDK has SHA-256", impossible);
            }
            SHA.set(sha);
        }
        return Digest.of(sha.digest(bytes == null ? new byte[0] : bytes));
    }
}
