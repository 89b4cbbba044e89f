package zhuji.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
