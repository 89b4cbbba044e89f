package zhuji.scoring.kafka;

import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import zhuji.events.Topics;
import zhuji.wire.Partitions;

/**
 * How many places offices' years are kept at: as many as {@code report.accepted} has partitions. Decisions on reports are taken where they stand, so
 * {@code report.routed} must have as many.
 */
public final class Places {

    private static final List<String> TOPICS = List.of(Topics.REPORT_ACCEPTED, Topics.REPORT_ROUTED);

    private Places() {}

    /**
     * Asks the broker.
     *
     * @throws Uneven when the two topics differ
     */
    public static int count(Admin admin) {
        return count(Partitions.of(admin, TOPICS));
    }

    static int count(Partitions partitions) {
        List<Integer> numbers = TOPICS.stream().map(partitions::of).toList();
        if (!numbers.getFirst().equals(numbers.getLast())) {
            throw new Uneven(numbers);
        }
        return numbers.getFirst();
    }

    /** Reports and the decisions on them would not meet. */
    static final class Uneven extends RuntimeException {

        Uneven(List<Integer> numbers) {
            super("%s have %s partitions, and must have the same number".formatted(TOPICS, numbers));
        }
    }

    /** Tells it in one sentence instead of a stack trace. */
    static final class Analyzer extends AbstractFailureAnalyzer<Uneven> {

        @Override
        protected FailureAnalysis analyze(Throwable root, Uneven uneven) {
            return new FailureAnalysis(
                    String.valueOf(uneven.getMessage()),
                    "deploy/cli/zhuji topics apply creates both alike, so one was changed since; keys already written do not move:"
                            + " create that topic anew and route its reports again before scoring starts",
                    uneven);
        }
    }
}
