package zhuji.scoring.domain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A ledger in memory, for a recomputation from the log: it grows with the reports of the log. Reversals leave nothing behind, what stands is
 * the same. Not safe for several threads.
 */
public final class HeldLedger implements Ledger {

    private final Map<String, Office> offices = new HashMap<>();
    private String lastCode = "";
    private Office last = new Office();

    /** What is known of an office. */
    private static final class Office {
        private final Map<String, Item> items = new HashMap<>();
        private final Map<Integer, Account> accounts = new TreeMap<>();
        private final Map<Integer, Closings> closings = new HashMap<>();
        private final Set<String> seen = new HashSet<>();
    }

    /** A fact asks for its office several times. */
    private Office office(String code) {
        if (!code.equals(lastCode)) {
            last = offices.computeIfAbsent(code, unknown -> new Office());
            lastCode = code;
        }
        return last;
    }

    @Override
    public @Nullable Item item(String office, String reportId) {
        return office(office).items.get(reportId);
    }

    @Override
    public void keep(String office, Item item) {
        office(office).items.put(item.reportId(), item);
    }

    @Override
    public List<Item> items(String office, int year) {
        return office(office).items.values().stream()
                .filter(item -> item.filing() != null && item.filing().when().year() == year)
                .toList();
    }

    @Override
    public @Nullable Account account(String office, int year) {
        return office(office).accounts.get(year);
    }

    @Override
    public void keep(Account account) {
        office(account.office()).accounts.put(account.year(), account);
    }

    @Override
    public Closings closings(String office, int year) {
        return office(office).closings.getOrDefault(year, Closings.NONE);
    }

    @Override
    public void keep(String office, int year, Closings closings) {
        office(office).closings.put(year, closings);
    }

    @Override
    public boolean isFirst(String office, Cause cause) {
        return office(office).seen.add(cause.id());
    }

    @Override
    public void enter(Account account, Entry entry) {
        // What stands is in the items and the accounts.
    }

    @Override
    public void reverse(Account account, Entry entry, Cause because, boolean late) {
        // What stands is in the items and the accounts.
    }

    /** Gives each office with each year there is anything in; the taker may change them. */
    public void forEachYear(ObjIntConsumer<String> taker) {
        // Of a copy: to look an office up may move all of them.
        for (Map.Entry<String, Office> office : List.copyOf(offices.entrySet())) {
            years(office.getValue()).forEach(year -> taker.accept(office.getKey(), year));
        }
    }

    private static Set<Integer> years(Office office) {
        Set<Integer> years = new TreeSet<>(office.accounts.keySet());
        for (Item item : office.items.values()) {
            if (item.filing() != null) {
                years.add(item.filing().when().year());
            }
        }
        return years;
    }

    /** Every account, with the digests of its standing entries taken. */
    public Collection<Account> accounts() {
        List<Account> all = new ArrayList<>();
        for (Office office : offices.values()) {
            office.accounts.values().forEach(account -> all.add(digested(office, account)));
        }
        return all;
    }

    private static Account digested(Office office, Account account) {
        Map<Integer, List<Entry>> months = new TreeMap<>();
        account.standing()
                .forEach(entry -> months.computeIfAbsent(entry.month(), month -> new ArrayList<>())
                        .add(entry));
        for (Item item : office.items.values()) {
            Filing filing = item.filing();
            if (filing != null && !item.standing().isEmpty() && filing.when().year() == account.year()) {
                item.standing()
                        .forEach(entry -> months.computeIfAbsent(entry.month(), month -> new ArrayList<>())
                                .add(entry));
            }
        }
        Map<Integer, String> digests = new TreeMap<>();
        months.forEach((month, entries) -> digests.put(month, Tally.digest(entries)));
        return account.digested(digests);
    }
}
