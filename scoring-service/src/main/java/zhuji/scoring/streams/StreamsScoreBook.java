package zhuji.scoring.streams;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;
import org.jspecify.annotations.Nullable;
import zhuji.events.AnnualDecision;
import zhuji.events.AnnualTally;
import zhuji.events.TallyAtClosing;
import zhuji.input.Divisions;
import zhuji.peers.Peers;
import zhuji.scoring.domain.Account;
import zhuji.scoring.domain.Closings;
import zhuji.scoring.domain.Decision;
import zhuji.scoring.domain.Decisions;
import zhuji.scoring.domain.Item;
import zhuji.scoring.domain.Level;
import zhuji.scoring.domain.Points;
import zhuji.scoring.domain.Recount;
import zhuji.scoring.domain.RuleBook;
import zhuji.scoring.domain.ScoreBook;
import zhuji.scoring.domain.ScoredOffice;
import zhuji.scoring.domain.Standing;
import zhuji.scoring.events.Facts;
import zhuji.scoring.events.JournalEntry;
import zhuji.scoring.events.TallyEvents;
import zhuji.wire.tables.OfficeTable;

/** The years out of the state of the running topology. */
public final class StreamsScoreBook implements ScoreBook {

    private final Peers peers;

    public StreamsScoreBook(Peers peers) {
        this.peers = peers;
    }

    @Override
    public List<Integer> years() {
        Set<Integer> years = new TreeSet<>(Comparator.reverseOrder());
        try (KeyValueIterator<String, ValueAndTimestamp<AnnualTally>> all =
                this.<AnnualTally>table(TallyTable.STORE).all()) {
            all.forEachRemaining(each -> years.add(each.value.value().getYear()));
        }
        return List.copyOf(years);
    }

    @Override
    public List<Ranked> ranking(int year) {
        Map<String, AnnualTally> tallies = new HashMap<>();
        tallies().of(year).forEach(tally -> tallies.put(tally.getOffice(), tally));
        if (tallies.isEmpty()) {
            return List.of();
        }
        Map<String, ScoredOffice> offices = closedAt(year) == null ? contactPoints(year) : ranked(tallies.values());
        List<Standing> standings = new ArrayList<>();
        for (String office : offices.keySet()) {
            AnnualTally tally = tallies.get(office);
            standings.add(tally == null ? Standing.silent(office) : TallyEvents.standing(tally));
        }
        List<Ranked> ranked = new ArrayList<>();
        for (Standing standing : Decisions.ranking(standings)) {
            ranked.add(new Ranked(ranked.size() + 1, Objects.requireNonNull(offices.get(standing.office())), standing));
        }
        return ranked;
    }

    private Map<String, ScoredOffice> contactPoints(int year) {
        Map<String, ScoredOffice> offices = new HashMap<>();
        for (ScoredOffice office : registry().all(year)) {
            if (office.contactPoint()) {
                offices.put(office.code(), office);
            }
        }
        return offices;
    }

    /** Those that the closing named, as they were then. */
    private static Map<String, ScoredOffice> ranked(Collection<AnnualTally> tallies) {
        Map<String, ScoredOffice> offices = new HashMap<>();
        for (AnnualTally tally : tallies) {
            TallyAtClosing closing = tally.getAtClosing();
            if (closing != null && closing.getContactPoint()) {
                offices.put(
                        tally.getOffice(),
                        new ScoredOffice(
                                tally.getOffice(),
                                closing.getName(),
                                Level.valueOf(Divisions.levelOf(tally.getOffice())),
                                true,
                                false,
                                List.of()));
            }
        }
        return offices;
    }

    @Override
    public @Nullable Instant closedAt(int year) {
        return tallies().of(year).stream()
                .filter(tally -> tally.getAtClosing() != null)
                .map(tally -> tally.getAtClosing().getClosedAt())
                .findFirst()
                .orElse(null);
    }

    @Override
    public Map<String, Decided> decisions(int year) {
        Map<String, Decided> decided = new TreeMap<>();
        Instant closedAt = closedAt(year);
        if (closedAt != null) {
            decisionTable().of(year).stream()
                    .filter(decision -> !decision.getAt().isBefore(closedAt))
                    .forEach(decision -> decided.put(decision.getOffice(), decided(decision)));
        }
        return decided;
    }

    private static Decided decided(AnnualDecision decision) {
        return new Decided(
                decision.getRank(),
                Facts.known(Decision.Outcome.class, decision.getOutcome()),
                Facts.known(Decision.Outcome.class, decision.getProposal()),
                decision.getConfirmed() ? decision.getConfirmer() : null,
                decision.getReasons().stream()
                        .map(reason -> new Decision.Reason(reason.getCode(), reason.getZh(), reason.getEn()))
                        .toList());
    }

    @Override
    public @Nullable Published tally(String office, int year) {
        AnnualTally tally = tallies().find(office, year);
        return tally == null ? null : TallyEvents.published(tally);
    }

    @Override
    public @Nullable URI elsewhere(String office) {
        return peers.holderOf(Stores.ACCOUNTS, office);
    }

    @Override
    public Set<URI> others() {
        return peers.others(Stores.ACCOUNTS);
    }

    @Override
    public List<Line> entries(String office, int year) {
        String prefix = Stores.entriesOf(office, year, "");
        List<Line> found = new ArrayList<>();
        try (KeyValueIterator<String, JournalEntry> all =
                peers.<JournalEntry>store(Stores.ENTRIES).range(prefix, Stores.endOf(prefix))) {
            all.forEachRemaining(each -> found.add(line(each.value)));
        }
        found.sort(Comparator.comparing((Line line) -> line.because().at()).thenComparing(Line::id));
        return found;
    }

    private static Line line(JournalEntry journal) {
        Points points = journal.entry().points();
        return new Line(
                journal.eventId(),
                journal.entry(),
                journal.reverses() == null ? points : points.negated(),
                journal.because(),
                journal.late(),
                journal.reversedBy(),
                journal.reverses());
    }

    @Override
    public Map<String, Standing> recounted(int year, RuleBook book) {
        ReadOnlyKeyValueStore<String, Closings> turned = peers.store(Stores.CLOSINGS);
        var recount = new Recount(year, book);
        try (KeyValueIterator<String, Item> items =
                peers.<Item>store(Stores.ITEMS).all()) {
            while (items.hasNext()) {
                var each = items.next();
                String office = each.key.substring(0, each.key.indexOf('/'));
                recount.add(office, each.value, closings(turned, office, year));
            }
        }
        Map<String, Standing> standings = new TreeMap<>();
        RegisteredOffices registry = registry();
        try (KeyValueIterator<String, Account> accounts =
                peers.<Account>store(Stores.ACCOUNTS).all()) {
            accounts.forEachRemaining(each -> {
                Account account = each.value;
                Closings closings = closings(turned, account.office(), year);
                ScoredOffice office = office(account.office(), year, closings, registry);
                if (account.year() == year && office != null && office.contactPoint()) {
                    standings.put(account.office(), recount.standing(account, closings, office));
                }
            });
        }
        return standings;
    }

    /** An office as the closing has it, or, while the year is open, the registry. */
    private static @Nullable ScoredOffice office(String code, int year, Closings closings, RegisteredOffices registry) {
        Closings.Turn closing = closings.closing();
        if (closing == null) {
            return registry.find(code, year);
        }
        return closing.basis() == null ? null : closing.basis().office(code);
    }

    private static Closings closings(ReadOnlyKeyValueStore<String, Closings> turned, String office, int year) {
        Closings known = turned.get(Stores.yearKey(office, year));
        return known == null ? Closings.NONE : known;
    }

    @Override
    public @Nullable ScoredOffice office(String code, int year) {
        return registry().find(code, year);
    }

    @Override
    public List<ScoredOffice> offices(int year) {
        return registry().all(year);
    }

    @Override
    public List<String> predecessors(String code, int year) {
        return registry().all(year).stream()
                .filter(office -> office.former() && office.successors().contains(code))
                .map(ScoredOffice::code)
                .sorted()
                .toList();
    }

    private TallyTable tallies() {
        return new TallyTable(table(TallyTable.STORE));
    }

    private DecisionTable decisionTable() {
        return DecisionTable.over(table(DecisionTable.STORE));
    }

    private RegisteredOffices registry() {
        return new RegisteredOffices(OfficeTable.over(table(OfficeTable.STORE)), decisionTable());
    }

    private <T> ReadOnlyKeyValueStore<String, ValueAndTimestamp<T>> table(String name) {
        return peers.running()
                .store(StoreQueryParameters.fromNameAndType(name, QueryableStoreTypes.timestampedKeyValueStore()));
    }
}
