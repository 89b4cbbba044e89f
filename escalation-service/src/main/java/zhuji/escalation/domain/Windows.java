package zhuji.escalation.domain;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import zhuji.escalation.domain.Anchors.Anchor;

/**
 * How long each has.
 *
 * @param common what holds where a class has nothing of its own; complete
 * @param own what a class has of its own
 * @param acknowledge how long the top rung has to acknowledge
 * @param relayRequest how long the province's desk has to relay what it was asked to
 */
public record Windows(OfClass common, Map<IncidentClass, OfClass> own, Duration acknowledge, Duration relayRequest) {

    /**
     * What holds for a class.
     *
     * @param toRelay how long a rung of each level has to relay, from when it received
     * @param firstReport how long the first report may take, from the occurrence or the learning of it
     */
    public record OfClass(Map<Level, Duration> toRelay, Map<Anchor, Duration> firstReport) {
        public OfClass {
            toRelay = Map.copyOf(toRelay);
            firstReport = Map.copyOf(firstReport);
        }

        static final OfClass NOTHING = new OfClass(Map.of(), Map.of());
    }

    public Windows {
        own = Map.copyOf(own);
    }

    Duration toRelay(@Nullable IncidentClass incidentClass, Level level) {
        return found(own(incidentClass).toRelay().get(level), common.toRelay().get(level), level);
    }

    Duration firstReport(@Nullable IncidentClass incidentClass, Anchor anchor) {
        return found(
                own(incidentClass).firstReport().get(anchor),
                common.firstReport().get(anchor),
                anchor);
    }

    private OfClass own(@Nullable IncidentClass incidentClass) {
        return incidentClass == null ? OfClass.NOTHING : own.getOrDefault(incidentClass, OfClass.NOTHING);
    }

    private static Duration found(@Nullable Duration own, @Nullable Duration common, Enum<?> of) {
        Duration window = own == null ? common : own;
        if (window == null) {
            throw new IllegalStateException("the policy has no window for " + of);
        }
        return window;
    }
}
