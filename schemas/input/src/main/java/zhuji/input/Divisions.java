package zhuji.input;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the code of a division (GB/T 2260) says by itself: its level, and which offices stand above it. So it can be told of any code, in any
 * year, without a registry.
 */
public final class Divisions {

    /** The national office. */
    public static final String NATIONAL = "000000";

    private static final int REGION = 2;
    private static final int PREFECTURE = 4;
    private static final Set<String> WITHOUT_PREFECTURES = Set.of("11", "12", "31", "50");
    private static final String DIRECT = "90";

    private Divisions() {}

    /**
     * The level of a code, as the events name it: COUNTY, PREFECTURE, PROVINCE or NATIONAL.
     *
     * @param code six digits
     */
    public static String levelOf(String code) {
        if (code.equals(NATIONAL)) {
            return "NATIONAL";
        }
        if (code.endsWith("0000")) {
            return "PROVINCE";
        }
        return code.endsWith("00") && hasPrefecture(code) ? "PREFECTURE" : "COUNTY";
    }

    /** Municipalities have no prefectures, nor have the counties directly below a province (digits three and four are 90). */
    private static boolean hasPrefecture(String code) {
        return !WITHOUT_PREFECTURES.contains(code.substring(0, REGION))
                && !code.substring(REGION, PREFECTURE).equals(DIRECT);
    }

    /**
     * The code one level above; null above the national office.
     *
     * @param code six digits
     */
    public static @Nullable String superiorOf(String code) {
        return switch (levelOf(code)) {
            case "NATIONAL" -> null;
            case "PROVINCE" -> NATIONAL;
            case "COUNTY" -> hasPrefecture(code) ? code.substring(0, PREFECTURE) + "00" : provinceOf(code);
            default -> provinceOf(code);
        };
    }

    private static String provinceOf(String code) {
        return code.substring(0, REGION) + "0000";
    }

    /**
     * Whether one office stands above another, by one level or more; no office stands above itself.
     *
     * @param above six digits
     * @param below six digits
     */
    public static boolean isSuperior(String above, String below) {
        for (String code = superiorOf(below); code != null; code = superiorOf(code)) {
            if (code.equals(above)) {
                return true;
            }
        }
        return false;
    }
}
