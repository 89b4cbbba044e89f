package zhuji.intake.streams;

import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;
import zhuji.intake.domain.FiledReports;

/** What was filed, out of the state stores. */
record StoredReports(ReadOnlyKeyValueStore<String, KeptReport> reports, ReadOnlyKeyValueStore<String, String> cases)
        implements FiledReports {

    @Override
    public @Nullable Filed find(String office, String submissionId) {
        KeptReport kept = reports.get(office + ":" + submissionId);
        return kept == null ? null : kept.filed();
    }

    @Override
    public boolean hasCase(String office, String caseNumber) {
        return cases.get(office + ":" + caseNumber) != null;
    }
}
