package zhuji.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import zhuji.events.Level;
import zhuji.events.OfficeRegistered;
import zhuji.events.OfficeStatus;
import zhuji.events.Topics;
import zhuji.input.Numbers;
import zhuji.input.Texts;

/** The offices of a profile, from the shipped files of GB/T 2260 divisions. */
public final class OfficeRegistry {

    /** Every prefecture-level office is a contact point. */
    public static final String DEFAULT_PROFILE = "default";

    /** The eight contact points of the notice, as they stood in 2001. */
    public static final String GUANGXI_2001 = "guangxi-2001";

    /** One prefecture-level office in eight is a contact point: those of the shipped sample year. */
    public static final String SAMPLE = "sample";

    private static final int SAMPLED = 8;

    private static final String HEADING = "code,name,level,parent,contactPoint,status,successors";
    private static final String NATIONAL = "000000";
    private static final int COLUMNS = 7;

    private OfficeRegistry() {}

    /**
     * The offices, by code.
     *
     * @throws IllegalArgumentException for a profile there is not
     */
    public static Map<String, OfficeRegistered> load(String profile) {
        return switch (profile) {
            case DEFAULT_PROFILE -> offices(profile, Map.of(), true);
            case GUANGXI_2001 -> offices(profile, contactPointsOf2001(), false);
            case SAMPLE -> offices(profile, contactPointsOfTheSample(), false);
            default ->
                throw new IllegalArgumentException("there is no profile '" + profile + "'; there are " + DEFAULT_PROFILE
                        + ", " + GUANGXI_2001 + " and " + SAMPLE);
        };
    }

    /**
     * The offices of a file: {@code code,name,level,parent,contactPoint,status,successors}, a heading first; successors are joined by {@code |}.
     *
     * @throws IllegalArgumentException naming line and field of what is wrong
     */
    public static Map<String, OfficeRegistered> read(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            requireHeading(file, lines);
            Map<String, OfficeRegistered> offices = new LinkedHashMap<>();
            for (int number = 1; number < lines.size(); number++) {
                if (!lines.get(number).isBlank()) {
                    OfficeRegistered office =
                            office(file, number + 1, List.of(lines.get(number).split(",", -1)));
                    if (offices.put(office.getCode(), office) != null) {
                        throw new IllegalArgumentException(
                                file + " line " + (number + 1) + ": code " + office.getCode() + " is there twice");
                    }
                }
            }
            return offices;
        } catch (MalformedInputException other) {
            throw new IllegalArgumentException(file + " is not UTF-8; save it as UTF-8 and try again", other);
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(file + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    /** Without it the first office would be taken for one. */
    private static void requireHeading(Path file, List<String> lines) {
        String first =
                lines.isEmpty() ? "" : lines.getFirst().replace("\uFEFF", "").strip();
        if (!first.equals(HEADING)) {
            throw new IllegalArgumentException(file + " line 1: must be the heading " + HEADING);
        }
    }

    private static OfficeRegistered office(Path file, int line, List<String> row) {
        String where = file + " line " + line + ": ";
        if (row.size() != COLUMNS) {
            throw new IllegalArgumentException(
                    where + "there are " + row.size() + " fields, not " + COLUMNS + ": " + HEADING);
        }
        return OfficeRegistered.newBuilder()
                .setCode(code(where + "code", row.getFirst()))
                .setName(name(where, row.get(1)))
                .setLevel(symbol(where + "level", row.get(2), Level.class, "county, prefecture, province or national"))
                .setParent(row.get(3).isEmpty() ? null : code(where + "parent", row.get(3)))
                .setContactPoint(contactPoint(where, row.get(4)))
                .setStatus(symbol(where + "status", row.get(5), OfficeStatus.class, "active, suspended or former"))
                .setSuccessors(
                        row.get(6).isEmpty()
                                ? List.of()
                                : Stream.of(row.get(6).split("\\|"))
                                        .map(successor -> code(where + "successors", successor))
                                        .toList())
                .setProfile(String.valueOf(file.getFileName()))
                .build();
    }

    /** Of a region there is: no other has a topic for its reports. */
    private static String code(String where, String text) {
        if (!Numbers.isDivision(text)) {
            throw new IllegalArgumentException(where + " must be six digits");
        }
        if (!text.equals(NATIONAL) && !Topics.hasRegion(text)) {
            throw new IllegalArgumentException(
                    where + " " + text + ": there is no region " + Topics.prefixOf(text) + " (GB/T 2260)");
        }
        return text;
    }

    private static String name(String where, String text) {
        if (!Texts.saysSomething(text) || Texts.hasReplacement(text) || Texts.hasControls(text, false)) {
            throw new IllegalArgumentException(where + "name is missing, or is no text in UTF-8");
        }
        return text;
    }

    private static boolean contactPoint(String where, String text) {
        return switch (text) {
            case "true" -> true;
            case "false", "" -> false;
            default -> throw new IllegalArgumentException(where + "contactPoint must be true or false");
        };
    }

    private static <E extends Enum<E>> E symbol(String where, String text, Class<E> type, String allowed) {
        try {
            E symbol = Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
            if (!symbol.name().equals("UNRECOGNIZED")) {
                return symbol;
            }
        } catch (IllegalArgumentException unknown) {
            // Said below, with what there is.
        }
        throw new IllegalArgumentException(where + " must be " + allowed);
    }

    private static Map<String, OfficeRegistered> offices(
            String profile, Map<String, List<String>> named, boolean everyPrefecture) {
        Map<String, OfficeRegistered> offices = new LinkedHashMap<>();
        for (List<String> row : rows("divisions.csv")) {
            boolean contactPoint =
                    everyPrefecture ? row.get(2).equals("prefecture") : named.containsKey(row.getFirst());
            offices.put(row.getFirst(), active(row, contactPoint, profile));
        }
        named.forEach((code, row) -> offices.putIfAbsent(code, active(row, true, profile)));
        for (List<String> row : rows("former-divisions.csv")) {
            offices.putIfAbsent(row.getFirst(), former(row, offices, profile));
        }
        return offices;
    }

    private static Map<String, List<String>> contactPointsOfTheSample() {
        Map<String, List<String>> named = new LinkedHashMap<>();
        int place = 0;
        for (List<String> row : rows("divisions.csv")) {
            if (row.get(2).equals("prefecture") && place++ % SAMPLED == 0) {
                named.put(row.getFirst(), row);
            }
        }
        return named;
    }

    private static Map<String, List<String>> contactPointsOf2001() {
        Map<String, List<String>> named = new LinkedHashMap<>();
        rows("guangxi-2001.csv").forEach(row -> named.put(row.getFirst(), row));
        return named;
    }

    private static OfficeRegistered active(List<String> row, boolean contactPoint, String profile) {
        return OfficeRegistered.newBuilder()
                .setCode(row.getFirst())
                .setName(row.get(1))
                .setLevel(Level.valueOf(row.get(2).toUpperCase(Locale.ROOT)))
                .setParent(row.get(3).isEmpty() ? null : row.get(3))
                .setContactPoint(contactPoint)
                .setStatus(OfficeStatus.ACTIVE)
                .setSuccessors(List.of())
                .setProfile(profile)
                .build();
    }

    private static OfficeRegistered former(List<String> row, Map<String, OfficeRegistered> offices, String profile) {
        List<String> successors = List.of(row.get(2).split("\\|"));
        OfficeRegistered first = offices.get(successors.getFirst());
        return OfficeRegistered.newBuilder()
                .setCode(row.getFirst())
                .setName(row.get(1))
                .setLevel(first == null ? Level.COUNTY : first.getLevel())
                .setParent(null)
                .setContactPoint(false)
                .setStatus(OfficeStatus.FORMER)
                .setSuccessors(successors)
                .setProfile(profile)
                .build();
    }

    /** The rows of a shipped file, without its heading. The files quote nothing. */
    private static List<List<String>> rows(String file) {
        try (InputStream stream = OfficeRegistry.class.getResourceAsStream("/offices/" + file)) {
            if (stream == null) {
                throw new IllegalStateException("the jar lacks offices/" + file);
            }
            var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
            return reader.lines()
                    .skip(1)
                    .map(line -> List.of(line.split(",", -1)))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
