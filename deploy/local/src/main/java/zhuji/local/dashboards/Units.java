package zhuji.local.dashboards;

/** Values in Grafana's units, short enough for a panel. */
final class Units {

    private static final double THOUSAND = 1_000;
    private static final double MILLION = 1_000_000;
    private static final double KIBI = 1024;
    private static final double MINUTE = 60;
    private static final double HOUR = 3_600;
    private static final double DAY = 86_400;
    private static final double PERCENT = 100;

    private Units() {}

    static String shown(String unit, double value) {
        if (Double.isNaN(value)) {
            return "–";
        }
        return switch (unit) {
            case "s" -> seconds(value);
            case "ms" -> seconds(value / THOUSAND);
            case "percentunit" -> number(value * PERCENT) + " %";
            case "bytes" -> bytes(value);
            case "reqps" -> number(value) + " /s";
            default -> number(value);
        };
    }

    private static String seconds(double value) {
        double size = Math.abs(value);
        if (size >= DAY) {
            return number(value / DAY) + " d";
        }
        if (size >= HOUR) {
            return number(value / HOUR) + " h";
        }
        if (size >= 2 * MINUTE) {
            return number(value / MINUTE) + " min";
        }
        return size >= 1 || size == 0 ? number(value) + " s" : number(value * THOUSAND) + " ms";
    }

    private static String bytes(double value) {
        return value >= KIBI * KIBI * KIBI
                ? number(value / (KIBI * KIBI * KIBI)) + " GiB"
                : number(value / (KIBI * KIBI)) + " MiB";
    }

    private static String number(double value) {
        double size = Math.abs(value);
        if (size >= MILLION) {
            return "%.1f Mil".formatted(value / MILLION);
        }
        if (size >= THOUSAND) {
            return "%.1f K".formatted(value / THOUSAND);
        }
        if (value == Math.rint(value)) {
            return "%.0f".formatted(value);
        }
        return size >= 10 ? "%.1f".formatted(value) : "%.2g".formatted(value);
    }
}
