package zhuji.local;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import zhuji.events.AnnualTally;
import zhuji.events.Category;
import zhuji.events.DeskAction;
import zhuji.events.IncidentEvent;
import zhuji.events.ReportAccepted;
import zhuji.events.ReportDuplicated;
import zhuji.events.ReportRejected;
import zhuji.events.ReportRouted;
import zhuji.events.RoutedReport;
import zhuji.events.ScoreEntry;
import zhuji.events.ScoreReminder;
import zhuji.events.Source;
import zhuji.events.Topics;

/** Counts what stands on the topics, and knows when nothing is under way any more. */
final class Ledger {

    static final String MARKED = "SECRECY_MARKING";

    private static final double MILLIS = 1_000;

    private final InstantSource clock;
    private final List<Long> delays = new ArrayList<>();
    private final Map<Integer, BitSet> submitted = new HashMap<>();
    private final Map<Integer, BitSet> answered = new HashMap<>();
    private final Map<Integer, BitSet> marked = new HashMap<>();
    private final Map<String, Long> rejectedByCode = new TreeMap<>();
    private final Map<String, Long> reasons = new TreeMap<>();
    private final Map<String, Long> regions = new TreeMap<>();
    private final CaseCounts cases = new CaseCounts();
    private final Map<String, Long> tallied = new HashMap<>();
    private final Map<String, Long> evaluated = new HashMap<>();
    private long accepted;
    private long acceptedIncidents;
    private long duplicates;
    private long routed;
    private long national;
    private long entries;
    private long reminders;

    /** @param clock tells when something is seen on a topic */
    Ledger(InstantSource clock) {
        this.clock = clock;
    }

    /** A record on {@code report.submitted}; its bytes are nobody's business here. */
    synchronized void submitted(int partition, long offset) {
        mark(submitted, partition, offset);
    }

    /** An event on any other topic. */
    synchronized void happened(SpecificRecord event) {
        switch (event) {
            case ReportAccepted report -> on(report);
            case ReportRejected rejection -> on(rejection);
            case ReportDuplicated duplicate -> {
                duplicates++;
                answered(duplicate.getSource());
            }
            case ReportRouted decision -> on(decision);
            case RoutedReport report -> on(report);
            case IncidentEvent incident -> cases.on(incident);
            case DeskAction action -> cases.on(action);
            case AnnualTally tally -> on(tally);
            case ScoreEntry entry -> entries++;
            case ScoreReminder reminder -> reminders++;
            default -> {}
        }
    }

    /** Its time is that of the submission's receipt. */
    private void on(ReportRouted decision) {
        routed++;
        delays.add(Duration.between(decision.getRoutedAt(), clock.instant()).toMillis());
    }

    /** Seconds from a submission's receipt to its routing being there for consumers, which 99 of a hundred do not take longer than; 0 without any. */
    synchronized double routedP99() {
        long[] sorted = delays.stream().mapToLong(Long::longValue).sorted().toArray();
        return sorted.length == 0 ? 0 : sorted[(int) Math.ceil(sorted.length * 0.99) - 1] / MILLIS;
    }

    private void on(ReportAccepted report) {
        accepted++;
        if (report.getSubmission().getCategory() == Category.MAJOR_INCIDENT) {
            acceptedIncidents++;
        }
        answered(report.getSource());
    }

    private void on(ReportRejected rejection) {
        rejectedByCode.merge(rejection.getReasons().getFirst().getCode(), 1L, Long::sum);
        rejection.getReasons().forEach(reason -> {
            reasons.merge(reason.getCode(), 1L, Long::sum);
            if (reason.getCode().equals(MARKED)) {
                mark(
                        marked,
                        rejection.getSource().getPartition(),
                        rejection.getSource().getOffset());
            }
        });
        answered(rejection.getSource());
    }

    private void on(RoutedReport report) {
        if (report.getDestination().equals(Topics.REPORT_NATIONAL)) {
            national++;
        } else {
            String region =
                    report.getDestination().substring(report.getDestination().lastIndexOf('.') + 1);
            regions.merge(region, 1L, Long::sum);
        }
    }

    /** Of each office and year the latest tally counts: earlier ones may have been compacted away. */
    private void on(AnnualTally tally) {
        String key = tally.getOffice() + "/" + tally.getYear();
        tallied.put(key, tally.getAccepted() + tally.getExercises());
        evaluated.put(
                key,
                sum(tally.getAdoptedByLevel())
                        + sum(tally.getEndorsedByLevel())
                        + tally.getReturned()
                        + tally.getFoundUntrue());
    }

    private void answered(Source source) {
        mark(answered, source.getPartition(), source.getOffset());
        mark(submitted, source.getPartition(), source.getOffset());
    }

    private static void mark(Map<Integer, BitSet> places, int partition, long offset) {
        places.computeIfAbsent(partition, number -> new BitSet()).set(Math.toIntExact(offset));
    }

    /** Whether the record at that place has its outcome. */
    synchronized boolean isAnswered(int partition, long offset) {
        BitSet places = answered.get(partition);
        return places != null && places.get(Math.toIntExact(offset));
    }

    /** Whether every outcome has led to what follows from it. */
    synchronized boolean isSettled() {
        return count(submitted) == count(answered)
                && routed == accepted
                && sum(tallied) == accepted
                && cases.reports() == acceptedIncidents
                && cases.isEveryActionAnswered();
    }

    /** Whether that many reports have been delivered, and that many evaluations counted. */
    synchronized boolean isEvaluated(long delivered, long evaluations) {
        return delivered == national + sum(regions) && evaluations == sum(evaluated);
    }

    /** Whether no office on any ladder owes anything whose deadline is still to come. */
    synchronized boolean isAtRest() {
        return cases.isAtRest();
    }

    /** Where marked items stood on {@code report.submitted}: partition to the last offset. */
    synchronized Map<Integer, Integer> lastMarked() {
        Map<Integer, Integer> last = new HashMap<>();
        marked.forEach((partition, offsets) -> last.put(partition, offsets.length() - 1));
        return last;
    }

    /** A case to which it happened; null when it did not. */
    synchronized @Nullable String exampleOf(String what) {
        return cases.exampleOf(what);
    }

    synchronized String progress() {
        return "submitted %d  accepted %d  rejected %d  duplicates %d  national %d  incidents %d  missed %d"
                .formatted(
                        count(submitted),
                        accepted,
                        sum(rejectedByCode),
                        duplicates,
                        national,
                        cases.of("opened"),
                        cases.of(CaseCounts.MISSED));
    }

    synchronized Summary summary(Summary.Seconds seconds) {
        int year = mainYear();
        long offices = tallied.keySet().stream()
                .filter(key -> key.endsWith("/" + year))
                .count();
        return new Summary(
                count(submitted),
                accepted,
                new TreeMap<>(rejectedByCode),
                new TreeMap<>(reasons),
                duplicates,
                national,
                new TreeMap<>(regions),
                cases.summary(),
                new Summary.Scores(year, offices, sum(evaluated), entries, reminders),
                seconds);
    }

    /** The year most reports are of; 0 when there is none. */
    synchronized int mainYear() {
        Map<String, Long> years = new TreeMap<>();
        tallied.forEach((key, reports) -> years.merge(key.substring(key.indexOf('/') + 1), reports, Long::sum));
        return years.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(year -> Integer.parseInt(year.getKey()))
                .orElse(0);
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private static long count(Map<Integer, BitSet> places) {
        return places.values().stream().mapToLong(BitSet::cardinality).sum();
    }
}
