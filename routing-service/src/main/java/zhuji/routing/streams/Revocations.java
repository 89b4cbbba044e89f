package zhuji.routing.streams;

import java.time.Instant;
import java.time.ZoneId;
import org.apache.kafka.streams.StreamsBuilder;
import zhuji.events.AnnualDecision;
import zhuji.events.Outcome;
import zhuji.events.Topics;
import zhuji.wire.EventSerdes;
import zhuji.wire.tables.GlobalTable;

/** Which contact points are none any longer: what a year's score decided and a person confirmed holds from the next year on (21号 四). */
final class Revocations {

    private static final String STORE = "decisions";

    /** Years are those of {@code submittedAt} in this zone. */
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

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

    /** Whether an earlier year's decision has taken an office from the contact points by the time it submitted something. */
    boolean hold(String office, Instant submittedAt) {
        int year = submittedAt.atZone(ZONE).getYear();
        return decisions.under(office + "/").stream()
                .anyMatch(decision -> decision.getYear() < year
                        && decision.getConfirmed()
                        && decision.getOutcome() == Outcome.REVOKE);
    }
}
