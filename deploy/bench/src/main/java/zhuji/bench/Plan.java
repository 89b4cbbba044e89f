package zhuji.bench;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import zhuji.events.Topics;

/** What a province and the country need, by what was measured. */
final class Plan {

    /** Reports of an office in a day. */
    private static final int DAILY = 10;

    /** Of a day's reports, percent that come in its busiest hour: a working day of eight hours would make it 12.5. */
    private static final int PEAK = 25;

    private static final int COPIES = 3;
    private static final int DAYS = 365;
    private static final int YEARS = 10;
    private static final int TENFOLD = 10;
    private static final double PERCENT = 100;
    private static final double GIGABYTE = 1e9;
    private static final long HOUR = Duration.ofHours(1).toSeconds();

    /** 广西壮族自治区, whose notice the pipeline rests on (桂政办发〔2001〕57号). */
    private static final String PROVINCE = "45";

    private final GrowthPage.Sources measured;

    Plan(GrowthPage.Sources measured) {
        this.measured = measured;
    }

    /** Who is planned for. */
    private record Area(String name, long offices) {

        long daily() {
            return offices * DAILY;
        }

        double busiest() {
            return daily() * PEAK / PERCENT / HOUR;
        }

        long inTenYears() {
            return daily() * DAYS * YEARS;
        }
    }

    private static Area province() {
        long offices = Reports.offices().stream()
                .filter(office -> Topics.prefixOf(office).equals(PROVINCE))
                .count();
        return new Area("a province (广西)", offices);
    }

    private static Area country() {
        return new Area("the country (全国)", Reports.offices().size());
    }

    Map<String, String> figures() {
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put("daily", GrowthPage.whole(DAILY));
        figures.put("peak", GrowthPage.whole(PEAK));
        figures.put("keptBytes", GrowthPage.whole(measured.pipeline().log().kept()));
        figures.put("changelogBytes", GrowthPage.whole(measured.pipeline().log().changelogs()));
        figures.put("steady", GrowthPage.whole(measured.pipeline().steadyPerSecond()));
        figures.put("audited", GrowthPage.whole(measured.audit().verifiedPerSecond()));
        figures.put("recomputed", GrowthPage.whole(measured.scoring().recomputedPerSecond()));
        figures.put("plans", rows(this::plan));
        figures.put("replays", rows(this::replay));
        figures.put("tenfold", percent(TENFOLD * country().busiest()));
        figures.put(
                "dayAudit",
                GrowthPage.whole(Math.max(1, Math.round(auditSeconds(country().daily())))));
        return figures;
    }

    private static String rows(Function<Area, String> row) {
        return Stream.of(province(), country()).map(row).collect(GrowthPage.lines());
    }

    private String plan(Area area) {
        double yearly = area.daily() * DAYS * (double) measured.pipeline().log().kept() * COPIES / GIGABYTE;
        return "| %s | %s | %s | %s | %s | %s GB | %s GB |"
                .formatted(
                        area.name(),
                        GrowthPage.whole(area.offices()),
                        GrowthPage.whole(area.daily()),
                        String.format(Locale.ROOT, "%.1f", area.busiest()),
                        percent(area.busiest()),
                        GrowthPage.whole(Math.round(yearly)),
                        GrowthPage.whole(Math.round(yearly * YEARS)));
    }

    private String replay(Area area) {
        return "| %s | %s | %s | %s |"
                .formatted(
                        area.name(),
                        GrowthPage.whole(area.inTenYears()),
                        minutes(auditSeconds(area.inTenYears())),
                        minutes((double) area.inTenYears() / measured.scoring().recomputedPerSecond()));
    }

    private double auditSeconds(long reports) {
        return reports
                * measured.pipeline().log().recordsPerReport()
                / measured.audit().verifiedPerSecond();
    }

    private String percent(double perSecond) {
        return String.format(
                Locale.ROOT,
                "%.1f %%",
                PERCENT * perSecond / measured.pipeline().steadyPerSecond());
    }

    private static String minutes(double seconds) {
        return GrowthPage.whole(Math.max(1, Math.round(seconds / 60))) + " min";
    }
}
