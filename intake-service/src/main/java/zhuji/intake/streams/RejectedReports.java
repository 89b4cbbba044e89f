package zhuji.intake.streams;

import java.util.List;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import zhuji.intake.domain.IntakeDecision;
import zhuji.intake.domain.Standing;

/**
 * What is kept of submissions that were refused, so that an office can ask why: the last of each office, for anybody who may send may send any
 * number of wrong ones. A submission without a number is found by its place and by its digest.
 */
final class RejectedReports {

    /** Of each office, at most. */
    static final int MOST = 500;

    private final LatestReports reports;

    /** Office and slot to what stands there, and office to the slot that is next. */
    private final KeyValueStore<String, String> slots;

    RejectedReports(LatestReports reports, KeyValueStore<String, String> slots) {
        this.reports = reports;
        this.slots = slots;
    }

    void keep(IntakeEvents events, IntakeDecision.Rejected rejected) {
        for (String name : names(events, rejected)) {
            String reportId = events.sender() + ":" + name;
            var standing = Standing.rejected(reportId, events.receivedAt(), events.digest(), rejected.reasons());
            keep(events.sender(), reportId, standing);
        }
    }

    /** Under what it may be asked for. */
    private static List<String> names(IntakeEvents events, IntakeDecision.Rejected rejected) {
        return rejected.submissionId() == null
                ? List.of(
                        Standing.placed(
                                events.source().partition(), events.source().offset()),
                        Standing.digested(events.digest()))
                : List.of(rejected.submissionId());
    }

    /** Keeps it in place of the office's oldest. What was accepted stays as it is. */
    void keep(String office, String reportId, Standing standing) {
        KeptReport before = reports.find(reportId);
        if (isFiled(before)) {
            return;
        }
        if (before == null) {
            String slot = office + "/" + next(office);
            String oldest = slots.get(slot);
            if (oldest != null && !isFiled(reports.find(oldest))) {
                reports.forget(oldest);
            }
            slots.put(slot, reportId);
        }
        reports.keep(reportId, KeptReport.notAccepted(standing));
    }

    private int next(String office) {
        String known = slots.get(office);
        int next = known == null ? 0 : (Integer.parseInt(known) + 1) % MOST;
        slots.put(office, Integer.toString(next));
        return next;
    }

    private static boolean isFiled(@Nullable KeptReport kept) {
        return kept != null && kept.filed() != null;
    }
}
