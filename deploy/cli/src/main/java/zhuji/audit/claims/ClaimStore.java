package zhuji.audit.claims;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Claims by what they are about, in so many buckets that one fits into memory; what does not fit into the buckets' buffers is on disk until
 * it is judged. So memory does not grow with the log, and disk does: by about 700 bytes for each report. Takes claims from several threads.
 */
public final class ClaimStore implements AutoCloseable {

    /** Buckets: with ten million reports each has some fourteen megabytes on disk, several times that in memory while it is judged. */
    public static final int BUCKETS = 512;

    private static final int BUFFER = 24 * 1024;

    private final Path folder;
    private final Bucket[] buckets = new Bucket[BUCKETS];

    /** Claims about some of the things. */
    private final class Bucket {
        private final int number;
        private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();
        private @Nullable Path file;

        Bucket(int number) {
            this.number = number;
        }

        synchronized void add(byte[] claim) throws IOException {
            buffer.writeBytes(claim);
            if (buffer.size() > BUFFER) {
                if (file == null) {
                    file = folder.resolve("claims-" + number);
                }
                try (OutputStream out =
                        Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                    buffer.writeTo(out);
                }
                buffer.reset();
            }
        }

        Map<String, List<Claim>> claims() throws IOException {
            Map<String, List<Claim>> claims = new HashMap<>();
            try (var in = new DataInputStream(new BufferedInputStream(open()))) {
                for (Claim claim = ClaimFormat.read(in); claim != null; claim = ClaimFormat.read(in)) {
                    claims.computeIfAbsent(claim.about(), about -> new ArrayList<>())
                            .add(claim);
                }
            }
            return claims;
        }

        private InputStream open() throws IOException {
            var held = new ByteArrayInputStream(buffer.toByteArray());
            return file == null ? held : new SequenceInputStream(Files.newInputStream(file), held);
        }
    }

    private ClaimStore(Path folder) {
        this.folder = folder;
        for (int number = 0; number < BUCKETS; number++) {
            buckets[number] = new Bucket(number);
        }
    }

    /** An empty one, with a folder of its own among the temporary files. */
    public static ClaimStore open() {
        try {
            return new ClaimStore(Files.createTempDirectory("zhuji-audit"));
        } catch (IOException refused) {
            throw new UncheckedIOException(
                    "the folder for temporary files cannot be written; set java.io.tmpdir", refused);
        }
    }

    /** Keeps a claim. */
    public void add(Claim claim) {
        try {
            bucketOf(claim.about()).add(ClaimFormat.bytes(claim));
        } catch (IOException refused) {
            throw new UncheckedIOException("the folder for temporary files is full, or cannot be written", refused);
        }
    }

    private Bucket bucketOf(String about) {
        int hash = about.hashCode() * 0x9E3779B1;
        return buckets[(hash >>> 16) % BUCKETS];
    }

    /** Hands out everything, together what is about the same. */
    public void forEach(BiConsumer<String, List<Claim>> each) {
        try {
            for (Bucket bucket : buckets) {
                bucket.claims().forEach(each);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("a temporary file cannot be read", unreadable);
        }
    }

    @Override
    public void close() {
        try {
            for (Bucket bucket : buckets) {
                if (bucket.file != null) {
                    Files.deleteIfExists(bucket.file);
                }
            }
            Files.deleteIfExists(folder);
        } catch (IOException left) {
            throw new UncheckedIOException("temporary files are left in " + folder, left);
        }
    }
}
