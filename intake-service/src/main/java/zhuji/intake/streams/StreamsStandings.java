package zhuji.intake.streams;

import java.net.URI;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.jspecify.annotations.Nullable;
import zhuji.intake.domain.FiledReports;
import zhuji.intake.domain.Offices;
import zhuji.intake.domain.Standing;
import zhuji.intake.domain.Standings;
import zhuji.peers.Peers;
import zhuji.wire.OfficeTable;

/** Standings out of the state of the running topology. */
public final class StreamsStandings implements Standings {

    private final Peers peers;

    public StreamsStandings(Peers peers) {
        this.peers = peers;
    }

    @Override
    public @Nullable URI elsewhere(String office) {
        return peers.holderOf(Stores.STANDINGS, office);
    }

    @Override
    public @Nullable Standing find(String office, String submissionId) {
        return peers.<Standing>store(Stores.STANDINGS).get(office + ":" + submissionId);
    }

    @Override
    public FiledReports filed() {
        return new StoredReports(peers.store(Stores.FILED), peers.store(Stores.CASES));
    }

    /** The registry, for who asks from outside the topology. */
    public Offices offices() {
        return code -> new RegisteredOffices(OfficeTable.over(peers.running()
                        .store(StoreQueryParameters.fromNameAndType(
                                OfficeTable.STORE, QueryableStoreTypes.timestampedKeyValueStore()))))
                .find(code);
    }
}
