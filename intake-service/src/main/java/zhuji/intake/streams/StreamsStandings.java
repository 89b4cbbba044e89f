package zhuji.intake.streams;

import java.net.URI;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;
import zhuji.intake.domain.FiledReports;
import zhuji.intake.domain.Offices;
import zhuji.intake.domain.Standing;
import zhuji.intake.domain.Standings;
import zhuji.wire.OfficeTable;

/** Standings out of the state of the running topology. */
public final class StreamsStandings implements Standings {

    private final Supplier<@Nullable KafkaStreams> streams;
    private final HostInfo self;

    /**
     * @param streams the running topology, null until it has started
     * @param self how other instances reach this one
     */
    public StreamsStandings(Supplier<@Nullable KafkaStreams> streams, HostInfo self) {
        this.streams = streams;
        this.self = self;
    }

    @Override
    public @Nullable URI elsewhere(String office) {
        KeyQueryMetadata owner = running()
                .queryMetadataForKey(Stores.STANDINGS, office, Serdes.String().serializer());
        if (owner == null || owner.equals(KeyQueryMetadata.NOT_AVAILABLE)) {
            throw new InvalidStateStoreException("no instance holds this office at the moment");
        }
        HostInfo host = owner.activeHost();
        return host.equals(self) ? null : URI.create("http://" + host.host() + ":" + host.port());
    }

    @Override
    public @Nullable Standing find(String office, String submissionId) {
        return this.<Standing>store(Stores.STANDINGS).get(office + ":" + submissionId);
    }

    @Override
    public FiledReports filed() {
        return new StoredReports(store(Stores.FILED), store(Stores.CASES));
    }

    /** The registry, for who asks from outside the topology. */
    public Offices offices() {
        return code -> new RegisteredOffices(OfficeTable.over(running()
                        .store(StoreQueryParameters.fromNameAndType(
                                OfficeTable.STORE, QueryableStoreTypes.timestampedKeyValueStore()))))
                .find(code);
    }

    private <T> ReadOnlyKeyValueStore<String, T> store(String name) {
        return running().store(StoreQueryParameters.fromNameAndType(name, QueryableStoreTypes.keyValueStore()));
    }

    private KafkaStreams running() {
        KafkaStreams found = streams.get();
        if (found == null) {
            throw new InvalidStateStoreException("the service is starting");
        }
        return found;
    }
}
