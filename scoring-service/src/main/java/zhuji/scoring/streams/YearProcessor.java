package zhuji.scoring.streams;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import zhuji.events.AnnualDecision;
import zhuji.events.AnnualTally;
import zhuji.events.DecisionConfirmed;
import zhuji.events.ScoreReminder;
import zhuji.events.Topics;
import zhuji.events.YearClosed;
import zhuji.scoring.domain.Basis;
import zhuji.scoring.domain.Cause;
import zhuji.scoring.domain.Closings;
import zhuji.scoring.domain.Decision;
import zhuji.scoring.domain.Decisions;
import zhuji.scoring.domain.Fact;
import zhuji.scoring.domain.Reminder;
import zhuji.scoring.domain.RuleBooks;
import zhuji.scoring.domain.ScoredOffice;
import zhuji.scoring.domain.ScoringYear;
import zhuji.scoring.domain.Standing;
import zhuji.scoring.events.ClosingEvents;
import zhuji.scoring.events.Confirmed;
import zhuji.scoring.events.DecisionEvents;
import zhuji.scoring.events.Facts;
import zhuji.scoring.events.TallyEvents;
import zhuji.wire.EventStamp;

/**
 * Closes years: tells every office's year of it, ranks the contact points once all their tallies know, and reminds those who are behind.
 * {@code score.control} has one partition, so that one task does it.
 */
final class YearProcessor implements Processor<String, SpecificRecord, String, Object> {

    /** The one partition of {@code score.control}. */
    private static final int THE_ONE = 0;

    private static final Duration EVERY_MINUTE = Duration.ofMinutes(1);
    private static final String SEPARATOR = ",";
    private static final int LONGEST_REASON = 2_000;

    private final RuleBooks books;
    private final RegisteredOffices offices;
    private final Function<Instant, Instant> clock;
    private final Duration publish;
    private final Duration remind;
    private final ScoringMetrics metrics;

    private ProcessorContext<String, Object> context;
    private KeyValueStore<String, Closings> turns;
    private KeyValueStore<String, String> ranked;
    private KeyValueStore<String, String> told;
    private KeyValueStore<String, Confirmed> confirmed;
    private KeyValueStore<String, String> proposed;
    private KeyValueStore<String, Long> reminded;
    private TallyTable tallies;

    /** How many offices there were when a year's newcomers were last looked for; none is ever taken off. */
    private final Map<Integer, Integer> lookedAt = new HashMap<>();

    /**
     * @param demonstration whether the time is that of the latest submission, and not the clock's
     * @param publish how often closed years are looked after
     */
    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    YearProcessor(
            RuleBooks books,
            RegisteredOffices offices,
            boolean demonstration,
            Duration publish,
            ScoringMetrics metrics) {
        this.books = books;
        this.offices = offices;
        this.clock = demonstration ? now -> latestSubmission(now) : now -> now;
        this.publish = publish;
        this.remind = demonstration ? publish : EVERY_MINUTE;
        this.metrics = metrics;
    }

    private Instant latestSubmission(Instant now) {
        Instant latest = tallies.latestSubmission();
        return latest == null ? now : latest;
    }

    @Override
    public void init(ProcessorContext<String, Object> context) {
        this.context = context;
        this.turns = context.getStateStore(Stores.TURNS);
        this.ranked = context.getStateStore(Stores.RANKED);
        this.told = context.getStateStore(Stores.TOLD);
        this.confirmed = context.getStateStore(Stores.CONFIRMED);
        this.proposed = context.getStateStore(Stores.PROPOSED);
        this.reminded = context.getStateStore(Stores.REMINDED);
        this.tallies = new TallyTable(context.getStateStore(TallyTable.STORE));
        if (context.taskId().partition() != THE_ONE) {
            return;
        }
        context.schedule(publish, PunctuationType.WALL_CLOCK_TIME, now -> decide());
        context.schedule(
                remind,
                PunctuationType.WALL_CLOCK_TIME,
                now -> remind(clock.apply(Instant.ofEpochMilli(now)), Instant.ofEpochMilli(now)));
    }

    @Override
    public void process(Record<String, SpecificRecord> record) {
        switch (record.value()) {
            case YearClosed turned -> turn(record, turned);
            case DecisionConfirmed decision -> confirm(decision, Instant.ofEpochMilli(record.timestamp()));
            default -> tell(record, Facts.of(record.value(), (id, at) -> cause(id, at), record.timestamp()));
        }
    }

    private Cause cause(String id, Instant at) {
        return FactProcessor.cause(id, at, FactProcessor.place(context));
    }

    private void tell(Record<String, SpecificRecord> record, @Nullable Fact fact) {
        if (fact != null) {
            context.forward(record.withKey(fact.office()).withValue(fact));
        }
    }

    private void turn(Record<String, SpecificRecord> record, YearClosed turned) {
        Facts.year(turned.getYear());
        Cause cause = cause(Facts.identity("eventId", turned.getEventId()), Instant.ofEpochMilli(record.timestamp()));
        Map<String, Basis> basis = ClosingEvents.of(turned, offices, books.of(turned.getYear()));
        String key = String.valueOf(turned.getYear());
        Closings known = turns.get(key);
        turns.put(
                key,
                (known == null ? Closings.NONE : known).with(new Closings.Turn(cause, turned.getReopened(), null)));
        if (!turned.getReopened() && (known == null || !known.isClosed())) {
            ranked.put(key, contactPoints(basis));
        }
        Set<String> all = new TreeSet<>(basis.keySet());
        all.addAll(offices.codes());
        told.put(key, String.join(SEPARATOR, all));
        all.forEach(office -> tell(
                record, new Fact.YearTurned(office, cause, turned.getYear(), turned.getReopened(), basis.get(office))));
    }

    private static String contactPoints(Map<String, Basis> basis) {
        return basis.entrySet().stream()
                .filter(office -> office.getValue().contactPoint())
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(SEPARATOR));
    }

    /** Offices that were registered since: what counts for them comes late to a closed year, as for all others. */
    private void tellNewcomers(int year, Closings closings) {
        List<String> registered = offices.codes();
        if (registered.size() == lookedAt.getOrDefault(year, 0)) {
            return;
        }
        lookedAt.put(year, registered.size());
        String key = String.valueOf(year);
        Set<String> known = new TreeSet<>(codes(told.get(key)));
        List<String> newcomers = registered.stream().filter(known::add).toList();
        told.put(key, String.join(SEPARATOR, known));
        newcomers.forEach(office -> closings.turns()
                .forEach(turn -> context.forward(new Record<>(
                        office,
                        new Fact.YearTurned(office, turn.cause(), year, turn.reopened(), null),
                        context.currentSystemTimeMs()))));
    }

    private void confirm(DecisionConfirmed decision, Instant at) {
        Facts.year(decision.getYear());
        Facts.identity("eventId", decision.getEventId());
        Facts.identity("office", decision.getOffice());
        Facts.identity("confirmer", decision.getConfirmer());
        if (decision.getReason() != null && decision.getReason().length() > LONGEST_REASON) {
            throw new IllegalArgumentException("reason: may have " + LONGEST_REASON + " characters at most");
        }
        confirmed.put(Stores.yearKey(decision.getOffice(), decision.getYear()), Facts.confirmed(decision, at));
    }

    private void decide() {
        List<KeyValue<String, Closings>> years = new ArrayList<>();
        try (KeyValueIterator<String, Closings> all = turns.all()) {
            all.forEachRemaining(years::add);
        }
        for (KeyValue<String, Closings> year : years) {
            Instant closedAt = year.value.closedAt();
            tellNewcomers(Integer.parseInt(year.key), year.value);
            metrics.year(Integer.parseInt(year.key), year.value.isClosed());
            if (closedAt != null) {
                decide(Integer.parseInt(year.key), closedAt);
            }
        }
    }

    private void decide(int year, Instant closedAt) {
        List<Standing> standings = new ArrayList<>();
        for (String office : rankedIn(year)) {
            AnnualTally tally = tallies.find(office, year);
            if (tally == null
                    || tally.getAtClosing() == null
                    || !tally.getAtClosing().getClosedAt().equals(closedAt)) {
                return;
            }
            standings.add(TallyEvents.standing(tally));
        }
        Set<String> decided = new HashSet<>();
        for (Decision decision : Decisions.propose(standings, books.of(year))) {
            String key = Stores.yearKey(decision.standing().office(), year);
            decided.add(key);
            Confirmed confirmation = confirmed.get(key);
            boolean holds = confirmation != null && confirmation.holds(decision, closedAt);
            publish(
                    key,
                    DecisionEvents.of(year, decision, books.of(year).hash(), closedAt, holds ? confirmation : null));
        }
        withdraw(year, decided);
    }

    private List<String> rankedIn(int year) {
        return codes(ranked.get(String.valueOf(year)));
    }

    private static List<String> codes(@Nullable String codes) {
        return codes == null || codes.isEmpty() ? List.of() : List.of(codes.split(SEPARATOR));
    }

    private void publish(String key, AnnualDecision decision) {
        String text = decision.toString();
        if (!text.equals(proposed.get(key))) {
            proposed.put(key, text);
            emit(key, DecisionEvents.idOf(decision), decision, decision.getAt());
        }
    }

    /** Who is no contact point any longer when a year is closed again is not decided on. */
    private void withdraw(int year, Set<String> decided) {
        List<String> gone = new ArrayList<>();
        try (KeyValueIterator<String, String> all = proposed.all()) {
            all.forEachRemaining(each -> {
                if (each.key.endsWith("/" + year) && !decided.contains(each.key)) {
                    gone.add(each.key);
                }
            });
        }
        for (String key : gone) {
            proposed.delete(key);
            context.forward(new Record<>(key, null, context.currentSystemTimeMs()));
        }
    }

    /**
     * Tells who is behind, once a month for each kind.
     *
     * @param now the instant to look from
     * @param at when it is seen
     */
    private void remind(Instant now, Instant at) {
        ScoringYear when = ScoringYear.of(now);
        Map<ScoringMetrics.Behind, Integer> behind = new HashMap<>();
        for (ScoredOffice office : offices.all(when.year())) {
            if (office.contactPoint()) {
                String region = Topics.prefixOf(office.code());
                for (Reminder.Kind kind : Reminder.Kind.values()) {
                    behind.putIfAbsent(new ScoringMetrics.Behind(kind, region), 0);
                }
                for (Reminder reminder : reminders(office, when, now)) {
                    behind.merge(new ScoringMetrics.Behind(reminder.kind(), region), 1, Integer::sum);
                    if (reminded.putIfAbsent(reminder.id(), at.toEpochMilli()) == null) {
                        ScoreReminder event = DecisionEvents.of(reminder, at);
                        emit(office.code(), event.getEventId(), event, at);
                    }
                }
            }
        }
        metrics.behind(behind);
    }

    private List<Reminder> reminders(ScoredOffice office, ScoringYear when, Instant now) {
        String month = ScoringYear.twoDigits(when.month());
        AnnualTally tally = tallies.find(office.code(), when.year());
        AnnualTally before = tallies.find(office.code(), when.year() - 1);
        Instant last = tally == null ? null : tally.getLastSubmittedAt();
        if (last == null && before != null) {
            last = before.getLastSubmittedAt();
        }
        last = later(last, tally == null ? null : lastSaidNothing(tally));
        last = later(last, before == null ? null : lastSaidNothing(before));
        return Reminder.of(
                office,
                books.of(when.year()).quota(),
                tally == null
                        ? 0
                        : tally.getResearchByMonth().getOrDefault(month, 0L).intValue(),
                last,
                tally != null && tally.getNothingToReport().contains(month),
                now);
    }

    /** Who said that a month held nothing to report was not silent in it. */
    private static @Nullable Instant lastSaidNothing(AnnualTally tally) {
        return tally.getNothingToReport().stream()
                .map(month -> YearMonth.of(tally.getYear(), Integer.parseInt(month))
                        .atEndOfMonth()
                        .atStartOfDay(ScoringYear.ZONE)
                        .toInstant())
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        return one == null || (other != null && other.isAfter(one)) ? other : one;
    }

    private void emit(String key, String id, SpecificRecord event, Instant at) {
        context.forward(new Record<>(
                key,
                event,
                at.toEpochMilli(),
                EventStamp.headers(id, event.getClass(), Topics.SCORING, at, new RecordHeaders())));
    }
}
