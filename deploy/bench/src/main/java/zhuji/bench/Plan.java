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

    /** A report's acceptance and its decision: what the recomputation reads of it. */
    private static final int SCORED_RECORDS = 2;

    /** Memory of the recomputation for a million reports (scoring-service/README.md). */
    private static final double SCORED_GIGABYTES = 2;

    /** Temporary disk of the audit for a report (deploy/cli/RATIONALE.md). */
    private static final double CLAIMED_BYTES = 700;

    private static final double MILLION = 1e6;
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
        figures.put("goodBytes", GrowthPage.whole(measured.growth().log().forGood()));
        figures.put("timeBytes", GrowthPage.whole(measured.growth().log().forATime()));
        figures.put("steady", GrowthPage.whole(measured.pipeline().steadyPerSecond()));
        figures.put("audited", GrowthPage.whole(measured.audit().verifiedPerSecond()));
        figures.put("recomputed", GrowthPage.whole(measured.scoring().recomputedPerSecond()));
        figures.put("plans", rows(this::plan));
        figures.put("replays", rows(this::replay));
        figures.put("tenfold", percent(TENFOLD * country().busiest()));
        return figures;
    }

    private static String rows(Function<Area, String> row) {
        return Stream.of(province(), country()).map(row).collect(GrowthPage.lines());
    }

    private String plan(Area area) {
        double yearly = area.daily() * DAYS * (double) measured.growth().log().forGood() * COPIES / GIGABYTE;
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
        return "| %s | %s | %s | %s GB | %s | %s GB |"
                .formatted(
                        area.name(),
                        GrowthPage.whole(area.inTenYears()),
                        minutes(auditSeconds(area.inTenYears())),
                        GrowthPage.whole(Math.round(area.inTenYears() * CLAIMED_BYTES / GIGABYTE)),
                        minutes((double) SCORED_RECORDS
                                * area.inTenYears()
                                / measured.scoring().recomputedPerSecond()),
                        GrowthPage.whole(Math.round(area.inTenYears() * SCORED_GIGABYTES / MILLION)));
    }

    private double auditSeconds(long reports) {
        return reports
                * measured.growth().log().recordsPerReport()
                / measured.audit().verifiedPerSecond();
    }

    private String percent(double perSecond) {
        return String.format(
                Locale.ROOT,
                "%.3f %%",
                PERCENT * perSecond / measured.pipeline().steadyPerSecond());
    }

    private static String minutes(double seconds) {
        return GrowthPage.whole(Math.max(1, Math.round(seconds / 60))) + " min";
    }
}
