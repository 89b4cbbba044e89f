package zhuji.audit.replay;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import zhuji.audit.log.Log;
import zhuji.audit.log.Stretch;
import zhuji.events.ReportAccepted;
import zhuji.events.ReportDuplicated;
import zhuji.events.ReportRejected;
import zhuji.events.Source;
import zhuji.events.Topics;

/**
 * How far back submissions reach: they are kept for thirty days, and up to a marked one they are erased at once. What intake decided on those
 * that are gone cannot be decided again; and of an office some of whose submissions are gone nobody can tell a duplicate from a first, or
 * where its chain went on.
 */
final class Submitted {

    private final Map<Integer, Long> firsts = new HashMap<>();
    private final Set<String> offices = new HashSet<>();

    Submitted(Log log) {
        log.stretches().stream()
                .filter(stretch -> stretch.topic().equals(Topics.REPORT_SUBMITTED))
                .forEach(stretch -> firsts.put(stretch.partition(), stretch.first()));
    }

    /** How many partitions they have. */
    int partitions() {
        return firsts.size();
    }

    static boolean tells(Stretch stretch) {
        return stretch.topic().equals(Topics.REPORT_ACCEPTED) || stretch.topic().equals(Topics.REPORT_REJECTED);
    }

    /** Takes in what was published: all of it, before anything is asked. */
    void learn(SpecificRecord outcome) {
        if (isGone(outcome)) {
            offices.add(sender(outcome));
        }
    }

    /** Whether the submission it is the outcome of is no longer there. */
    boolean isGone(SpecificRecord event) {
        Source source = sourceOf(event);
        return source != null && source.getOffset() < firsts.getOrDefault(source.getPartition(), 0L);
    }

    /** Whether it may have been decided as it was because of submissions that are gone. */
    boolean mayRestOnGone(SpecificRecord event) {
        return sourceOf(event) != null && offices.contains(sender(event));
    }

    /** The submission an outcome is of; null of what is none. */
    static @Nullable Source sourceOf(SpecificRecord event) {
        return switch (event) {
            case ReportAccepted accepted -> accepted.getSource();
            case ReportRejected rejected -> rejected.getSource();
            case ReportDuplicated duplicated -> duplicated.getSource();
            default -> null;
        };
    }

    private static String sender(SpecificRecord event) {
        return switch (event) {
            case ReportAccepted accepted -> accepted.getSubmission().getOffice();
            case ReportRejected rejected -> rejected.getOffice();
            case ReportDuplicated duplicated -> duplicated.getOffice();
            default -> "";
        };
    }
}
