package zhuji.audit.replay;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import zhuji.audit.log.Log;
import zhuji.audit.log.Place;
import zhuji.audit.log.Stretch;
import zhuji.audit.replay.Comparison.Count;
import zhuji.audit.replay.Sides.Ground;
import zhuji.audit.replay.Sides.Sheet;
import zhuji.audit.replay.Sides.Side;
import zhuji.events.Topic;
import zhuji.events.Topics;
import zhuji.wire.EventDecoder;

/** Lays the two sides beside each other. */
final class Differences {

    private final Log published;
    private final Log replayed;
    private final EventDecoder decoder;
    private final String prefix;
    private final int shown;
    private final Map<String, Count> counts = new HashMap<>();
    private final List<Pair> pairs = new ArrayList<>();

    /** What stands on both sides, or on one alone. */
    private record Pair(@Nullable Sheet published, @Nullable Sheet replayed) {

        private String sortKey() {
            Sheet one = published == null ? replayed : published;
            return one == null ? "" : "%s/%05d/%020d".formatted(one.topic(), one.partition(), one.offset());
        }
    }

    /** @param shown how many are looked at closely */
    Differences(Log published, Log replayed, EventDecoder decoder, String prefix, int shown) {
        this.published = published;
        this.replayed = replayed;
        this.decoder = decoder;
        this.prefix = prefix;
        this.shown = shown;
    }

    Comparison of(Sides sides) {
        sides.forEach(this::compare);
        return new Comparison(
                counts,
                pairs.stream()
                        .sorted(Comparator.comparing(Pair::sortKey))
                        .limit(shown)
                        .map(this::difference)
                        .toList());
    }

    private void compare(List<Sheet> same) {
        List<Sheet> before = standing(same, Side.PUBLISHED);
        List<Sheet> after = standing(same, Side.REPLAYED);
        before.removeIf(sheet -> isMadeAgain(sheet, after));
        boolean gone = same.stream().anyMatch(sheet -> sheet.ground() == Ground.GONE);
        boolean changed = same.stream().anyMatch(sheet -> sheet.ground() == Ground.CHANGED);
        for (int number = 0; number < Math.max(before.size(), after.size()); number++) {
            Sheet one = number < before.size() ? before.get(number) : null;
            Sheet other = number < after.size() ? after.get(number) : null;
            boolean mayDiffer =
                    one != null && other != null && (gone || one.ground().mayHaveBeen(other.ground()));
            differ(one, other, changed || mayDiffer);
        }
    }

    private boolean isMadeAgain(Sheet sheet, List<Sheet> after) {
        Sheet again = after.stream()
                .filter(other -> Objects.equals(other.what(), sheet.what()))
                .findFirst()
                .orElse(null);
        if (again == null) {
            return false;
        }
        after.remove(again);
        count(sheet.topic(), new Count(1, 1, 0, 0));
        return true;
    }

    private void differ(@Nullable Sheet one, @Nullable Sheet other, boolean untellable) {
        Sheet either = one == null ? Objects.requireNonNull(other) : one;
        count(either.topic(), new Count(one == null ? 0 : 1, 0, untellable ? 0 : 1, untellable ? 1 : 0));
        if (!untellable) {
            pairs.add(new Pair(one, other));
        }
    }

    private void count(String topic, Count more) {
        counts.merge(topic, more, Count::and);
    }

    /** What was taken back does not stand, nor what was replaced: of points entered again, and of what is compacted, the last does. */
    private static List<Sheet> standing(List<Sheet> same, Side side) {
        List<Sheet> entered = same.stream()
                .filter(sheet -> sheet.side() == side && sheet.what() != null)
                .toList();
        long takenBack = same.stream()
                .filter(sheet -> sheet.side() == side && sheet.what() == null)
                .count();
        Topic topic = Topics.named(same.getFirst().topic());
        boolean oneStands = takenBack > 0 || (topic != null && topic.isCompacted());
        if (!oneStands) {
            return new ArrayList<>(entered);
        }
        return entered.stream()
                .max(Comparator.comparingLong(Sheet::offset))
                .filter(last -> entered.size() > takenBack)
                .map(List::of)
                .map(ArrayList::new)
                .orElseGet(ArrayList::new);
    }

    private Difference difference(Pair pair) {
        SpecificRecord one = event(published, place(pair.published()));
        SpecificRecord other = event(replayed, place(pair.replayed()));
        SpecificRecord either = one == null ? other : one;
        return new Difference(
                pair.published() == null
                        ? Difference.Kind.NEVER_PUBLISHED
                        : pair.replayed() == null ? Difference.Kind.NOT_MADE_AGAIN : Difference.Kind.OTHERWISE,
                place(pair.published()),
                place(pair.replayed()),
                either == null ? "(unreadable)" : Outcomes.idOf(either),
                one == null || other == null ? List.of() : fields(one, other));
    }

    private @Nullable Place place(@Nullable Sheet sheet) {
        return sheet == null ? null : sheet.place(prefix);
    }

    private @Nullable SpecificRecord event(Log log, @Nullable Place place) {
        if (place == null) {
            return null;
        }
        List<SpecificRecord> found = new ArrayList<>();
        log.read(List.of(new Stretch(place.topic(), place.partition(), place.offset(), place.offset() + 1)), record -> {
            SpecificRecord event = Outcomes.readable(decoder, record);
            if (event != null) {
                found.add(event);
            }
        });
        return found.isEmpty() ? null : found.getFirst();
    }

    private static List<String> fields(SpecificRecord one, SpecificRecord other) {
        if (!one.getSchema().equals(other.getSchema())) {
            return List.of("type");
        }
        List<String> fields = new ArrayList<>();
        collect("", one, other, fields);
        return fields.isEmpty() ? List.of("key or partition") : fields;
    }

    /** Names only: what a field holds may be a text. */
    private static void collect(String path, @Nullable Object one, @Nullable Object other, List<String> fields) {
        if (one instanceof SpecificRecord before && other instanceof SpecificRecord after) {
            for (Schema.Field field : before.getSchema().getFields()) {
                String name = path.isEmpty() ? field.name() : path + "." + field.name();
                collect(name, before.get(field.pos()), after.get(field.pos()), fields);
            }
        } else if (one instanceof List<?> before && other instanceof List<?> after && before.size() == after.size()) {
            for (int number = 0; number < before.size(); number++) {
                collect(path + "[" + number + "]", before.get(number), after.get(number), fields);
            }
        } else if (!Objects.equals(one, other)) {
            fields.add(path);
        }
    }
}
