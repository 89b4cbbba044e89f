package zhuji.intake.domain;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What became of a submission, for the office that asks.
 *
 * @param reportId office and number as sent
 * @param outcome what intake decided; null while only later news is known
 * @param countsFor the office it counts for, another one where a former code was sent
 * @param receivedAt when it was received
 * @param digest SHA-256 of the bytes sent
 * @param reasons every reason of a rejection
 * @param notes what was noted on acceptance
 * @param destinations how far it has come at each destination
 */
public record Standing(
        String reportId,
        @Nullable Outcome outcome,
        @Nullable String countsFor,
        @Nullable Instant receivedAt,
        @Nullable String digest,
        List<Reason> reasons,
        List<Reason> notes,
        Map<String, Status> destinations) {

    /** What intake decided. */
    public enum Outcome {
        ACCEPTED,
        REJECTED
    }

    public Standing {
        reasons = List.copyOf(reasons);
        notes = List.copyOf(notes);
        destinations = Map.copyOf(destinations);
    }

    /** An accepted report, not yet at any destination. */
    public static Standing accepted(
            String reportId, String countsFor, Instant receivedAt, String digest, List<Reason> notes) {
        return new Standing(reportId, Outcome.ACCEPTED, countsFor, receivedAt, digest, List.of(), notes, Map.of());
    }

    /** A refused submission; a corrected one may follow under the same number. */
    public static Standing rejected(String reportId, Instant receivedAt, String digest, List<Reason> reasons) {
        return new Standing(reportId, Outcome.REJECTED, null, receivedAt, digest, reasons, List.of(), Map.of());
    }

    /** In place of its number, of a submission that has none: where it stands on {@code report.submitted}. */
    public static String placed(int partition, long offset) {
        return "@" + partition + "/" + offset;
    }

    /** The same: its digest. */
    public static String digested(String digest) {
        return "#" + digest;
    }

    /** A report known by later news only. */
    public static Standing unknown(String reportId) {
        return new Standing(reportId, null, null, null, null, List.of(), List.of(), Map.of());
    }

    /** This, with the news from a destination; a status never moves back. */
    public Standing with(Progress progress) {
        Map<String, Status> further = new TreeMap<>(destinations);
        progress.destinations().forEach((destination, status) -> further.merge(destination, status, Status::orLater));
        return new Standing(reportId, outcome, countsFor, receivedAt, digest, reasons, notes, further);
    }
}
