package zhuji.escalation.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zhuji.escalation.domain.Policies;
import zhuji.rulefiles.InvalidRules;
import zhuji.rulefiles.RuleFile;
import zhuji.testkit.RuleFileChanges;

class PolicyReaderTest {

    private static final String OVERLAY = """
            region: "45"
            version: cn-45/1
            acknowledgeMinutes: 60
            windows:
              default:
                relay: {COUNTY: 90}
            followUpMinutes: {III: 720}
            """;

    private String national;

    @BeforeEach
    void readTheFile() throws IOException {
        national = Files.readString(Path.of("src/main/resources/policy/national.yaml"));
    }

    /** Ten thousand changes of the shipped policy, and of an overlay: each is read, or refused with a line and a reason. */
    @Test
    void readsOrRefusesWhateverIsMadeOfAPolicy() {
        long seed = Long.getLong("zhuji.seed", System.nanoTime());
        System.out.println("seed of the changed policies: " + seed + " (again with -Dzhuji.seed=" + seed + ")");
        var random = new Random(seed);
        var ofTheNation = new RuleFileChanges(national, random);
        var ofTheRegion = new RuleFileChanges(OVERLAY, random);
        int read = 0;
        for (int number = 0; number < 10_000; number++) {
            boolean region = number % 4 == 0;
            String changed = region ? ofTheRegion.next() : ofTheNation.next();
            try {
                Policies policies = region
                        ? new PolicyReader()
                                .read(
                                        new RuleFile("national.yaml", national),
                                        List.of(new RuleFile("changed.yaml", changed)),
                                        1)
                        : new PolicyReader().read(new RuleFile("changed.yaml", changed), List.of(), 1);
                assertThat(policies.national().version()).contains("+sha256:");
                read++;
            } catch (InvalidRules refused) {
                assertThat(refused)
                        .as("change %d of seed %d:%n%s", number, seed, changed)
                        .hasMessageMatching("(?s).*changed\\.yaml line \\d+: .+");
            }
        }
        assertThat(read).as("changed policies that are still policies").isBetween(100, 9_900);
    }

    @Test
    void namesThePolicyByItsContent() {
        String version = read(national).national().version();

        assertThat(version).startsWith("cn-national/3+sha256:");
        assertThat(read(national + "# a comment\n").national().version()).isNotEqualTo(version);
    }

    @ParameterizedTest(name = "{0} for {1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "DEATHS: {I: 30, II: 10, III: 3, IV: 0}|DEATHS: {I: 30, II: 40, III: 3, IV: 0}|grading.0.criteria.DEATHS.I: overlaps II",
                "relay: {COUNTY: 120, PREFECTURE: 120, PROVINCE: 120}|relay: {COUNTY: 120, PREFECTURE: 120}|windows.default.relay.PROVINCE: a hop without window",
                "    missingCountAsDeaths: false||grading.3.missingCountAsDeaths: is missing",
                "DEATHS: {I: 30, II: 10|DEATHS: {I: null, II: 10|grading.0.criteria.DEATHS.I: must be a number",
                "III: PROVINCE|III: VILLAGE|national.yaml line 9",
                "IV: PREFECTURE||tops.IV: no level to reach",
                "ungraded: III|ungraded: UNGRADED|ungraded: must name the grade",
                "IV: PREFECTURE|UNGRADED: PROVINCE|tops.UNGRADED: an ungraded case goes as far",
                "acknowledgeMinutes: 120|acknowledgeMinutes: 0|acknowledgeMinutes: must be a positive",
                "version: cn-national/3|colour: red|colour",
                "PUBLIC_HEALTH:|PLAGUE:|windows.PLAGUE: no such incident class",
                "minutes: 240|minutes: -1|totals.0.minutes: must be a positive",
                "anchor: OCCURRED}|anchor: FULL_MOON}|FULL_MOON",
                "[50, 80]|[80, 50]|reminders.1: must be percentages",
                "days: []|days: [{from: 03-05, to: 02-31}]|sensitive.days.0.to: must be a day of the year",
                "  default: 30|  common: 30|supplementDays.default: is missing",
                "route: II|route: V|V",
            })
    void refusesAMistakeWithItsLineAndReason(String right, String wrong, String reason) {
        String changed = national.replace(right, wrong == null ? "" : wrong);

        assertThat(changed).isNotEqualTo(national);
        assertThatThrownBy(() -> read(changed))
                .isInstanceOf(InvalidRules.class)
                .hasMessageContaining("national.yaml line ")
                .hasMessageContaining(reason);
    }

    @Test
    void tellsTheLineOfAMistakeDeepInside() {
        String changed = national.replace(
                "SERIOUS_INJURIES: {I: 100, II: 50, III: 10", "SERIOUS_INJURIES: {I: 100, II: 5, III: 10");
        int line = (int) changed.substring(0, changed.indexOf("II: 5,")).lines().count();

        assertThatThrownBy(() -> read(changed))
                .hasMessageContaining(
                        "national.yaml line " + line + ": grading.0.criteria.SERIOUS_INJURIES.II: overlaps III");
    }

    @Test
    void laysARegionsOverlayOverTheNationalPolicy() {
        Policies policies = read(national, OVERLAY);

        assertThat(policies.of("450103").version())
                .contains("cn-national/3+sha256:")
                .contains(";cn-45/1+sha256:");
        assertThat(policies.of("450103").windows().acknowledge()).hasMinutes(60);
        assertThat(policies.of("450103").windows().common().toRelay().values())
                .extracting(Duration::toMinutes)
                .containsExactlyInAnyOrder(90L, 120L, 120L);
        assertThat(policies.of("110101")).isEqualTo(policies.national());
    }

    @ParameterizedTest(name = "{0} for {1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "acknowledgeMinutes: 60|acknowledgeMinutes: 121|line 3: acknowledgeMinutes: 121 is longer than the national 120",
                "COUNTY: 90|COUNTY: 121|line 6: windows.default.relay.COUNTY: 121 is longer than the national 120",
                "III: 720|III: 1441|line 7: followUpMinutes.III: 1441 is longer than the national 1440",
                "region: \"45\"|region: \"99\"|line 1: region: must be",
                "version: cn-45/1|tops: {IV: COUNTY}|tops",
            })
    void refusesAnOverlayThatLengthens(String right, String wrong, String reason) {
        String changed = OVERLAY.replace(right, wrong);

        assertThat(changed).isNotEqualTo(OVERLAY);
        assertThatThrownBy(() -> read(national, changed))
                .isInstanceOf(InvalidRules.class)
                .hasMessageContaining("45.yaml")
                .hasMessageContaining(reason);
    }

    @Test
    void refusesTwoOverlaysForOneRegion() {
        assertThatThrownBy(() -> read(national, OVERLAY, OVERLAY))
                .hasMessageContaining("an overlay for this region already");
    }

    private static Policies read(String yaml, String... overlays) {
        return new PolicyReader()
                .read(
                        new RuleFile("national.yaml", yaml),
                        List.of(overlays).stream()
                                .map(overlay -> new RuleFile("45.yaml", overlay))
                                .toList(),
                        1);
    }
}
