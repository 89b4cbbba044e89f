package zhuji.audit.rules;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import zhuji.audit.log.LogException;

/** The rule books an audit has at hand, by their content's hash, which is on every point. */
public final class RuleBooks {

    private static final List<String> SHIPPED = List.of("default", "lianyungang", "quzhou");

    private final Map<String, RuleBook> books = new HashMap<>();

    private RuleBooks() {}

    /**
     * The books that are shipped, and others.
     *
     * @throws LogException when a file cannot be read
     */
    public static RuleBooks shippedAnd(Collection<Path> files) {
        var books = new RuleBooks();
        try {
            for (String name : SHIPPED) {
                try (InputStream stream = RuleBooks.class.getResourceAsStream("/rulebooks/" + name + ".yaml")) {
                    if (stream == null) {
                        throw new IllegalStateException("the jar lacks rulebooks/" + name + ".yaml");
                    }
                    books.add(stream.readAllBytes());
                }
            }
            for (Path file : files) {
                books.add(Files.readAllBytes(file));
            }
        } catch (IOException unreadable) {
            throw new LogException("a rule book cannot be read: " + unreadable.getMessage(), unreadable);
        }
        return books;
    }

    private void add(byte[] yaml) {
        RuleBook book = RuleBook.of(yaml);
        books.put(book.hash(), book);
    }

    /** A book as the log has it; null when the text is not the one that was hashed, or is no book. */
    public @Nullable RuleBook read(String hash, String text) {
        try {
            RuleBook book = RuleBook.of(text.getBytes(StandardCharsets.UTF_8));
            return book.hash().equals(hash) ? book : null;
        } catch (JacksonException unreadable) {
            return null;
        }
    }

    /** The book of that hash; null when it is not at hand. */
    public @Nullable RuleBook of(String hash) {
        return books.get(hash);
    }
}
