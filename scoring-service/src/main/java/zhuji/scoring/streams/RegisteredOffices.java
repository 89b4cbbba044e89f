package zhuji.scoring.streams;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;
import org.jspecify.annotations.Nullable;
import zhuji.events.OfficeRegistered;
import zhuji.scoring.domain.ScoredOffice;
import zhuji.scoring.events.Facts;

/** The registry, as what was confirmed in earlier years has changed it. */
final class RegisteredOffices implements ScoredOffice.Registry {

    private final ReadOnlyKeyValueStore<String, ValueAndTimestamp<OfficeRegistered>> offices;
    private final DecisionTable decisions;

    RegisteredOffices(
            ReadOnlyKeyValueStore<String, ValueAndTimestamp<OfficeRegistered>> offices, DecisionTable decisions) {
        this.offices = offices;
        this.decisions = decisions;
    }

    @Override
    public @Nullable ScoredOffice find(String code, int year) {
        ValueAndTimestamp<OfficeRegistered> found = offices.get(code);
        return found == null ? null : office(found.value(), year);
    }

    @Override
    public List<ScoredOffice> all(int year) {
        List<ScoredOffice> all = new ArrayList<>();
        try (KeyValueIterator<String, ValueAndTimestamp<OfficeRegistered>> every = offices.all()) {
            every.forEachRemaining(each -> all.add(office(each.value.value(), year)));
        }
        return all;
    }

    private ScoredOffice office(OfficeRegistered registered, int year) {
        return Facts.office(registered, decisions.isRevokedBefore(registered.getCode(), year));
    }
}
