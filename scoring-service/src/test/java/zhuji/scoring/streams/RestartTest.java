package zhuji.scoring.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import zhuji.scoring.domain.Account;
import zhuji.scoring.domain.Books;
import zhuji.scoring.domain.Cause;
import zhuji.scoring.domain.Closings;
import zhuji.scoring.domain.Entry;
import zhuji.scoring.domain.Fact;
import zhuji.scoring.domain.HeldLedger;
import zhuji.scoring.domain.History;
import zhuji.scoring.domain.Item;
import zhuji.scoring.domain.Ledger;
import zhuji.scoring.domain.Scoring;
import zhuji.scoring.domain.Tally;

/** A restart at any point: everything is read back from the bytes it is kept as, before every fact, and the tallies are the same. */
class RestartTest {

    private static final int HISTORIES = 60;

    private final long seed = Long.getLong("zhuji.seed", System.nanoTime());

    @Test
    void comesToTheSameWhenEverythingIsReadBackFromItsBytes() {
        System.out.println("seed of the histories: " + seed + " (again with -Dzhuji.seed=" + seed + ")");
        var random = new Random(seed);
        for (int number = 0; number < HISTORIES; number++) {
            List<Fact> history = new History(random).facts(30);
            Collections.shuffle(history, random);
            var held = new HeldLedger();
            var restarted = new RestartedLedger();
            var scoring = new Scoring(Books.usual(), History.registry(), held);
            history.forEach(scoring::take);
            for (Fact fact : history) {
                Fact brought = restarted.read(Stores.facts(), fact);
                new Scoring(Books.usual(), History.registry(), restarted).take(brought);
            }

            assertThat(tallies(restarted.held))
                    .as("history %d of seed %d", number, seed)
                    .isEqualTo(tallies(held))
                    .isNotEmpty();
        }
    }

    private static Map<String, Tally> tallies(HeldLedger ledger) {
        Map<String, Tally> tallies = new TreeMap<>();
        for (Account account : ledger.accounts()) {
            tallies.put(
                    account.office() + "/" + account.year(),
                    Tally.of(
                            account,
                            ledger.closings(account.office(), account.year()),
                            Books.usual(),
                            History.registry()));
        }
        return tallies;
    }

    /** What it gives out has been bytes before. */
    private static final class RestartedLedger implements Ledger {

        private final HeldLedger held = new HeldLedger();

        <T> T read(Serde<T> serde, T value) {
            return serde.deserializer().deserialize("t", serde.serializer().serialize("t", value));
        }

        @Override
        public @Nullable Item item(String office, String reportId) {
            return held.item(office, reportId);
        }

        @Override
        public void keep(String office, Item item) {
            held.keep(office, read(Stores.items(), item));
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
            held.keep(read(Stores.accounts(), account));
        }

        @Override
        public Closings closings(String office, int year) {
            return held.closings(office, year);
        }

        @Override
        public void keep(String office, int year, Closings closings) {
            held.keep(office, year, read(Stores.closings(), closings));
        }

        @Override
        public boolean isFirst(String office, Cause cause) {
            return held.isFirst(office, cause);
        }

        @Override
        public void enter(Account account, Entry entry) {}

        @Override
        public void reverse(Account account, Entry entry, Cause because, boolean late) {}
    }
}
