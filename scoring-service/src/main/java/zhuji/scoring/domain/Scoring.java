package zhuji.scoring.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

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

    /** Takes a fact in, and counts it. */
    public void take(Fact fact) {
        switch (fact) {
            case Fact.OfReport told -> change(told);
            case Fact.OfYear told -> change(told);
            case Fact.Counted told -> change(told);
            case Fact.YearTurned turned -> turn(turned);
        }
    }

    /**
     * Takes a fact in and leaves the counting to {@link #count}, for who has all facts before anything is asked: what comes of it is what comes
     * of taking each of them, and each report is counted once.
     */
    public void learn(Fact fact) {
        switch (fact) {
            case Fact.OfReport told -> learn(told);
            case Fact.OfYear told ->
                ledger.keep(accountOf(told.office(), told.year()).told(told));
            case Fact.Counted told -> learn(told);
            case Fact.YearTurned turned -> learn(turned);
        }
    }

    /** Counts an office's year by all that was learnt. */
    public void count(String office, int year) {
        recompute(accountOf(office, year));
    }

    /** Enters a year anew under the rule book it has now, on purpose; what stood under the other is taken back. */
    public void recompute(Account account) {
        reconsider(account.under(books.of(account.year()).hash()), null);
    }

    private void learn(Fact.OfReport fact) {
        Item before = itemOf(fact);
        Item changed = before.told(fact);
        if (!changed.equals(before)) {
            ledger.keep(fact.office(), changed);
        }
    }

    private Item itemOf(Fact.OfReport fact) {
        Item known = ledger.item(fact.office(), fact.reportId());
        return known == null ? Item.unknown(fact.reportId()) : known;
    }

    private void change(Fact.OfReport fact) {
        Item before = itemOf(fact);
        Item changed = before.told(fact);
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
        Account submitted = moved.submitted(latest(moved.lastSubmittedAt(), after));
        ledger.keep(settled(marked(submitted, before, after), closings, fact.cause()));
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
        Instant closedAt = closings.closedAt();
        Figures atClosing = closedAt == null
                ? null
                : Objects.requireNonNullElse(account.closing(), Figures.NONE)
                        .minus(figuresAsOf(before, closedAt, book, closings))
                        .plus(figuresAsOf(after, closedAt, book, closings));
        return account.figures(now, atClosing);
    }

    private static Figures figuresAsOf(Item item, Instant instant, RuleBook book, Closings closings) {
        Map<String, Long> counts = new TreeMap<>();
        addAsOf(counts, item, instant, book, closings);
        return Figures.of(counts);
    }

    private static void addAsOf(
            Map<String, Long> counts, Item item, Instant instant, RuleBook book, Closings closings) {
        Item then = item.asOf(instant);
        ItemScoring.add(counts, then, ItemScoring.entries(then, book, closings), book);
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
                && account.nothing().isEmpty()
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
        return new YearScoring(books.of(account.year()), closings, offices.find(account.office(), account.year()));
    }

    private void change(Fact.Counted fact) {
        if (ledger.isFirst(fact.office(), fact.cause())) {
            Closings closings = ledger.closings(fact.office(), fact.year());
            ledger.keep(settled(counted(fact), closings, fact.cause()));
        }
    }

    private void learn(Fact.Counted fact) {
        if (ledger.isFirst(fact.office(), fact.cause())) {
            ledger.keep(counted(fact));
        }
    }

    private Account counted(Fact.Counted fact) {
        Account account = accountOf(fact.office(), fact.year());
        return account.figures(account.figures().oneMore(fact.figure()), account.closing());
    }

    private void change(Fact.OfYear fact) {
        Account before = accountOf(fact.office(), fact.year());
        Account after = before.told(fact);
        if (!after.equals(before)) {
            ledger.keep(settled(after, ledger.closings(fact.office(), fact.year()), fact.cause()));
        }
    }

    private void turn(Fact.YearTurned fact) {
        if (isFirstTold(fact) && hasYear(fact)) {
            reconsider(accountOf(fact.office(), fact.year()), fact.cause());
        }
    }

    private void learn(Fact.YearTurned fact) {
        if (isFirstTold(fact) && hasYear(fact)) {
            ledger.keep(accountOf(fact.office(), fact.year()));
        }
    }

    /** Whether an office has not been told before; it has been from now on. Every office is, so that what comes late is known to be. */
    private boolean isFirstTold(Fact.YearTurned fact) {
        Closings before = ledger.closings(fact.office(), fact.year());
        Closings after = before.with(new Closings.Turn(fact.cause(), fact.reopened(), fact.basis()));
        if (after.equals(before)) {
            return false;
        }
        ledger.keep(fact.office(), fact.year(), after);
        return true;
    }

    /** Who is no contact point gets no year by it. */
    private boolean hasYear(Fact.YearTurned fact) {
        Basis basis = fact.basis();
        return ledger.account(fact.office(), fact.year()) != null || (basis != null && basis.contactPoint());
    }

    /**
     * Goes through every report of a year again.
     *
     * @param cause the event that makes it necessary; null for another rule book, when each entry keeps its own
     */
    private void reconsider(Account account, @Nullable Cause cause) {
        Closings closings = ledger.closings(account.office(), account.year());
        RuleBook book = books.of(account.year());
        Map<String, Long> now = new HashMap<>(account.figures().ofNoReport().counts());
        Map<String, Long> atClosing = new HashMap<>();
        Instant closedAt = closings.closedAt();
        Instant submittedAt = account.lastSubmittedAt();
        Account marked = account;
        for (Item item : ledger.items(account.office(), account.year())) {
            Item after = rescored(account, closings, item, item, cause);
            if (!after.equals(item)) {
                ledger.keep(account.office(), after);
            }
            marked = marked(marked, item, after);
            submittedAt = latest(submittedAt, after);
            ItemScoring.add(now, after, after.standing(), book);
            if (closedAt != null) {
                addAsOf(atClosing, after, closedAt, book, closings);
            }
        }
        Account moved = marked.figures(Figures.of(now), closedAt == null ? null : Figures.of(atClosing));
        ledger.keep(settled(moved.submitted(submittedAt), closings, cause));
    }

    private static @Nullable Instant latest(@Nullable Instant known, Item item) {
        Filing filing = item.filing();
        if (filing == null
                || !filing.actual()
                || (known != null && !filing.submittedAt().isAfter(known))) {
            return known;
        }
        return filing.submittedAt();
    }

    private Account accountOf(String office, int year) {
        Account account = ledger.account(office, year);
        if (account != null) {
            return account;
        }
        Closings closings = ledger.closings(office, year);
        return Account.empty(office, year, books.of(year).hash())
                .figures(Figures.NONE, closings.isClosed() ? Figures.NONE : null);
    }
}
