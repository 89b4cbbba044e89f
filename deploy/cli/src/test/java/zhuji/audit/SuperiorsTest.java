package zhuji.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import zhuji.cli.OfficeRegistry;
import zhuji.events.EvaluationKind;
import zhuji.events.Level;
import zhuji.events.OfficeRegistered;
import zhuji.events.OfficeStatus;
import zhuji.events.ReportEvaluated;
import zhuji.input.Divisions;
import zhuji.input.EvaluationObjection;
import zhuji.wire.EventDecoder;

/** Who stands above whom follows from codes: as the registry has it, and in two readings that know nothing of each other. */
class SuperiorsTest {

    private static final List<OfficeRegistered> IN_FORCE =
            OfficeRegistry.load(OfficeRegistry.DEFAULT_PROFILE).values().stream()
                    .filter(office -> office.getStatus() == OfficeStatus.ACTIVE)
                    .toList();

    @BeforeAll
    static void trustOurOwnRecords() {
        EventDecoder.trustOurOwnRecords();
    }

    @Test
    void followsFromTheCodeOfEveryOfficeInForce() {
        assertThat(IN_FORCE).hasSizeGreaterThan(3_000).allSatisfy(office -> {
            assertThat(Divisions.levelOf(office.getCode()))
                    .as(office.getCode())
                    .isEqualTo(office.getLevel().name());
            assertThat(Divisions.superiorOf(office.getCode()))
                    .as(office.getCode())
                    .isEqualTo(office.getParent());
        });
    }

    @Test
    void isReadAlikeByThePipelineAndTheAudit() {
        long seed = Long.getLong("zhuji.seed", System.nanoTime());
        System.out.println("seed of the evaluators: " + seed + " (again with -Dzhuji.seed=" + seed + ")");
        var random = new Random(seed);
        List<Level> levels = List.of(Level.COUNTY, Level.PREFECTURE, Level.PROVINCE, Level.NATIONAL);
        var objections = new ArrayList<String>();
        for (int number = 0; number < 20_000; number++) {
            String office = IN_FORCE.get(random.nextInt(IN_FORCE.size())).getCode();
            String evaluator = random.nextInt(3) == 0
                    ? IN_FORCE.get(random.nextInt(IN_FORCE.size())).getCode()
                    : office.substring(0, 2 * random.nextInt(4)) + "000000";
            ReportEvaluated evaluated =
                    evaluated(evaluator.substring(0, 6), levels.get(random.nextInt(levels.size())), office);
            EvaluationObjection objection = EvaluationObjection.of(
                    evaluated.getEvaluator(), evaluated.getLevel().name(), office);
            String told = objection == null ? null : objection.name();
            assertThat(Superiors.objection(evaluated))
                    .as("%s at %s of %s, seed %d", evaluated.getEvaluator(), evaluated.getLevel(), office, seed)
                    .isEqualTo(told);
            objections.add(String.valueOf(told));
        }
        assertThat(objections).contains("null", "NOT_SUPERIOR", "LEVEL_DIFFERS");
    }

    private static ReportEvaluated evaluated(String evaluator, Level level, String office) {
        return ReportEvaluated.newBuilder()
                .setEvaluationId("v1")
                .setReportId(office + ":1")
                .setOffice(office)
                .setKind(EvaluationKind.ADOPTED)
                .setLevel(level)
                .setEvaluator(evaluator)
                .setEvaluatedAt(Instant.EPOCH)
                .build();
    }
}
