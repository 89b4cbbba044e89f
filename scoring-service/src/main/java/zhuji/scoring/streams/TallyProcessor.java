package zhuji.scoring.streams;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zhuji.events.AnnualTally;
import zhuji.events.ScoreEntry;
import zhuji.events.Topics;
import zhuji.scoring.domain.Account;
import zhuji.scoring.domain.Fact;
import zhuji.scoring.domain.RuleBooks;
import zhuji.scoring.domain.Scoring;
import zhuji.scoring.domain.Tally;
import zhuji.scoring.events.JournalEntry;
import zhuji.scoring.events.TallyEvents;
import zhuji.wire.EventStamp;

/** Hands facts to scoring, enters points as they are made, and publishes the tallies that changed at an interval. */
final class TallyProcessor implements Processor<String, Fact, String, SpecificRecord> {

    private static final Logger log = LoggerFactory.getLogger(TallyProcessor.class);

    /** Tallies published at a time: a transaction must stay short. */
    private static final int AT_ONCE = 2_000;

    /** Facts between two looks from which on a backlog is being read: what changes again and again is then published seldom. */
    private static final int BACKLOG = 300;

    /** Looks that may pass without publishing while a backlog is being read. */
    private static final int PATIENCE = 20;

    private final RuleBooks books;
    private final RegisteredOffices offices;
    private final Set<Integer> recomputed;
    private final Duration interval;
    private final ScoringMetrics metrics;

    private ProcessorContext<String, SpecificRecord> context;
    private StreamsLedger ledger;
    private Scoring scoring;
    private Headers cause = new RecordHeaders();
    private boolean checked;
    private int facts;
    private int passed;

    /**
     * @param recomputed years that may be entered anew under another rule book
     * @param interval how often tallies are published
     */
    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    TallyProcessor(
            RuleBooks books,
            RegisteredOffices offices,
            Set<Integer> recomputed,
            Duration interval,
            ScoringMetrics metrics) {
        this.books = books;
        this.offices = offices;
        this.recomputed = recomputed;
        this.interval = interval;
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        this.context = context;
        this.ledger = new StreamsLedger(context, this::publish);
        this.scoring = new Scoring(books, offices, ledger);
        this.checked = false;
        context.schedule(interval, PunctuationType.WALL_CLOCK_TIME, this::tick);
    }

    @Override
    public void process(Record<String, Fact> record) {
        recompute();
        cause = record.headers();
        take(record.value());
        facts++;
        metrics.counted(record.value());
    }

    /** What cannot be entered whole is not entered at all: the transaction is given up, and nothing goes on over half a fact. */
    private void take(Fact fact) {
        try {
            scoring.take(fact);
        } catch (IllegalStateException | ArithmeticException broken) {
            throw new StreamsException("a fact could not be entered whole", broken);
        }
    }

    private void tick(long now) {
        recompute();
        boolean backlog = facts > BACKLOG && passed < PATIENCE;
        facts = 0;
        passed = backlog ? passed + 1 : 0;
        if (backlog) {
            return;
        }
        for (Account account : ledger.takeUnpublished(AT_ONCE)) {
            publish(ledger.digested(account), Instant.ofEpochMilli(now));
        }
    }

    /** Once, before anything else: the years that are to be entered anew on purpose. Instances with different books refuse each other's years. */
    private void recompute() {
        if (checked) {
            return;
        }
        checked = true;
        cause = new RecordHeaders();
        List<Account> stale = ledger.all().stream()
                .filter(account ->
                        !account.ruleBook().equals(books.of(account.year()).hash()))
                .toList();
        if (stale.stream()
                .anyMatch(account -> !recomputed.contains(account.year())
                        || ledger.closings(account.office(), account.year()).isClosed())) {
            checked = false;
            log.error(
                    "a year in the state was scored by another rule book than this instance has; give all instances the same"
                            + " books, or enter the year anew on purpose with scoring.recompute");
            throw new AnotherRuleBook();
        }
        stale.forEach(scoring::recompute);
    }

    /** No record is to blame for it: it is mended by settings, and everything waits until then. */
    private static final class AnotherRuleBook extends RetriableException {
        private AnotherRuleBook() {
            super("a year in the state was scored by another rule book than this instance has");
        }
    }

    private void publish(Account account, JournalEntry entry) {
        ScoreEntry event = TallyEvents.entry(account, entry);
        emit(event.getOffice(), event.getEventId(), event, event.getAt(), cause);
        metrics.entered(event);
    }

    private void publish(Account account, Instant now) {
        AnnualTally tally =
                TallyEvents.tally(Tally.of(account, ledger.closings(account.office(), account.year()), books, offices));
        String key = Stores.yearKey(tally.getOffice(), tally.getYear());
        emit(key, TallyEvents.idOf(tally), tally, now, new RecordHeaders());
    }

    private void emit(String key, String id, SpecificRecord event, Instant at, Headers headers) {
        context.forward(new Record<>(
                key, event, at.toEpochMilli(), EventStamp.headers(id, event.getClass(), Topics.SCORING, at, headers)));
    }
}
