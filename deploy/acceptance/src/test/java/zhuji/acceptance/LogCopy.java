package zhuji.acceptance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.apache.avro.Schema;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import zhuji.audit.log.Log;
import zhuji.audit.log.LogRecord;
import zhuji.audit.log.Place;
import zhuji.audit.log.Stretch;
import zhuji.wire.EventDecoder;

/** A copy of a log, in which a record can be changed, left out or added. */
final class LogCopy implements Log {

    private static final int WIRE_HEADER = 5;

    private final Map<Stretch, SortedMap<Long, LogRecord>> partitions;
    private final IntFunction<Schema> schemas;
    private final Instant until;
    private final EventDecoder decoder;

    private LogCopy(Map<Stretch, SortedMap<Long, LogRecord>> partitions, IntFunction<Schema> schemas, Instant until) {
        this.partitions = partitions;
        this.schemas = schemas;
        this.until = until;
        this.decoder = EventDecoder.ofAll(schemas);
    }

    static LogCopy of(Log log) {
        Map<String, Stretch> stretches = new HashMap<>();
        Map<Stretch, SortedMap<Long, LogRecord>> partitions = new ConcurrentHashMap<>();
        log.stretches().forEach(stretch -> {
            stretches.put(stretch.topic() + "/" + stretch.partition(), stretch);
            partitions.put(stretch, new TreeMap<>());
        });
        log.read(log.stretches(), record -> {
            Stretch stretch =
                    stretches.get(record.place().topic() + "/" + record.place().partition());
            Objects.requireNonNull(partitions.get(Objects.requireNonNull(stretch)))
                    .put(record.place().offset(), record);
        });
        return new LogCopy(partitions, log.schemas(), log.until());
    }

    /** An event of the copy, and where it stands. */
    record At<T>(T event, LogRecord record) {
        Place place() {
            return record.place();
        }
    }

    /** The events of that type for which something holds, in the order of their partitions. */
    <T extends SpecificRecord> List<At<T>> events(Class<T> type, Predicate<T> condition) {
        List<At<T>> found = new ArrayList<>();
        partitions
                .values()
                .forEach(records -> records.values().forEach(record -> {
                    SpecificRecord event = event(record);
                    if (type.isInstance(event) && condition.test(type.cast(event))) {
                        found.add(new At<>(type.cast(event), record));
                    }
                }));
        found.sort((one, two) -> one.place().compareTo(two.place()));
        return found;
    }

    private @Nullable SpecificRecord event(LogRecord record) {
        byte[] value = record.value();
        if (value == null
                || !EventDecoder.isFramed(value)
                || record.place().topic().endsWith(".dlt")) {
            return null;
        }
        try {
            return decoder.decode(value);
        } catch (SerializationException unreadable) {
            return null;
        }
    }

    /** Whether a record still stands there. */
    boolean has(Place place) {
        return partitions.entrySet().stream()
                .anyMatch(entry -> entry.getKey().topic().equals(place.topic())
                        && entry.getKey().partition() == place.partition()
                        && entry.getValue().containsKey(place.offset()));
    }

    LogCopy without(Place place) {
        return changed(place, null);
    }

    /** With another event in place of one. */
    LogCopy with(At<?> known, SpecificRecord event) {
        LogRecord record = known.record();
        return changed(
                known.place(),
                new LogRecord(known.place(), record.at(), record.key(), bytes(known, event), record.headers()));
    }

    /** With one more event at the end of the partition where another like it stands. */
    LogCopy withMore(At<?> like, SpecificRecord event) {
        Map<Stretch, SortedMap<Long, LogRecord>> copies = new HashMap<>();
        partitions.forEach((stretch, records) -> {
            if (isOf(stretch, like.place())) {
                var place = new Place(stretch.topic(), stretch.partition(), stretch.end());
                SortedMap<Long, LogRecord> more = new TreeMap<>(records);
                more.put(
                        stretch.end(),
                        new LogRecord(
                                place,
                                like.record().at(),
                                like.record().key(),
                                bytes(like, event),
                                like.record().headers()));
                copies.put(new Stretch(stretch.topic(), stretch.partition(), stretch.first(), stretch.end() + 1), more);
            } else {
                copies.put(stretch, records);
            }
        });
        return new LogCopy(copies, schemas, until);
    }

    private LogCopy changed(Place place, @Nullable LogRecord record) {
        Map<Stretch, SortedMap<Long, LogRecord>> copies = new HashMap<>(partitions);
        copies.replaceAll((stretch, records) -> {
            if (!isOf(stretch, place)) {
                return records;
            }
            SortedMap<Long, LogRecord> copy = new TreeMap<>(records);
            if (record == null) {
                copy.remove(place.offset());
            } else {
                copy.put(place.offset(), record);
            }
            return copy;
        });
        return new LogCopy(copies, schemas, until);
    }

    private static boolean isOf(Stretch stretch, Place place) {
        return stretch.topic().equals(place.topic()) && stretch.partition() == place.partition();
    }

    private static byte[] bytes(At<?> like, SpecificRecord event) {
        try {
            var bytes = new ByteArrayOutputStream();
            bytes.write(Objects.requireNonNull(like.record().value()), 0, WIRE_HEADER);
            var encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
            new SpecificDatumWriter<>(event.getSchema(), SpecificData.getForClass(event.getClass()))
                    .write(event, encoder);
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    @Override
    public List<Stretch> stretches() {
        return List.copyOf(partitions.keySet());
    }

    @Override
    public void read(List<Stretch> some, Consumer<LogRecord> each) {
        some.forEach(stretch ->
                partitions.getOrDefault(stretch, new TreeMap<>()).values().forEach(each));
    }

    @Override
    public IntFunction<Schema> schemas() {
        return schemas;
    }

    @Override
    public boolean isWhole() {
        return true;
    }

    @Override
    public @Nullable Instant from() {
        return null;
    }

    @Override
    public Instant until() {
        return until;
    }
}
