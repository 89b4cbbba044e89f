package zhuji.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import zhuji.local.Installation;

/** The page on growth and its plot, made of results. */
@Command(
        name = "page",
        mixinStandardHelpOptions = true,
        description = "Makes GROWTH.md and growth.svg of the results that are there; measures nothing.")
final class GrowthPage implements Callable<Integer> {

    static final String FEWER_CASES = "4-incidents-fewer";

    private static final double MEGABYTES_IN_A_GIGABYTE = 1_024;

    /**
     * What it is made of.
     *
     * @param growth routing with other numbers of this and that
     * @param fewer few open cases
     * @param many many open cases
     * @param pipeline the whole pipeline
     * @param audit the audit
     * @param scoring the recomputation
     * @param start memory at rest
     */
    record Sources(
            GrowthScenario.Result growth,
            IncidentsScenario.Result fewer,
            IncidentsScenario.Result many,
            PipelineScenario.Result pipeline,
            AuditScenario.Result audit,
            ScoringScenario.Result scoring,
            StartScenario.Result start) {

        static Sources in(Path root) throws IOException {
            return new Sources(
                    Results.read(root, "5-growth", GrowthScenario.Result.class),
                    Results.read(root, FEWER_CASES, IncidentsScenario.Result.class),
                    Results.read(root, "4-incidents", IncidentsScenario.Result.class),
                    Results.read(root, "3-pipeline", PipelineScenario.Result.class),
                    Results.read(root, "4-audit", AuditScenario.Result.class),
                    Results.read(root, "4-scoring", ScoringScenario.Result.class),
                    Results.read(root, "6-start", StartScenario.Result.class));
        }
    }

    @Override
    public Integer call() throws IOException {
        Path root = Installation.current().root();
        Sources sources = Sources.in(root);
        Path folder = root.resolve("deploy/bench");
        Files.writeString(folder.resolve("GROWTH.md"), page(sources));
        Files.writeString(folder.resolve("growth.svg"), plot(sources.growth()));
        System.out.println("written to deploy/bench/GROWTH.md and growth.svg");
        return 0;
    }

    /** The plot, as SVG. */
    static String plot(GrowthScenario.Result growth) {
        var plot = new Plot("Reports routing passes a second");
        byWhat(growth)
                .forEach((what, points) -> plot.with(
                        what,
                        points.stream()
                                .map(point -> new Plot.Bar(whole(point.number()), point.routedPerSecond()))
                                .toList()));
        return plot.svg();
    }

    private static Map<String, List<GrowthScenario.Point>> byWhat(GrowthScenario.Result growth) {
        return growth.points().stream()
                .collect(Collectors.groupingBy(GrowthScenario.Point::what, LinkedHashMap::new, Collectors.toList()));
    }

    /** The page, as Markdown. */
    static String page(Sources from) {
        Plan plan = new Plan(from);
        Map<String, String> figures = new LinkedHashMap<>(plan.figures());
        figures.put("processors", whole(from.growth().machine().processors()));
        figures.put("memory", whole(Math.round(from.growth().machine().memoryMegabytes() / MEGABYTES_IN_A_GIGABYTE)));
        figures.put("points", points(from.growth()));
        figures.put("caseHeap", whole(from.many().heapLimitMegabytes()));
        figures.put(
                "cases",
                Stream.of(from.fewer(), from.many()).map(GrowthPage::cases).collect(lines()));
        figures.put("resident", whole(from.start().residentTogether()));
        figures.put("restHeap", whole(from.start().heapLimitMegabytes()));
        return filled(figures);
    }

    private static String points(GrowthScenario.Result growth) {
        return byWhat(growth).values().stream()
                .flatMap(points -> points.stream()
                        .map(point -> String.format(
                                Locale.ROOT,
                                "| %s | %s | %s | %.2f |",
                                point.what(),
                                whole(point.number()),
                                whole(point.routedPerSecond()),
                                (double) point.routedPerSecond()
                                        / points.getFirst().routedPerSecond())))
                .collect(lines());
    }

    private static String cases(IncidentsScenario.Result result) {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s / %s ms | %s MB | %s MB | %.1f, %.1f, %.1f s |",
                whole(result.cases()),
                whole(result.ratePerSecond()),
                whole(result.seenLagMillis().p50()),
                whole(result.seenLagMillis().p99()),
                whole(result.heapMegabytes()),
                whole(result.residentMegabytes()),
                result.restartSeconds(),
                result.restartAfterCrashSeconds(),
                result.restartWithoutStateSeconds());
    }

    private static String filled(Map<String, String> figures) {
        String page = template();
        for (Map.Entry<String, String> figure : figures.entrySet()) {
            page = page.replace("{" + figure.getKey() + "}", figure.getValue());
        }
        return page;
    }

    private static String template() {
        try (InputStream template = GrowthPage.class.getResourceAsStream("GROWTH.md")) {
            if (template == null) {
                throw new IllegalStateException("the page's text is not in this build");
            }
            return new String(template.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static Collector<CharSequence, ?, String> lines() {
        return Collectors.joining("\n");
    }

    static String whole(long figure) {
        return String.format(Locale.ROOT, "%,d", figure);
    }
}
