package zhuji.intake.streams;

import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;
import zhuji.intake.domain.FiledReports;

/** What was filed, out of the state stores. */
record StoredReports(ReadOnlyKeyValueStore<String, Filed> filed, ReadOnlyKeyValueStore<String, String> cases)
        implements FiledReports {

    @Override
    public @Nullable Filed find(String office, String submissionId) {
        return filed.get(office + ":" + submissionId);
    }

    @Override
    public boolean hasCase(String office, String caseNumber) {
        return cases.get(office + ":" + caseNumber) != null;
    }
}
