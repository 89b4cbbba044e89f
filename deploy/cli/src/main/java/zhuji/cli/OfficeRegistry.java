package zhuji.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import zhuji.events.Level;
import zhuji.events.OfficeRegistered;
import zhuji.events.OfficeStatus;

/** The offices of a profile, from the shipped files of GB/T 2260 divisions. */
public final class OfficeRegistry {

    /** Every prefecture-level office is a contact point. */
    public static final String DEFAULT_PROFILE = "default";

    /** The eight contact points of the notice, as they stood in 2001. */
    public static final String GUANGXI_2001 = "guangxi-2001";

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
            default ->
                throw new IllegalArgumentException(
                        "there is no profile '" + profile + "'; there are " + DEFAULT_PROFILE + " and " + GUANGXI_2001);
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
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(file + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    private static OfficeRegistered office(Path file, int line, List<String> row) {
        String where = file + " line " + line + ": ";
        if (row.size() != COLUMNS) {
            throw new IllegalArgumentException(where + "there are " + row.size() + " fields, not " + COLUMNS
                    + ": code,name,level,parent,contactPoint,status,successors");
        }
        if (!row.getFirst().matches("[0-9]{6}")) {
            throw new IllegalArgumentException(where + "code must be six digits");
        }
        try {
            return OfficeRegistered.newBuilder()
                    .setCode(row.getFirst())
                    .setName(row.get(1))
                    .setLevel(Level.valueOf(row.get(2).toUpperCase(Locale.ROOT)))
                    .setParent(row.get(3).isEmpty() ? null : row.get(3))
                    .setContactPoint(Boolean.parseBoolean(row.get(4)))
                    .setStatus(OfficeStatus.valueOf(row.get(5).toUpperCase(Locale.ROOT)))
                    .setSuccessors(
                            row.get(6).isEmpty()
                                    ? List.of()
                                    : List.of(row.get(6).split("\\|")))
                    .setProfile(String.valueOf(file.getFileName()))
                    .build();
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException(
                    where
                            + "level must be county, prefecture, province or national; status active, suspended or former",
                    unknown);
        }
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
