package zhuji.escalation.domain;

import java.util.Map;

/**
 * The policies of today, for cases that open.
 *
 * @param national what holds where a region has laid nothing over it
 * @param regions by two-digit prefix
 */
public record Policies(Policy national, Map<String, Policy> regions) {

    public Policies {
        regions = Map.copyOf(regions);
    }

    /** The policy for the incidents of an office. */
    public Policy of(String office) {
        return regions.getOrDefault(office.substring(0, Math.min(2, office.length())), national);
    }
}
