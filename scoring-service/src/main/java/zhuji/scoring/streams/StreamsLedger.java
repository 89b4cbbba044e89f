package zhuji.scoring.streams;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import zhuji.scoring.domain.Account;
import zhuji.scoring.domain.Cause;
import zhuji.scoring.domain.Closings;
import zhuji.scoring.domain.Entry;
import zhuji.scoring.domain.Item;
import zhuji.scoring.domain.Ledger;
import zhuji.scoring.domain.ScoringYear;
import zhuji.scoring.domain.Tally;
import zhuji.scoring.events.JournalEntry;

/** The ledger in the state of a task; what changed is kept with the task's transaction. */
final class StreamsLedger implements Ledger {

    /** Accounts held as they are, so that each of many facts does not read its account anew. */
    private static final int ACCOUNTS_HELD = 4_096;

    /** Items held, at most: a report's decision follows its acceptance, in a backlog a second or two later. */
    private static final int ITEMS_HELD = 8_192;

    private final KeyValueStore<String, Item> items;
    private final KeyValueStore<String, Account> accounts;
    private final KeyValueStore<String, JournalEntry> entries;
    private final KeyValueStore<String, Closings> closings;
    private final KeyValueStore<String, String> seen;
    private final KeyValueStore<String, String> unpublished;
    private final BiConsumer<Account, JournalEntry> published;
    private final Map<String, Account> held = new HashMap<>();
    private final Map<String, Item> latest = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Item> eldest) {
            return size() > ITEMS_HELD;
        }
    };
    private final Map<String, Closings> heldClosings = new HashMap<>();
    private final Set<String> changed = new LinkedHashSet<>();

    /**
     * @param published is given every entry as it is made
     */
    StreamsLedger(ProcessingContext context, BiConsumer<Account, JournalEntry> published) {
        this.items = context.getStateStore(Stores.ITEMS);
        this.accounts = context.getStateStore(Stores.ACCOUNTS);
        this.entries = context.getStateStore(Stores.ENTRIES);
        this.closings = context.getStateStore(Stores.CLOSINGS);
        this.seen = context.getStateStore(Stores.SEEN);
        this.unpublished = context.getStateStore(Stores.UNPUBLISHED);
        this.published = published;
        try (KeyValueIterator<String, String> all = unpublished.all()) {
            all.forEachRemaining(each -> changed.add(each.key));
        }
    }

    @Override
    public @Nullable Item item(String office, String reportId) {
        String key = Stores.itemKey(office, reportId);
        Item item = latest.get(key);
        return item == null ? items.get(key) : item;
    }

    @Override
    public void keep(String office, Item item) {
        String key = Stores.itemKey(office, item.reportId());
        items.put(key, item);
        if (isToldInFull(item)) {
            latest.remove(key);
        } else {
            latest.put(key, item);
        }
    }

    /** What follows later is rare; and what is held while the young are collected is copied each time. */
    private static boolean isToldInFull(Item item) {
        return item.filing() != null && item.route() != null;
    }

    @Override
    public List<Item> items(String office, int year) {
        String prefix = office + "/";
        List<Item> found = new ArrayList<>();
        try (KeyValueIterator<String, Item> all = items.range(prefix, Stores.endOf(prefix))) {
            all.forEachRemaining(each -> {
                Item item = each.value;
                if (item.filing() != null && item.filing().when().year() == year) {
                    found.add(item);
                }
            });
        }
        return found;
    }

    @Override
    public @Nullable Account account(String office, int year) {
        String key = Stores.yearKey(office, year);
        Account account = held.get(key);
        return account == null ? accounts.get(key) : account;
    }

    @Override
    public void keep(Account account) {
        String key = Stores.yearKey(account.office(), account.year());
        if (held.size() >= ACCOUNTS_HELD) {
            held.clear();
        }
        held.put(key, account);
        accounts.put(key, account);
        if (changed.add(key)) {
            unpublished.put(key, "");
        }
    }

    @Override
    public Closings closings(String office, int year) {
        if (heldClosings.size() >= ACCOUNTS_HELD) {
            heldClosings.clear();
        }
        return heldClosings.computeIfAbsent(Stores.yearKey(office, year), key -> {
            Closings known = closings.get(key);
            return known == null ? Closings.NONE : known;
        });
    }

    @Override
    public void keep(String office, int year, Closings turned) {
        heldClosings.remove(Stores.yearKey(office, year));
        closings.put(Stores.yearKey(office, year), turned);
    }

    @Override
    public boolean isFirst(String office, Cause cause) {
        return seen.putIfAbsent(office + "/" + cause.id(), "") == null;
    }

    @Override
    public void enter(Account account, Entry entry) {
        String id = entry.id();
        for (int number = 2; entries.get(key(account, entry, id)) != null; number++) {
            id = entry.id() + "~" + number;
        }
        publish(account, JournalEntry.given(id, entry, account.ruleBook()));
    }

    @Override
    public void reverse(Account account, Entry entry, Cause because, boolean late) {
        JournalEntry wrong = standing(account, entry);
        JournalEntry reversal = JournalEntry.reversal(wrong, because, late);
        entries.put(key(account, entry, wrong.eventId()), wrong.takenBackBy(reversal.eventId()));
        publish(account, reversal);
    }

    private JournalEntry standing(Account account, Entry entry) {
        String prefix = key(account, entry, entry.id());
        try (KeyValueIterator<String, JournalEntry> all = entries.range(prefix, Stores.endOf(prefix))) {
            while (all.hasNext()) {
                JournalEntry found = all.next().value;
                if (found.stands() && found.entry().equals(entry)) {
                    return found;
                }
            }
        }
        throw new IllegalStateException("an entry that is to be taken back does not stand");
    }

    private void publish(Account account, JournalEntry entry) {
        entries.put(key(account, entry.entry(), entry.eventId()), entry);
        published.accept(account, entry);
    }

    private static String key(Account account, Entry entry, String eventId) {
        return Stores.entriesOf(account.office(), account.year(), ScoringYear.twoDigits(entry.month()) + "/") + eventId;
    }

    /** Takes the digests of the months that changed. */
    Account digested(Account account) {
        Map<Integer, String> digests = new HashMap<>(account.digests());
        for (int month : account.stale()) {
            List<Entry> standing = standing(account, month);
            if (standing.isEmpty()) {
                digests.remove(month);
            } else {
                digests.put(month, Tally.digest(standing));
            }
        }
        Account digested = account.digested(digests);
        String key = Stores.yearKey(account.office(), account.year());
        held.put(key, digested);
        accounts.put(key, digested);
        return digested;
    }

    private List<Entry> standing(Account account, int month) {
        String prefix = Stores.entriesOf(account.office(), account.year(), ScoringYear.twoDigits(month) + "/");
        List<Entry> found = new ArrayList<>();
        try (KeyValueIterator<String, JournalEntry> all = entries.range(prefix, Stores.endOf(prefix))) {
            all.forEachRemaining(each -> {
                if (each.value.stands()) {
                    found.add(each.value.entry());
                }
            });
        }
        return found;
    }

    /** The accounts that changed since they were last published, so many at most; they count as published from now on. */
    List<Account> takeUnpublished(int most) {
        List<Account> taken = new ArrayList<>();
        var keys = changed.iterator();
        while (keys.hasNext() && taken.size() < most) {
            String key = keys.next();
            Account account = held.get(key);
            taken.add(account == null ? accounts.get(key) : account);
            unpublished.delete(key);
            keys.remove();
        }
        return taken;
    }

    /** Every account of this task. */
    List<Account> all() {
        List<Account> found = new ArrayList<>();
        try (KeyValueIterator<String, Account> every = accounts.all()) {
            every.forEachRemaining(each -> found.add(each.value));
        }
        return found;
    }
}
