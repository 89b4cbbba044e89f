package zhuji.peers;

import java.net.URI;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** Which instance holds what, and what this one holds. Everything throws {@link InvalidStateStoreException} while it is starting. */
public final class Peers {

    private final Supplier<@Nullable KafkaStreams> streams;
    private final HostInfo self;

    /**
     * @param streams the running topology, null until it has started
     * @param self {@code host:port} under which the others reach this one
     */
    public Peers(Supplier<@Nullable KafkaStreams> streams, String self) {
        this.streams = streams;
        this.self = HostInfo.buildFromEndpoint(self);
    }

    /**
     * Address of the instance that holds a key; null when it is this one.
     *
     * @param store name of a store
     * @param key a key of the topic its task reads
     */
    public @Nullable URI holderOf(String store, String key) {
        KeyQueryMetadata holder =
                running().queryMetadataForKey(store, key, Serdes.String().serializer());
        if (holder == null || holder.equals(KeyQueryMetadata.NOT_AVAILABLE)) {
            throw new InvalidStateStoreException("no instance holds this key at the moment");
        }
        return holder.activeHost().equals(self) ? null : address(holder.activeHost());
    }

    /** Addresses of the other instances that hold a part of a store. */
    public Set<URI> others(String store) {
        return running().streamsMetadataForStore(store).stream()
                .map(StreamsMetadata::hostInfo)
                .filter(host -> !host.equals(self))
                .map(Peers::address)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The part of a store this instance holds. */
    public <T> ReadOnlyKeyValueStore<String, T> store(String name) {
        return running().store(StoreQueryParameters.fromNameAndType(name, QueryableStoreTypes.keyValueStore()));
    }

    /** The running topology. */
    public KafkaStreams running() {
        KafkaStreams found = streams.get();
        if (found == null) {
            throw new InvalidStateStoreException("the service is starting");
        }
        return found;
    }

    private static URI address(HostInfo host) {
        return URI.create("http://" + host.host() + ":" + host.port());
    }
}
