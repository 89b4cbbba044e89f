package zhuji.scoring.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import zhuji.scoring.domain.RuleBook.UnitClass;

/**
 * Keeps the years of offices: each fact changes what is known, what is known decides the entries, and the difference to the entries that
 * stand is entered. So the order of arrival does not matter, and nothing is counted twice.
 */
public final class Scoring {

    private final RuleBooks books;
    private final ScoredOffice.Registry offices;
    private final Ledger ledger;

    public Scoring(RuleBooks books, ScoredOffice.Registry offices, Ledger ledger) {
        this.books = books;
        this.offices = offices;
        this.ledger = ledger;
    }

    /** Takes a fact in. */
    public void take(Fact fact) {
        switch (fact) {
            case Fact.Filed filed -> change(filed, item -> item.filed(filed.filing()));
            case Fact.Routed routed -> change(routed, item -> item.routed(routed.rule()));
            case Fact.Evaluated evaluated -> change(evaluated, item -> item.with(evaluated.evaluation()));
            case Fact.Found found -> change(found, item -> item.with(found.finding()));
            case Fact.Counted counted -> count(counted);
            case Fact.SolicitationMissed missed ->
                change(missed, missed.year(), account -> account.missed(missed.solicitationId(), missed.cause()));
            case Fact.NothingToReport nothing ->
                change(nothing, nothing.year(), account -> account.nothing(nothing.month(), nothing.cause()));
            case Fact.YearTurned turned -> turn(turned);
        }
    }

    /** Enters a year anew under the rule book it has now, on purpose; what stood under the other is taken back. */
    public void recompute(Account account) {
        reconsider(account.under(books.of(account.year()).hash()), null);
    }

    private void change(Fact.OfReport fact, UnaryOperator<Item> change) {
        Item known = ledger.item(fact.office(), fact.reportId());
        Item before = known == null ? Item.unknown(fact.reportId()) : known;
        Item changed = change.apply(before);
        if (changed.equals(before)) {
            return;
        }
        Filing filing = changed.filing();
        if (filing == null) {
            ledger.keep(fact.office(), changed);
            return;
        }
        int year = filing.when().year();
        Closings closings = ledger.closings(fact.office(), year);
        Account account = accountOf(fact.office(), year);
        Item after = rescored(account, closings, before, changed, fact.cause());
        ledger.keep(fact.office(), after);
        Account moved = replaced(account, closings, before, after);
        if (filing.actual()) {
            moved = moved.submitted(filing.submittedAt());
        }
        ledger.keep(settled(marked(moved, before, after), closings, fact.cause()));
    }

    /** Enters what a report has come to. */
    private Item rescored(Account account, Closings closings, Item before, Item changed, @Nullable Cause cause) {
        List<Entry> entries = ItemScoring.entries(changed, books.of(account.year()), closings);
        enter(account, before.standing(), entries, cause, closings);
        return changed.standing(entries);
    }

    private void enter(
            Account account, List<Entry> before, List<Entry> after, @Nullable Cause cause, Closings closings) {
        boolean anew = cause == null;
        if (before.equals(after) && !anew) {
            return;
        }
        List<Entry> gone = new ArrayList<>(before);
        if (!anew) {
            gone.removeAll(after);
        }
        gone.forEach(entry -> {
            Cause because = cause == null ? entry.cause() : cause;
            ledger.reverse(account, entry, because, closings.isClosedAt(because.at()));
        });
        List<Entry> fresh = new ArrayList<>(after);
        if (!anew) {
            fresh.removeAll(before);
        }
        fresh.forEach(entry -> ledger.enter(account, entry));
    }

    private Account replaced(Account account, Closings closings, Item before, Item after) {
        RuleBook book = books.of(account.year());
        Figures now = account.figures()
                .minus(ItemScoring.figures(before, before.standing(), book))
                .plus(ItemScoring.figures(after, after.standing(), book));
        Instant closedAt = closings.lastClosedAt();
        Figures atClosing = closedAt == null
                ? null
                : Objects.requireNonNullElse(account.closing(), Figures.NONE)
                        .minus(figuresAsOf(before, closedAt, book, closings))
                        .plus(figuresAsOf(after, closedAt, book, closings));
        return account.figures(now, atClosing);
    }

    private static Figures figuresAsOf(Item item, Instant instant, RuleBook book, Closings closings) {
        Item then = item.asOf(instant);
        return ItemScoring.figures(then, ItemScoring.entries(then, book, closings), book);
    }

    private static Account marked(Account account, Item before, Item after) {
        if (before.standing().equals(after.standing())) {
            return account;
        }
        var months = new ArrayList<Integer>();
        before.standing().forEach(entry -> months.add(entry.month()));
        after.standing().forEach(entry -> months.add(entry.month()));
        return account.staleIn(months);
    }

    /** The entries that are about no report follow from all the others. */
    private Account settled(Account account, Closings closings, @Nullable Cause cause) {
        if (closings.turns().isEmpty()
                && account.missed().isEmpty()
                && account.standing().isEmpty()) {
            return account;
        }
        List<Entry> entries = yearOf(account, closings).entries(account);
        if (entries.equals(account.standing()) && cause != null) {
            return account;
        }
        enter(account, account.standing(), entries, cause, closings);
        var months = new ArrayList<Integer>();
        account.standing().forEach(entry -> months.add(entry.month()));
        entries.forEach(entry -> months.add(entry.month()));
        return account.standing(entries).staleIn(months);
    }

    private YearScoring yearOf(Account account, Closings closings) {
        return new YearScoring(books.of(account.year()), closings, unitOf(account.office(), account.year()));
    }

    private @Nullable UnitClass unitOf(String code, int year) {
        ScoredOffice office = offices.find(code, year);
        return office == null ? null : books.of(year).quota().of(office);
    }

    private void count(Fact.Counted fact) {
        if (ledger.isFirst(fact.office(), fact.cause())) {
            Account account = accountOf(fact.office(), fact.year());
            ledger.keep(account.figures(account.figures().oneMore(fact.figure()), account.closing()));
        }
    }

    private void change(Fact fact, int year, UnaryOperator<Account> change) {
        Account before = accountOf(fact.office(), year);
        Account after = change.apply(before);
        if (!after.equals(before)) {
            ledger.keep(settled(after, ledger.closings(fact.office(), year), fact.cause()));
        }
    }

    /** Every office is told, so that what comes late is known to be; who is no contact point and filed nothing gets no year. */
    private void turn(Fact.YearTurned fact) {
        Closings before = ledger.closings(fact.office(), fact.year());
        Closings after = before.with(new Closings.Turn(fact.cause(), fact.reopened()));
        if (after.equals(before)) {
            return;
        }
        ledger.keep(fact.office(), fact.year(), after);
        Account known = ledger.account(fact.office(), fact.year());
        ScoredOffice office = offices.find(fact.office(), fact.year());
        if (known != null || (office != null && office.contactPoint())) {
            reconsider(known == null ? accountOf(fact.office(), fact.year()) : known, fact.cause());
        }
    }

    /**
     * Goes through every report of a year again.
     *
     * @param cause the event that makes it necessary; null for another rule book, when each entry keeps its own
     */
    private void reconsider(Account account, @Nullable Cause cause) {
        Closings closings = ledger.closings(account.office(), account.year());
        RuleBook book = books.of(account.year());
        Figures now = account.figures().ofNoReport();
        Figures atClosing = Figures.NONE;
        Instant closedAt = closings.lastClosedAt();
        Account marked = account;
        for (Item item : ledger.items(account.office(), account.year())) {
            Item after = rescored(account, closings, item, item, cause);
            if (!after.equals(item)) {
                ledger.keep(account.office(), after);
            }
            marked = marked(marked, item, after);
            now = now.plus(ItemScoring.figures(after, after.standing(), book));
            atClosing = closedAt == null ? atClosing : atClosing.plus(figuresAsOf(after, closedAt, book, closings));
        }
        Account moved = marked.figures(now, closedAt == null ? null : atClosing);
        ledger.keep(settled(moved, closings, cause));
    }

    private Account accountOf(String office, int year) {
        Account account = ledger.account(office, year);
        if (account != null) {
            return account;
        }
        Closings closings = ledger.closings(office, year);
        return Account.empty(office, year, books.of(year).hash())
                .figures(Figures.NONE, closings.lastClosedAt() == null ? null : Figures.NONE);
    }
}
