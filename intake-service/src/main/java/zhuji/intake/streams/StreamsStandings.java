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
import zhuji.wire.tables.OfficeTable;

/** Standings out of the state of the running topology. */
public final class StreamsStandings implements Standings {

    private final Peers peers;

    public StreamsStandings(Peers peers) {
        this.peers = peers;
    }

    @Override
    public @Nullable URI elsewhere(String office) {
        return peers.holderOf(Stores.REPORTS, office);
    }

    @Override
    public @Nullable Standing find(String office, String submissionId) {
        KeptReport kept = peers.<KeptReport>store(Stores.REPORTS).get(office + ":" + submissionId);
        return kept == null ? null : kept.standing();
    }

    @Override
    public FiledReports filed() {
        return new StoredReports(peers.<KeptReport>store(Stores.REPORTS)::get, peers.store(Stores.CASES));
    }

    /** The registry, for who asks from outside the topology. */
    public Offices offices() {
        return code -> new RegisteredOffices(OfficeTable.over(peers.running()
                        .store(StoreQueryParameters.fromNameAndType(
                                OfficeTable.STORE, QueryableStoreTypes.timestampedKeyValueStore()))))
                .find(code);
    }
}
