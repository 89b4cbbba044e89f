package zhuji.routing.domain;

import java.util.Set;

/**
 * Where a report goes and why; also when nowhere further.
 *
 * @param rule rule of the notice: R1, R3, R4, R6 or R7
 * @param destinations where it goes now
 * @param zh reason in Chinese
 * @param en reason in English
 */
public record RoutingDecision(String rule, Set<Destination> destinations, String zh, String en) {

    /** NATIONAL 国务院办公厅, REGION 本省级办公厅. */
    public enum Destination {
        NATIONAL,
        REGION
    }

    public RoutingDecision {
        destinations = Set.copyOf(destinations);
    }
}
