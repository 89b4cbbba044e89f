package zhuji.scoring.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A ledger that keeps its journal, and fails when something is taken back that does not stand. */
final class JournalledLedger implements Ledger {

    private final HeldLedger held = new HeldLedger();
    private final Map<String, List<Entry>> standing = new HashMap<>();

    @Override
    public @Nullable Item item(String office, String reportId) {
        return held.item(office, reportId);
    }

    @Override
    public void keep(String office, Item item) {
        held.keep(office, item);
    }

    @Override
    public List<Item> items(String office, int year) {
        return held.items(office, year);
    }

    @Override
    public @Nullable Account account(String office, int year) {
        return held.account(office, year);
    }

    @Override
    public void keep(Account account) {
        held.keep(account);
    }

    @Override
    public Closings closings(String office, int year) {
        return held.closings(office, year);
    }

    @Override
    public void keep(String office, int year, Closings closings) {
        held.keep(office, year, closings);
    }

    @Override
    public boolean isFirst(String office, Cause cause) {
        return held.isFirst(office, cause);
    }

    @Override
    public void enter(Account account, Entry entry) {
        of(account).add(entry);
    }

    @Override
    public void reverse(Account account, Entry entry, Cause because, boolean late) {
        assertThat(of(account).remove(entry)).as("an entry that stands").isTrue();
    }

    private List<Entry> of(Account account) {
        return standing.computeIfAbsent(account.office() + "/" + account.year(), key -> new ArrayList<>());
    }

    HeldLedger held() {
        return held;
    }

    Collection<Account> accounts() {
        return held.accounts();
    }

    Points sum(Account account) {
        return of(account).stream().map(Entry::points).reduce(Points.ZERO, Points::plus);
    }

    long standing(Account account) {
        return of(account).size();
    }
}
