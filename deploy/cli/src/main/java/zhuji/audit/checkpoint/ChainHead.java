package zhuji.audit.checkpoint;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import zhuji.audit.claims.Digest;
import zhuji.audit.log.Place;
import zhuji.events.Topics;

/**
 * Where a sender's chain has come to: its last submission, and a hash that runs over all of them, so that none before it can be taken out, put in or
 * changed without another hash.
 *
 * @param source the submission
 * @param running SHA-256 over the running hash before it, its place and its digest
 */
public record ChainHead(Place source, Digest running) {

    private static final int LINK_BYTES = 2 * 32 + Integer.BYTES + Long.BYTES;
    private static final Digest NOTHING = new Digest(0, 0, 0, 0);

    /** Of a chain that has not begun. */
    public static ChainHead none() {
        return new ChainHead(new Place(Topics.REPORT_SUBMITTED, 0, -1), NOTHING);
    }

    /** With one more link. */
    public ChainHead then(Place next, Digest digest) {
        ByteBuffer link = ByteBuffer.allocate(LINK_BYTES);
        put(link, running);
        link.putInt(next.partition()).putLong(next.offset());
        put(link, digest);
        try {
            return new ChainHead(
                    next, Digest.of(MessageDigest.getInstance("SHA-256").digest(link.array())));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    private static void put(ByteBuffer link, Digest digest) {
        link.putLong(digest.first())
                .putLong(digest.second())
                .putLong(digest.third())
                .putLong(digest.fourth());
    }

    /**
     * As a checkpoint names it.
     *
     * @throws IllegalArgumentException when it is no such name
     */
    public static ChainHead of(String text) {
        String[] parts = text.split("/", 3);
        if (parts.length != 3) {
            throw new IllegalArgumentException("a head is partition/offset/hash");
        }
        return new ChainHead(
                new Place(Topics.REPORT_SUBMITTED, Integer.parseInt(parts[0]), Long.parseLong(parts[1])),
                Digest.ofHex(parts[2]));
    }

    /** {@code partition/offset/hash}. */
    public String text() {
        return source.partition() + "/" + source.offset() + "/" + running.hex();
    }
}
