package zhuji.scoring.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import zhuji.events.AnnualTally;
import zhuji.events.Topics;
import zhuji.scoring.domain.RuleBooks;

/** A year uses one rule book: another is refused at the start, unless the year is to be entered anew on purpose. */
public final class RuleBookGuard {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final int SHOWN = 12;

    private RuleBookGuard() {}

    /**
     * Looks at the published tallies.
     *
     * @param consumer reads committed tallies, of no group; it is closed
     * @param recomputed years that may be entered anew
     * @throws AnotherBook when a year was scored by another rule book than the one it is to use now, or is closed under another
     */
    public static void check(Consumer<String, AnnualTally> consumer, RuleBooks books, Set<Integer> recomputed) {
        Map<Integer, Set<String>> used = new TreeMap<>();
        Set<Integer> closed = new HashSet<>();
        try (consumer) {
            latest(consumer).values().forEach(tally -> {
                if (tally.getAtClosing() != null) {
                    closed.add(tally.getYear());
                }
                if (!tally.getRuleBook().isEmpty()) {
                    used.computeIfAbsent(tally.getYear(), year -> new TreeSet<>())
                            .add(tally.getRuleBook());
                }
            });
        }
        used.forEach((year, hashes) -> {
            String hash = books.of(year).hash();
            boolean mayChange = recomputed.contains(year) && !closed.contains(year);
            if (!mayChange && !hashes.equals(Set.of(hash))) {
                throw new AnotherBook(year, hashes, hash, closed.contains(year));
            }
        });
    }

    private static Map<String, AnnualTally> latest(Consumer<String, AnnualTally> consumer) {
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.SCORE_TALLY).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<String, AnnualTally> latest = new HashMap<>();
        Set<TopicPartition> open = new HashSet<>(partitions);
        while (!open.isEmpty()) {
            for (ConsumerRecord<String, AnnualTally> record : consumer.poll(POLL)) {
                if (record.value() != null) {
                    latest.put(record.key(), record.value());
                }
            }
            open.removeIf(partition -> consumer.position(partition) >= ends.getOrDefault(partition, 0L));
        }
        return latest;
    }

    /** A year was scored by another rule book. */
    static final class AnotherBook extends RuntimeException {

        private final int year;
        private final boolean closed;

        AnotherBook(int year, Set<String> used, String now, boolean closed) {
            super("the year %d was scored by the rule book %s, and is to use %s now"
                    .formatted(year, used.stream().map(AnotherBook::brief).toList(), brief(now)));
            this.year = year;
            this.closed = closed;
        }

        private static String brief(String hash) {
            return hash.substring(0, Math.min(SHOWN, hash.length()));
        }
    }

    /** Tells it in one sentence instead of a stack trace. */
    static final class Analyzer extends AbstractFailureAnalyzer<AnotherBook> {

        @Override
        protected FailureAnalysis analyze(Throwable root, AnotherBook another) {
            return new FailureAnalysis(
                    String.valueOf(another.getMessage()),
                    "give the year its own book again with scoring.rule-books." + another.year
                            + (another.closed
                                    ? "; it is closed, and a closing rests on its book: open the year again before it is entered anew"
                                    : ", or enter it anew on purpose with scoring.recompute=" + another.year),
                    another);
        }
    }
}
