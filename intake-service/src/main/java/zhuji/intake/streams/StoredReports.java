package zhuji.intake.streams;

import java.util.function.Function;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;
import zhuji.intake.domain.FiledReports;

/** What was filed, out of the state stores, for one decision: what it has asked for is not read a second time. */
final class StoredReports implements FiledReports {

    private final Function<String, @Nullable KeptReport> reports;
    private final ReadOnlyKeyValueStore<String, String> cases;
    private @Nullable String asked;
    private @Nullable KeptReport answer;

    /**
     * @param reports finds what is kept of a submission
     */
    StoredReports(Function<String, @Nullable KeptReport> reports, ReadOnlyKeyValueStore<String, String> cases) {
        this.reports = reports;
        this.cases = cases;
    }

    @Override
    public @Nullable Filed find(String office, String submissionId) {
        KeptReport kept = kept(office + ":" + submissionId);
        return kept == null ? null : kept.filed();
    }

    @Override
    public boolean hasCase(String incidentId) {
        return cases.get(incidentId) != null;
    }

    /** What is kept of a submission, or null. */
    @Nullable
    KeptReport kept(String reportId) {
        if (!reportId.equals(asked)) {
            asked = reportId;
            answer = reports.apply(reportId);
        }
        return answer;
    }
}
