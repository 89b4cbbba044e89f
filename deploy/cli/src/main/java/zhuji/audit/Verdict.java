package zhuji.audit;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What an audit found.
 *
 * @param records records read
 * @param checked how much was checked, by invariant
 * @param underWay what was too recent to be judged, by invariant
 * @param broken how many violations there are, by invariant
 * @param violations the violations, in order; of each invariant at most {@link Findings#SHOWN}
 * @param remarks what was not checked, and why
 * @param checkpoint which signed checkpoint can be relied on, in words
 * @param until until when the log was looked at
 */
public record Verdict(
        long records,
        Map<Invariant, Long> checked,
        Map<Invariant, Long> underWay,
        Map<Invariant, Long> broken,
        List<Violation> violations,
        List<String> remarks,
        String checkpoint,
        Instant until) {

    /** Whether every promise was kept, as far as it was checked. */
    public boolean holds() {
        return broken.values().stream().allMatch(count -> count == 0);
    }
}
