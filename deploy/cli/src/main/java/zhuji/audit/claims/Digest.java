package zhuji.audit.claims;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A SHA-256, as four numbers: it can be compared, and takes no more than it must. */
public record Digest(long first, long second, long third, long fourth) {

    private static final int BYTES = 32;

    /**
     * Of its thirty-two bytes.
     *
     * @throws IllegalArgumentException when there are not so many
     */
    public static Digest of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a SHA-256 has " + BYTES + " bytes, not " + bytes.length);
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new Digest(buffer.getLong(), buffer.getLong(), buffer.getLong(), buffer.getLong());
    }

    /**
     * Of its hexadecimal form.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static Digest ofHex(String hex) {
        return of(HexFormat.of().parseHex(hex));
    }

    /** Of its hexadecimal form; null of none. */
    static @Nullable Digest ofHexOrNull(@Nullable String hex) {
        return hex == null ? null : ofHex(hex);
    }

    /** Lower-case, sixty-four digits. */
    public String hex() {
        return "%016x%016x%016x%016x".formatted(first, second, third, fourth);
    }

    /** Writes it as thirty-two bytes. */
    public void write(DataOutput out) throws IOException {
        out.writeLong(first);
        out.writeLong(second);
        out.writeLong(third);
        out.writeLong(fourth);
    }

    /** Reads one that was written. */
    public static Digest read(DataInput in) throws IOException {
        return new Digest(in.readLong(), in.readLong(), in.readLong(), in.readLong());
    }
}
