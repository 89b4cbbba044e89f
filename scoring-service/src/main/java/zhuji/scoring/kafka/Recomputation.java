package zhuji.scoring.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.jspecify.annotations.Nullable;
import zhuji.events.AnnualDecision;
import zhuji.events.AnnualTally;
import zhuji.events.ClosingRuleBook;
import zhuji.events.DecisionConfirmed;
import zhuji.events.IncidentEvent;
import zhuji.events.IncidentEventKind;
import zhuji.events.OfficeRegistered;
import zhuji.events.Topics;
import zhuji.events.YearClosed;
import zhuji.rulefiles.RuleFile;
import zhuji.scoring.domain.Account;
import zhuji.scoring.domain.Basis;
import zhuji.scoring.domain.Cause;
import zhuji.scoring.domain.Closings;
import zhuji.scoring.domain.Decision;
import zhuji.scoring.domain.Decisions;
import zhuji.scoring.domain.Fact;
import zhuji.scoring.domain.HeldLedger;
import zhuji.scoring.domain.RuleBook;
import zhuji.scoring.domain.RuleBooks;
import zhuji.scoring.domain.ScoredOffice;
import zhuji.scoring.domain.Scoring;
import zhuji.scoring.domain.Standing;
import zhuji.scoring.domain.Tally;
import zhuji.scoring.events.CaseFacts;
import zhuji.scoring.events.ClosingEvents;
import zhuji.scoring.events.Confirmed;
import zhuji.scoring.events.DecisionEvents;
import zhuji.scoring.events.Facts;
import zhuji.scoring.events.TallyEvents;
import zhuji.scoring.rulebook.RuleBookReader;
import zhuji.wire.tables.ContactPoints;

/**
 * All years computed anew from the log alone, by the same rules and without the state of the service: what comes of it must be what was
 * published, byte for byte. The log is read once, up to where it ends at the start, and counted once it is known: the service's sums, kept fact by
 * fact, have another way to the same figures.
 */
public final class Recomputation {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final int SHARDS = 64;

    /** Everything that counts, but the closings: those are told to every office. */
    private static final List<String> FACTS =
            List.of(Topics.REPORT_ACCEPTED, Topics.REPORT_EVALUATED, Topics.REPORT_ROUTED, Topics.REPORT_REJECTED);

    private final Supplier<KafkaConsumer<String, SpecificRecord>> consumers;
    private final AtomicReference<RuleBooks> books;
    private final int threads;
    private Shard[] shards = {};

    private Map<String, OfficeRegistered> registered = Map.of();
    private Map<String, AnnualDecision> published = Map.of();
    private Map<String, List<AnnualDecision>> decidedOf = Map.of();

    /** Some of the offices; one thread at a time. */
    private final class Shard {
        private final HeldLedger ledger = new HeldLedger();
        private final Scoring scoring = new Scoring(books.get(), new Registry(), ledger);

        synchronized void learn(Fact fact) {
            scoring.learn(fact);
        }

        synchronized void count() {
            ledger.forEachYear(scoring::count);
        }
    }

    /**
     * What came of it.
     *
     * @param tallies by office/year
     * @param decisions by office/year
     * @param facts facts that were counted
     * @param took how long reading and counting them took
     */
    public record Outcome(
            Map<String, AnnualTally> tallies, Map<String, AnnualDecision> decisions, long facts, Duration took) {}

    /**
     * @param consumers makes consumers of no group that read committed events
     * @param threads how many read, and then count, at a time
     */
    public Recomputation(Supplier<KafkaConsumer<String, SpecificRecord>> consumers, RuleBooks books, int threads) {
        this.consumers = consumers;
        this.books = new AtomicReference<>(books);
        this.threads = threads;
    }

    /** Reads the log and computes. */
    public Outcome run() throws InterruptedException, ExecutionException {
        this.registered = latest(Topics.OFFICE_REGISTERED, OfficeRegistered.class);
        this.published = latest(Topics.SCORE_DECISION, AnnualDecision.class);
        this.decidedOf = published.values().stream().collect(Collectors.groupingBy(AnnualDecision::getOffice));
        long start = System.nanoTime();
        var closings = new ClosedUnder();
        read(List.of(Topics.SCORE_CONTROL), null, closings::take);
        books.updateAndGet(closings::over);
        this.shards = IntStream.range(0, SHARDS).mapToObj(number -> new Shard()).toArray(Shard[]::new);
        long facts = learn();
        var years = new Years();
        facts += read(List.of(Topics.SCORE_CONTROL), new HashSet<>(Set.of(0)), years::take);
        count();
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        Map<String, AnnualTally> tallies = new TreeMap<>();
        var registry = new Registry();
        for (Shard shard : shards) {
            for (Account account : shard.ledger.accounts()) {
                Closings turns = shard.ledger.closings(account.office(), account.year());
                tallies.put(
                        account.office() + "/" + account.year(),
                        TallyEvents.tally(Tally.of(account, turns, books.get(), registry)));
            }
        }
        return new Outcome(tallies, years.decisions(tallies), facts, took);
    }

    /** The tallies that were published last, by office/year. */
    public Map<String, AnnualTally> publishedTallies() {
        return latest(Topics.SCORE_TALLY, AnnualTally.class);
    }

    /** The decisions that were published last, by office/year. */
    public Map<String, AnnualDecision> publishedDecisions() {
        return published;
    }

    /** Each thread reads some of the partitions, of every topic the same: so most facts of an office meet in one thread. */
    private long learn() throws InterruptedException, ExecutionException {
        List<Callable<Long>> readers = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            int number = thread;
            readers.add(() -> readFacts(number));
        }
        readers.add(this::readCases);
        return all(readers, threads + 1).stream().mapToLong(Long::longValue).sum();
    }

    private void count() throws InterruptedException, ExecutionException {
        all(Stream.of(shards).map(shard -> Executors.callable(shard::count)).toList(), threads);
    }

    private static <T> List<T> all(List<Callable<T>> works, int threads)
            throws InterruptedException, ExecutionException {
        try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
            List<T> done = new ArrayList<>();
            for (Future<T> work : workers.invokeAll(works)) {
                done.add(work.get());
            }
            return done;
        }
    }

    private long readFacts(int thread) {
        Set<Integer> mine = new HashSet<>();
        for (int partition = thread; partition < 1_024; partition += threads) {
            mine.add(partition);
        }
        return read(
                FACTS,
                mine,
                record -> learn(Facts.of(record.value(), (id, at) -> cause(record, id, at), record.timestamp())));
    }

    private long readCases() {
        Map<String, Instant> filed = new ConcurrentHashMap<>();
        return read(List.of(Topics.INCIDENT_EVENT), null, record -> {
            var event = (IncidentEvent) record.value();
            if (event.getKind() == IncidentEventKind.OPENED && event.getReport() != null) {
                filed.putIfAbsent(event.getIncidentId(), event.getReport().getSubmittedAt());
            }
            learn(CaseFacts.of(
                    event,
                    cause(record, event.getEventId(), event.getAt()),
                    filed.getOrDefault(event.getIncidentId(), event.getAt())));
        });
    }

    private void learn(@Nullable Fact fact) {
        if (fact != null) {
            shards[Math.floorMod(fact.office().hashCode(), SHARDS)].learn(fact);
        }
    }

    private static Cause cause(ConsumerRecord<?, ?> record, String id, Instant at) {
        return new Cause(id, record.topic(), record.partition(), record.offset(), at);
    }

    /**
     * Reads topics to where they end now.
     *
     * @param mine the partitions to read; null for all
     * @return records read
     */
    private long read(
            List<String> topics, @Nullable Set<Integer> mine, Consumer<ConsumerRecord<String, SpecificRecord>> each) {
        try (KafkaConsumer<String, SpecificRecord> consumer = consumers.get()) {
            List<TopicPartition> places = new ArrayList<>();
            topics.forEach(topic -> consumer.partitionsFor(topic).forEach(place -> {
                if (mine == null || mine.contains(place.partition())) {
                    places.add(new TopicPartition(topic, place.partition()));
                }
            }));
            consumer.assign(places);
            consumer.seekToBeginning(places);
            Map<TopicPartition, Long> ends = consumer.endOffsets(places);
            Set<TopicPartition> open = new HashSet<>(places);
            long read = 0;
            while (!open.isEmpty()) {
                for (ConsumerRecord<String, SpecificRecord> record : polled(consumer)) {
                    read += accept(record, each) ? 1 : 0;
                }
                open.removeIf(place -> consumer.position(place) >= ends.getOrDefault(place, 0L));
            }
            return read;
        }
    }

    /** What cannot be read is among the dead letters of the service, and counts for nothing there either. */
    private static Iterable<ConsumerRecord<String, SpecificRecord>> polled(
            KafkaConsumer<String, SpecificRecord> consumer) {
        try {
            return consumer.poll(POLL);
        } catch (RecordDeserializationException unreadable) {
            consumer.seek(unreadable.topicPartition(), unreadable.offset() + 1);
            return List.of();
        }
    }

    private static boolean accept(
            ConsumerRecord<String, SpecificRecord> record, Consumer<ConsumerRecord<String, SpecificRecord>> each) {
        try {
            each.accept(record);
            return true;
        } catch (IllegalArgumentException uncountable) {
            return false;
        }
    }

    private <T extends SpecificRecord> Map<String, T> latest(String topic, Class<T> type) {
        Map<String, T> latest = new HashMap<>();
        read(List.of(topic), null, record -> {
            if (record.value() == null) {
                latest.remove(record.key());
            } else {
                latest.put(record.key(), type.cast(record.value()));
            }
        });
        return latest;
    }

    /** Closings and confirmations. */
    private final class Years {

        private final Map<Integer, Closings> turns = new TreeMap<>();
        private final Map<String, Confirmed> confirmed = new HashMap<>();

        void take(ConsumerRecord<String, SpecificRecord> record) {
            Instant at = Instant.ofEpochMilli(record.timestamp());
            switch (record.value()) {
                case YearClosed turned -> turn(turned, cause(record, turned.getEventId(), at));
                case DecisionConfirmed decision ->
                    confirmed.put(decision.getOffice() + "/" + decision.getYear(), Facts.confirmed(decision, at));
                default ->
                    Recomputation.this.learn(
                            Facts.of(record.value(), (id, when) -> cause(record, id, when), record.timestamp()));
            }
        }

        private void turn(YearClosed turned, Cause cause) {
            int year = Facts.year(turned.getYear());
            Facts.identity("eventId", turned.getEventId());
            Map<String, Basis> basis =
                    ClosingEvents.of(turned, new Registry(), books.get().of(year));
            turns.merge(
                    year,
                    Closings.NONE.with(new Closings.Turn(cause, turned.getReopened(), null)),
                    (known, more) -> known.with(more.turns().getFirst()));
            Set<String> told = new HashSet<>(registered.keySet());
            told.addAll(basis.keySet());
            told.forEach(office -> Recomputation.this.learn(
                    new Fact.YearTurned(office, cause, year, turned.getReopened(), basis.get(office))));
        }

        Map<String, AnnualDecision> decisions(Map<String, AnnualTally> tallies) {
            Map<String, AnnualDecision> decisions = new TreeMap<>();
            turns.forEach((year, closings) -> {
                Instant closedAt = closings.closedAt();
                if (closedAt != null) {
                    decide(year, closedAt, tallies, decisions);
                }
            });
            return decisions;
        }

        private void decide(
                int year, Instant closedAt, Map<String, AnnualTally> tallies, Map<String, AnnualDecision> decisions) {
            RuleBook book = books.get().of(year);
            List<Standing> standings = tallies.values().stream()
                    .filter(tally -> tally.getYear() == year
                            && tally.getAtClosing() != null
                            && tally.getAtClosing().getContactPoint())
                    .map(TallyEvents::standing)
                    .toList();
            for (Decision decision : Decisions.propose(standings, book)) {
                String key = decision.standing().office() + "/" + year;
                Confirmed word = confirmed.get(key);
                boolean holds = word != null && word.holds(decision, closedAt);
                decisions.put(key, DecisionEvents.of(year, decision, book.hash(), closedAt, holds ? word : null));
            }
        }
    }

    /** The books years were closed under, as the log has them: what the settings say now does not matter to a closed year. */
    private static final class ClosedUnder {

        private final Map<Integer, Closings> turns = new TreeMap<>();
        private final Map<String, ClosingRuleBook> books = new HashMap<>();

        void take(ConsumerRecord<String, SpecificRecord> record) {
            if (record.value() instanceof YearClosed turned) {
                Facts.year(turned.getYear());
                Cause cause = cause(record, turned.getEventId(), Instant.ofEpochMilli(record.timestamp()));
                turns.merge(
                        turned.getYear(),
                        Closings.NONE.with(new Closings.Turn(cause, turned.getReopened(), null)),
                        (known, more) -> known.with(more.turns().getFirst()));
                if (turned.getBasis() != null) {
                    books.putIfAbsent(turned.getEventId(), turned.getBasis().getRuleBook());
                }
            }
        }

        /** Those books, where a year is closed under one that is in the log, and the others as they are set. */
        RuleBooks over(RuleBooks set) {
            RuleBooks all = set;
            for (Map.Entry<Integer, Closings> year : turns.entrySet()) {
                Closings.Turn closing = year.getValue().closing();
                ClosingRuleBook book =
                        closing == null ? null : books.get(closing.cause().id());
                if (book != null && !book.getHash().equals(set.of(year.getKey()).hash())) {
                    String name = "the rule book of the closing of " + year.getKey();
                    all = all.with(year.getKey(), RuleBookReader.read(new RuleFile(name, book.getText())));
                }
            }
            return all;
        }
    }

    /** The registry, as what was confirmed in earlier years has changed it. */
    private final class Registry implements ScoredOffice.Registry {

        @Override
        public @Nullable ScoredOffice find(String code, int year) {
            OfficeRegistered office = registered.get(code);
            return office == null ? null : office(office, year);
        }

        @Override
        public List<ScoredOffice> all(int year) {
            return registered.values().stream()
                    .map(office -> office(office, year))
                    .toList();
        }

        private ScoredOffice office(OfficeRegistered office, int year) {
            List<AnnualDecision> decisions = decidedOf.getOrDefault(office.getCode(), List.of());
            return Facts.office(office, ContactPoints.isOneOf(office, decisions, year));
        }
    }
}
