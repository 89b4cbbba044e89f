package zhuji.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import zhuji.local.Installation;

/** What operators are shown and told: dashboards, rules, and the lists of metrics in the READMEs. */
final class Observed {

    private static final Path ROOT = Installation.current().root();
    private static final Pattern LISTED =
            Pattern.compile("^\\| `([a-z_0-9]+)` \\| (counter|gauge|histogram) \\|", Pattern.MULTILINE);
    private static final Pattern EXPRESSION =
            Pattern.compile("^\\s+(?:expr|- expr): (?:\\|\\n((?:\\s{10,}.*\\n)+)|(.*)\\n)", Pattern.MULTILINE);

    private Observed() {}

    /**
     * A query.
     *
     * @param where dashboard and panel
     */
    record Query(String where, String expression) {}

    static Path root() {
        return ROOT;
    }

    /** Every query of every panel, annotation and variable. */
    static List<Query> queries() {
        List<Query> queries = new ArrayList<>();
        dashboards().forEach((name, board) -> {
            for (JsonNode panel : board.get("panels")) {
                for (JsonNode target : panel.path("targets")) {
                    queries.add(new Query(
                            name + "/" + panel.get("title").asString(),
                            target.get("expr").asString()));
                }
            }
            for (JsonNode annotation : board.get("annotations").get("list")) {
                queries.add(new Query(
                        name + "/" + annotation.get("name").asString(),
                        annotation.get("target").get("expr").asString()));
            }
        });
        return queries;
    }

    /** The dashboards, by name. */
    static Map<String, JsonNode> dashboards() {
        Map<String, JsonNode> boards = new TreeMap<>();
        files("deploy/grafana/dashboards")
                .forEach(file -> boards.put(
                        file.getFileName().toString().replace(".json", ""),
                        JsonMapper.shared().readTree(read(file))));
        return boards;
    }

    /** The expressions of all rules, recording and alerting. */
    static List<String> ruleExpressions() {
        List<String> expressions = new ArrayList<>();
        for (Path file : files("deploy/prometheus/rules")) {
            Matcher found = EXPRESSION.matcher(read(file));
            while (found.find()) {
                expressions.add(found.group(1) == null ? found.group(2) : found.group(1));
            }
        }
        return expressions;
    }

    /** The metrics documented in the READMEs of services, telemetry and the command, with their kinds. */
    static Map<String, String> documented() {
        Map<String, String> documented = new TreeMap<>();
        Stream.of(
                        "intake-service",
                        "routing-service",
                        "escalation-service",
                        "scoring-service",
                        "schemas/telemetry",
                        "deploy/cli",
                        "deploy/prometheus")
                .map(module -> read(ROOT.resolve(module).resolve("README.md")))
                .forEach(readme -> {
                    Matcher listed = LISTED.matcher(readme);
                    while (listed.find()) {
                        documented.put(listed.group(1), listed.group(2));
                    }
                });
        return documented;
    }

    static List<Path> files(String folder) {
        try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
            return files.sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
