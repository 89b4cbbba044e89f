package zhuji.escalation.domain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The real division tree, as the registry command ships it. */
public final class RealDivisions implements Divisions {

    private static final Path FILE = Path.of("../deploy/cli/src/main/resources/offices/divisions.csv");

    private final Map<String, Division> byCode = new TreeMap<>();

    public RealDivisions() {
        try (Stream<String> lines = Files.lines(FILE)) {
            lines.skip(1).map(line -> line.split(",", -1)).forEach(this::add);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void add(String[] columns) {
        Level level = Level.valueOf(columns[2].toUpperCase(Locale.ROOT));
        byCode.put(columns[0], new Division(columns[0], level, columns[3].isEmpty() ? null : columns[3]));
    }

    @Override
    public @Nullable Division find(String code) {
        return byCode.get(code);
    }

    /** Every code, in order. */
    public List<String> codes() {
        return List.copyOf(byCode.keySet());
    }
}
