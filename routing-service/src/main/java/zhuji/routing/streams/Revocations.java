package zhuji.routing.streams;

import java.util.List;
import org.apache.kafka.streams.StreamsBuilder;
import zhuji.events.AnnualDecision;
import zhuji.events.Topics;
import zhuji.wire.EventSerdes;
import zhuji.wire.tables.GlobalTable;

/** What years decided of contact points: who is taken off by a person's confirmation files straight to the top no longer (21号 四). */
final class Revocations {

    private static final String STORE = "decisions";

    private final GlobalTable<AnnualDecision> decisions;

    private Revocations(GlobalTable<AnnualDecision> decisions) {
        this.decisions = decisions;
    }

    /**
     * Adds what was decided to a topology.
     *
     * @return it as the processors of the topology see it
     */
    static Revocations addTo(StreamsBuilder builder, EventSerdes serdes) {
        return new Revocations(GlobalTable.addTo(
                builder, STORE, Topics.SCORE_DECISION, "decisions-source", serdes.of(AnnualDecision.class)));
    }

    /** What years decided of an office. */
    List<AnnualDecision> of(String office) {
        return decisions.under(office + "/");
    }
}
