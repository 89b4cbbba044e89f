package zhuji.scoring.streams;

import java.util.List;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;
import zhuji.events.AnnualDecision;
import zhuji.events.Topics;
import zhuji.wire.EventSerdes;
import zhuji.wire.tables.GlobalTable;

/** The decisions of every year, as every instance holds them. */
final class DecisionTable {

    static final String STORE = "decisions";

    private final GlobalTable<AnnualDecision> decisions;

    private DecisionTable(GlobalTable<AnnualDecision> decisions) {
        this.decisions = decisions;
    }

    /**
     * Adds the table to a topology.
     *
     * @return it as the processors of the topology see it
     */
    static DecisionTable addTo(StreamsBuilder builder, EventSerdes serdes) {
        return new DecisionTable(GlobalTable.addTo(
                builder, STORE, Topics.SCORE_DECISION, "decisions-source", serdes.of(AnnualDecision.class)));
    }

    /** The table as a store queried from outside the topology. */
    static DecisionTable over(ReadOnlyKeyValueStore<String, ValueAndTimestamp<AnnualDecision>> store) {
        return new DecisionTable(GlobalTable.over(store));
    }

    /** What years decided of an office. */
    List<AnnualDecision> of(String office) {
        return decisions.under(office + "/");
    }

    /** The decisions of a year, by office. */
    List<AnnualDecision> of(int year) {
        return decisions.under("").stream()
                .filter(decision -> decision.getYear() == year)
                .toList();
    }
}
