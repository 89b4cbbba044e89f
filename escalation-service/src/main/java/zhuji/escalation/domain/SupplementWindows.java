package zhuji.escalation.domain;

import java.time.Duration;
import java.util.Map;

/**
 * How long after the occurrence later reports may change the grade (Decree 493 arts. 13, 20).
 *
 * @param common for most kinds
 * @param byType for kinds with a window of their own
 */
public record SupplementWindows(Duration common, Map<String, Duration> byType) {

    public SupplementWindows {
        byType = Map.copyOf(byType);
    }

    Duration of(String type) {
        return byType.getOrDefault(type, common);
    }
}
