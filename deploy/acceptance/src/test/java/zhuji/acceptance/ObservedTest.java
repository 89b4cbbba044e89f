package zhuji.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import zhuji.local.Monitoring;

/** Dashboards, rules and lists of metrics agree with each other. */
class ObservedTest {

    private static final int CURRENT_SCHEMA = 42;
    private static final int COLUMNS = 24;
    private static final Pattern STRINGS = Pattern.compile("\"[^\"]*\"");
    private static final Pattern GROUPINGS = Pattern.compile("\\b(by|without|on|ignoring)\\s*\\([^)]*\\)");
    private static final Pattern NAMES =
            Pattern.compile("\\b(?!label_values)((?:zhuji|kafka|jvm|process|disk|http)_[a-z0-9_]+)\\b");
    private static final Pattern ALERTS = Pattern.compile("- alert: (\\w+)");
    private static final Pattern RUNBOOKS = Pattern.compile("runbook_url: (\\S+)");

    @Test
    void showsNoMetricThatIsNotListedAndListsNoneThatIsNotShown() {
        Map<String, String> documented = Observed.documented();
        Set<String> used = new TreeSet<>();
        Stream.concat(Observed.queries().stream().map(Observed.Query::expression), Observed.ruleExpressions().stream())
                .forEach(expression -> used.addAll(names(expression)));

        assertThat(used).isNotEmpty();
        assertThat(used.stream().map(name -> series(name, documented))).containsAll(documented.keySet());
        assertThat(documented.keySet())
                .containsAll(used.stream().map(name -> series(name, documented)).toList());
    }

    /** A histogram is queried by its parts. */
    private static String series(String name, Map<String, String> documented) {
        String whole = name.replaceFirst("_(bucket|count|sum)$", "");
        return "histogram".equals(documented.get(whole)) ? whole : name;
    }

    private static Set<String> names(String expression) {
        String bare = GROUPINGS
                .matcher(STRINGS.matcher(expression).replaceAll("\"\""))
                .replaceAll(" ");
        Set<String> names = new HashSet<>();
        Matcher found = NAMES.matcher(bare);
        while (found.find()) {
            names.add(found.group(1));
        }
        return names;
    }

    @Test
    void hasAPageForEveryAlertAndATestThatFires() {
        String rules = Observed.read(Observed.root().resolve("deploy/prometheus/rules/alerts.yaml"));
        String tests = Observed.files("deploy/prometheus/tests").stream()
                .map(Observed::read)
                .collect(Collectors.joining());
        List<String> alerts = all(ALERTS, rules);

        assertThat(alerts).hasSizeGreaterThan(10).doesNotHaveDuplicates();
        assertThat(all(RUNBOOKS, rules))
                .hasSameSizeAs(alerts)
                .allSatisfy(page -> assertThat(Observed.root().resolve(page)).isRegularFile());
        assertThat(Observed.read(Observed.root().resolve("deploy/runbooks/README.md")))
                .contains(alerts);
        assertThat(alerts).allSatisfy(alert -> {
            assertThat(tests).as("fires").containsPattern("alertname: " + alert + "\\n    exp_alerts:\\n");
            assertThat(tests).as("does not").containsPattern("alertname: " + alert + "\\n    exp_alerts: \\[\\]");
        });
    }

    private static List<String> all(Pattern pattern, String text) {
        List<String> all = new ArrayList<>();
        Matcher found = pattern.matcher(text);
        while (found.find()) {
            all.add(found.group(1));
        }
        return all;
    }

    @Test
    void keepsWhatPrometheusSaysOfItsRules() throws IOException, InterruptedException {
        assumeTrue(
                Monitoring.isInstalled("promtool"),
                "skipped: promtool is not installed (Debian: apt-get install prometheus)");

        Process promtool = new ProcessBuilder("promtool", "test", "rules", "alerts.yaml", "region-silent.yaml")
                .directory(Observed.root().resolve("deploy/prometheus/tests").toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(promtool.waitFor()).as(said).isZero();
    }

    /** What Grafana would refuse, or would show with nothing behind it. */
    @Test
    void hasDashboardsGrafanaTakes() {
        Map<String, JsonNode> boards = Observed.dashboards();
        assertThat(boards.keySet()).containsExactly("escalation", "flow", "machine", "scoring");
        boards.forEach((name, board) -> {
            assertThat(board.get("uid").asString()).isEqualTo("zhuji-" + name);
            assertThat(board.get("schemaVersion").asInt()).isEqualTo(CURRENT_SCHEMA);
            Set<Integer> ids = new HashSet<>();
            Set<String> variables = new HashSet<>();
            board.get("templating")
                    .get("list")
                    .forEach(variable -> variables.add(variable.get("name").asString()));
            for (JsonNode panel : board.get("panels")) {
                String title = name + "/" + panel.get("title").asString();
                assertThat(ids.add(panel.get("id").asInt())).as(title).isTrue();
                JsonNode place = panel.get("gridPos");
                assertThat(place.get("x").asInt() + place.get("w").asInt())
                        .as(title)
                        .isLessThanOrEqualTo(COLUMNS);
                if (!panel.get("type").asString().equals("row")) {
                    assertThat(panel.get("datasource").get("uid").asString())
                            .as(title)
                            .isEqualTo("zhuji");
                    assertThat(panel.get("fieldConfig")
                                    .get("defaults")
                                    .get("unit")
                                    .asString())
                            .as(title)
                            .isNotBlank();
                    assertThat(panel.get("targets")).as(title).isNotEmpty();
                }
                assertThat(all(Pattern.compile("\\$\\{?([a-z_]+)"), panel.toString()))
                        .as(title)
                        .allSatisfy(used -> assertThat(used.startsWith("__") || variables.contains(used))
                                .as(used)
                                .isTrue());
            }
        });
        assertThat(Observed.read(Observed.root().resolve("deploy/grafana/provisioning/datasources/zhuji.yaml")))
                .contains("uid: zhuji");
    }
}
