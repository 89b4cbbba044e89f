package zhuji.scoring.streams;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;
import tools.jackson.dataformat.smile.SmileMapper;
import zhuji.scoring.domain.Account;
import zhuji.scoring.domain.Closings;
import zhuji.scoring.domain.Fact;
import zhuji.scoring.domain.Figures;
import zhuji.scoring.domain.Item;
import zhuji.scoring.events.Confirmed;
import zhuji.scoring.events.JournalEntry;

/** The state of scoring: names, keys and formats. */
final class Stores {

    /** Office and report to what is known of it. */
    static final String ITEMS = "items";

    /** Office and year to the year so far. */
    static final String ACCOUNTS = "accounts";

    /** Office, year and month to every entry, those taken back included. */
    static final String ENTRIES = "entries";

    /** Office and year to when it was closed. */
    static final String CLOSINGS = "closings";

    /** Office and event to nothing: what is counted already. */
    static final String SEEN = "seen";

    /** Office and year to nothing: the tallies that are to be published. */
    static final String UNPUBLISHED = "unpublished";

    /** What the task that keeps offices' years needs. */
    static final String[] OF_OFFICES = {ITEMS, ACCOUNTS, ENTRIES, CLOSINGS, SEEN, UNPUBLISHED};

    /** Incident to when its first report was submitted. */
    static final String CASES = "cases";

    /** Year to when it was closed. */
    static final String TURNS = "turns";

    /** Year to the contact points that are ranked in it: those of its last closing. */
    static final String RANKED = "ranked";

    /** Year to the offices that know when it was closed and opened again. */
    static final String TOLD = "told";

    /** Office and year to what a person confirmed. */
    static final String CONFIRMED = "confirmed";

    /** Office and year to the decision as it was last published. */
    static final String PROPOSED = "proposed";

    /** Reminders that were given, by identity. */
    static final String REMINDED = "reminded";

    /** What the one task that closes years needs. */
    static final String[] OF_YEARS = {TURNS, RANKED, TOLD, CONFIRMED, PROPOSED, REMINDED};

    /** JSON in binary: a year is replayed in half the time. */
    private static final SmileMapper JSON = SmileMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            // Events have times in milliseconds; text would take longer to write and read.
            .enable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DateTimeFeature.WRITE_DATE_TIMESTAMPS_AS_NANOSECONDS)
            .disable(DateTimeFeature.READ_DATE_TIMESTAMPS_AS_NANOSECONDS)
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            // What a record answers beside its components is no part of it.
            .changeDefaultVisibility(visibility -> visibility
                    .withGetterVisibility(Visibility.NONE)
                    .withIsGetterVisibility(Visibility.NONE)
                    .withFieldVisibility(Visibility.ANY))
            .addMixIn(Fact.class, NamedByKind.class)
            .addMixIn(Figures.class, OfMap.class)
            .addModule(new SimpleModule().addSerializer(new FiguresAsMap()))
            .build();

    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "kind")
    private interface NamedByKind {}

    /** Figures are kept as a map of their names; they are written for every fact, some thirty of them. */
    private static final class FiguresAsMap extends StdSerializer<Figures> {

        FiguresAsMap() {
            super(Figures.class);
        }

        @Override
        public void serialize(Figures figures, JsonGenerator json, SerializationContext context) {
            json.writeStartObject(figures);
            figures.forEach((name, count) -> json.writeName(name).writeNumber(count));
            json.writeEndObject();
        }
    }

    /** How figures are read: what {@link FiguresAsMap} wrote, and what builds before it did. */
    private abstract static class OfMap {

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static Figures of(Map<String, Long> counts) {
            // Only its shape is used: the figures make themselves.
            return Figures.of(counts);
        }
    }

    private Stores() {}

    /** Of an item, and of what was seen, there is one for each report: nearly none changes twice between two commits. */
    static List<StoreBuilder<?>> builders() {
        return List.of(
                store(ITEMS, items()).withCachingDisabled(),
                store(ACCOUNTS, accounts()),
                store(ENTRIES, json(JournalEntry.class)),
                store(CLOSINGS, closings()),
                store(SEEN, Serdes.String()).withCachingDisabled(),
                store(UNPUBLISHED, Serdes.String()),
                store(CASES, Serdes.Long()),
                store(TURNS, json(Closings.class)),
                store(RANKED, Serdes.String()),
                store(TOLD, Serdes.String()),
                store(CONFIRMED, json(Confirmed.class)),
                store(PROPOSED, Serdes.String()),
                store(REMINDED, Serdes.Long()));
    }

    static Serde<Fact> facts() {
        return json(Fact.class);
    }

    static Serde<Item> items() {
        return json(Item.class);
    }

    static Serde<Account> accounts() {
        return json(Account.class);
    }

    static Serde<Closings> closings() {
        return json(Closings.class);
    }

    static String itemKey(String office, String reportId) {
        return office + "/" + reportId;
    }

    static String yearKey(String office, int year) {
        return office + "/" + year;
    }

    /** Before every entry of a month, or, without one, of a year. */
    static String entriesOf(String office, int year, String month) {
        return office + "/" + year + "/" + month;
    }

    /** After every key that begins so. */
    static String endOf(String prefix) {
        return prefix + Character.MAX_VALUE;
    }

    private static <T> Serde<T> json(Class<T> type) {
        return Serdes.serdeFrom(
                (topic, value) -> value == null ? null : JSON.writeValueAsBytes(value),
                (topic, bytes) -> bytes == null ? null : JSON.readValue(bytes, type));
    }

    private static <T> StoreBuilder<KeyValueStore<String, T>> store(String name, Serde<T> values) {
        return org.apache.kafka.streams.state.Stores.keyValueStoreBuilder(
                        org.apache.kafka.streams.state.Stores.persistentKeyValueStore(name), Serdes.String(), values)
                // A commit interval's changes of one key go to the changelog once.
                .withCachingEnabled();
    }
}
