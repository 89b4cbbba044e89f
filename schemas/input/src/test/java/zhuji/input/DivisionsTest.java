package zhuji.input;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DivisionsTest {

    @ParameterizedTest(name = "{0} {1} below {2}")
    @CsvSource(
            nullValues = "none",
            value = {
                "000000, NATIONAL, none",
                "450000, PROVINCE, 000000",
                "450100, PREFECTURE, 450000",
                "450103, COUNTY, 450100",
                "419001, COUNTY, 410000",
                "469005, COUNTY, 460000",
                "110101, COUNTY, 110000",
                "500229, COUNTY, 500000",
                "441900, PREFECTURE, 440000",
            })
    void readsLevelAndSuperiorFromTheCode(String code, String level, String superior) {
        assertThat(Divisions.levelOf(code)).isEqualTo(level);
        assertThat(Divisions.superiorOf(code)).isEqualTo(superior);
    }

    @Test
    void knowsWhoStandsAboveWhom() {
        assertThat(Divisions.isSuperior("000000", "450103")).isTrue();
        assertThat(Divisions.isSuperior("450000", "450103")).isTrue();
        assertThat(Divisions.isSuperior("450100", "450103")).isTrue();
        assertThat(Divisions.isSuperior("450103", "450103")).isFalse();
        assertThat(Divisions.isSuperior("450103", "450100")).isFalse();
        assertThat(Divisions.isSuperior("450200", "450103")).isFalse();
        assertThat(Divisions.isSuperior("440000", "450103")).isFalse();
    }

    @ParameterizedTest(name = "{0} at {1} of {2}: {3}")
    @CsvSource(
            nullValues = "none",
            value = {
                "000000, NATIONAL, 450100, none",
                "450000, PROVINCE, 450100, none",
                "450100, PREFECTURE, 450103, none",
                "450000, NATIONAL, 450100, LEVEL_DIFFERS",
                "450100, PREFECTURE, 450100, NOT_SUPERIOR",
                "450103, COUNTY, 450100, NOT_SUPERIOR",
                "450103, NATIONAL, 450100, NOT_SUPERIOR",
                "nobody, NATIONAL, 450100, NOT_SUPERIOR",
                "000000, UNRECOGNIZED, 450100, LEVEL_DIFFERS",
            })
    void objectsToWhoIsNoSuperiorOrClaimsAnotherLevel(
            String evaluator, String level, String office, EvaluationObjection objection) {
        assertThat(EvaluationObjection.of(evaluator, level, office)).isEqualTo(objection);
    }

    @Test
    void asksAWithdrawalWhatItTakesBackAndWhy() {
        assertThat(EvaluationObjection.ofWithdrawal("v1", "误采")).isNull();
        assertThat(EvaluationObjection.ofWithdrawal("v1", " ")).isEqualTo(EvaluationObjection.NO_REASON);
        assertThat(EvaluationObjection.ofWithdrawal("v1", null)).isEqualTo(EvaluationObjection.NO_REASON);
        assertThat(EvaluationObjection.ofWithdrawal(null, "误采")).isEqualTo(EvaluationObjection.NO_REASON);
    }
}
