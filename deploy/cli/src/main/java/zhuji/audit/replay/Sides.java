package zhuji.audit.replay;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import zhuji.audit.claims.Digest;
import zhuji.audit.log.Place;

/** What was published and what was made again, by identity; on disk until it is compared, some eighty bytes for each record. */
final class Sides implements AutoCloseable {

    private static final int BUCKETS = 64;

    private final Path folder;
    private final DataOutputStream[] buckets = new DataOutputStream[BUCKETS];

    /** What a record rests on, and whether that is still there. */
    enum Ground {
        /** All of it is. */
        FIRM(0),
        /** Submissions that are gone: it may be otherwise. */
        GONE(1),
        /** An office that is another now: it may be otherwise, or not be at all. */
        CHANGED(2),
        /** It refuses what stood on another partition than its office's: had the first been read before, it would be told as a resend. */
        REFUSED_ELSEWHERE(3),
        /** It tells of a resend on another partition than its office's: had the first not been read before, it would be refused. */
        RESENT_ELSEWHERE(4);

        private final int code;

        Ground(int code) {
            this.code = code;
        }

        private static Ground of(int code) {
            return Arrays.stream(values())
                    .filter(ground -> ground.code == code)
                    .findFirst()
                    .orElseThrow();
        }

        /** Whether the one may have become the other by the order in which two partitions were read, which nothing on the log tells. */
        boolean mayHaveBeen(Ground other) {
            return (this == REFUSED_ELSEWHERE && other == RESENT_ELSEWHERE)
                    || (this == RESENT_ELSEWHERE && other == REFUSED_ELSEWHERE);
        }
    }

    /** On which side a record stands. */
    enum Side {
        PUBLISHED,
        REPLAYED
    }

    /**
     * A record of one side.
     *
     * @param side which
     * @param topic the topic, without a prefix
     * @param partition the partition, which is the same on both sides
     * @param offset where it stands on its side
     * @param what its content, so that equal content is equal; null of what only takes back the record of that identity
     * @param ground what it rests on
     */
    record Sheet(
            Side side,
            String topic,
            int partition,
            long offset,
            @Nullable Digest what,
            Ground ground) {

        Place place(String prefix) {
            return new Place(side == Side.REPLAYED ? prefix + topic : topic, partition, offset);
        }
    }

    Sides(Path folder) {
        this.folder = folder;
        try {
            for (int number = 0; number < BUCKETS; number++) {
                buckets[number] = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file(number))));
            }
        } catch (IOException refused) {
            throw new UncheckedIOException("the folder for temporary files cannot be written", refused);
        }
    }

    private Path file(int number) {
        return folder.resolve("sides-" + number);
    }

    void add(Digest identity, Sheet sheet) {
        DataOutputStream out = buckets[Math.floorMod(identity.first(), BUCKETS)];
        try {
            identity.write(out);
            out.writeBoolean(sheet.side() == Side.REPLAYED);
            out.writeUTF(sheet.topic());
            out.writeInt(sheet.partition());
            out.writeLong(sheet.offset());
            out.writeByte(sheet.ground().code);
            out.writeBoolean(sheet.what() != null);
            if (sheet.what() != null) {
                sheet.what().write(out);
            }
        } catch (IOException refused) {
            throw new UncheckedIOException("the folder for temporary files is full, or cannot be written", refused);
        }
    }

    /** Hands out everything, together what has the same identity. */
    void forEach(Consumer<List<Sheet>> each) {
        try {
            for (int number = 0; number < BUCKETS; number++) {
                buckets[number].close();
                bucket(number).values().forEach(each);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("a temporary file cannot be read", unreadable);
        }
    }

    private Map<Digest, List<Sheet>> bucket(int number) throws IOException {
        var bucket = new TreeMap<Digest, List<Sheet>>(java.util.Comparator.comparing(Digest::hex));
        try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file(number))))) {
            while (true) {
                Digest identity = Digest.read(in);
                bucket.computeIfAbsent(identity, same -> new ArrayList<>()).add(sheet(in));
            }
        } catch (EOFException end) {
            return bucket;
        }
    }

    private static Sheet sheet(DataInputStream in) throws IOException {
        Side side = in.readBoolean() ? Side.REPLAYED : Side.PUBLISHED;
        String topic = in.readUTF();
        int partition = in.readInt();
        long offset = in.readLong();
        Ground ground = Ground.of(in.readByte());
        return new Sheet(side, topic, partition, offset, in.readBoolean() ? Digest.read(in) : null, ground);
    }

    @Override
    public void close() {
        try {
            for (int number = 0; number < BUCKETS; number++) {
                buckets[number].close();
                Files.deleteIfExists(file(number));
            }
        } catch (IOException left) {
            throw new UncheckedIOException("temporary files are left in " + folder, left);
        }
    }
}
