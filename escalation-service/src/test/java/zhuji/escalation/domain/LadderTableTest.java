package zhuji.escalation.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ladder of each kind of division and each grade, with the real codes (Decree 493 art. 10). */
class LadderTableTest {

    private final Policy policy = Given.national();
    private final RealDivisions divisions = new RealDivisions();
    private final Escalation escalation = new Escalation(divisions);

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        // a county 长乐区
        "350112, I,        350100 350000 000000",
        "350112, II,       350100 350000 000000",
        "350112, III,      350100 350000",
        "350112, IV,       350100",
        "350112, UNGRADED, 350100 350000",
        // a municipality's district 东城区: no prefecture rung
        "110101, I,        110000 000000",
        "110101, II,       110000 000000",
        "110101, III,      110000",
        "110101, IV,       110000",
        "110101, UNGRADED, 110000",
        // a province-run county 仙桃市: no prefecture rung
        "429004, I,        420000 000000",
        "429004, II,       420000 000000",
        "429004, III,      420000",
        "429004, IV,       420000",
        "429004, UNGRADED, 420000",
        // a prefecture 南宁市: at least one superior sees every incident
        "450100, I,        450000 000000",
        "450100, II,       450000 000000",
        "450100, III,      450000",
        "450100, IV,       450000",
        "450100, UNGRADED, 450000",
        // a province 广西
        "450000, I,        000000",
        "450000, II,       000000",
        "450000, III,      000000",
        "450000, IV,       000000",
        "450000, UNGRADED, 000000",
    })
    void endsTheLadderWhereTheGradeSays(String office, Grade grade, String ladder) {
        Facts ungraded = Given.facts(IncidentClass.SOCIAL_SECURITY, "PUBLIC_SECURITY", null, null);
        Facts graded = Given.facts(
                switch (grade) {
                    case I -> 30L;
                    case II -> 10L;
                    case III -> 3L;
                    case IV -> 0L;
                    case UNGRADED -> null;
                });

        IncidentCase opened = escalation
                .open(Given.initial(office, grade == Grade.UNGRADED ? ungraded : graded), Given.RECEIVED, policy)
                .after();

        assertThat(opened.grade()).isEqualTo(grade);
        assertThat(Given.codes(opened)).containsExactly(ladder.split(" "));
    }

    /** 493 art. 3: 以上 includes the number, 以下 does not. */
    @ParameterizedTest(name = "{0} dead: {1}")
    @CsvSource({"30, I", "29, II", "10, II", "9, III", "3, III", "2, IV", "0, IV", ", UNGRADED"})
    void gradesWorkSafetyByDecree493(Long deaths, Grade grade) {
        assertThat(policy.gradeOf(Given.facts(deaths))).isEqualTo(grade);
    }

    @ParameterizedTest(name = "{0} {1}, {2} dead, {3} missing, {4} seriously injured, {5} affected, {6} yuan: {7}")
    @CsvSource({
        "ACCIDENT,         MINE,           2,   8,   ,   ,          , II",
        "ACCIDENT,         MINE,            ,   3,   ,   ,          , III",
        "ACCIDENT,         MINE,           0,    , 50,   ,          , II",
        "ACCIDENT,         MINE,           0,    , 49,   , 100000000, I",
        "ACCIDENT,         MINE,           0,    ,   ,   ,   9999999, IV",
        "ACCIDENT,         ENVIRONMENT,   10,    ,   ,   ,          , I",
        "ACCIDENT,         ENVIRONMENT,    3,    ,   ,   ,          , II",
        "ACCIDENT,         ENVIRONMENT,    2,    ,   ,   ,          , UNGRADED",
        "NATURAL_DISASTER, EARTHQUAKE,   280,  20,   ,   ,          , I",
        "NATURAL_DISASTER, EARTHQUAKE,    49,    ,   ,   ,          , III",
        "PUBLIC_HEALTH,    FOOD_POISONING, 0,  5,   , 100,          , III",
        "PUBLIC_HEALTH,    FOOD_POISONING, 10,   ,   ,   ,          , II",
        "SOCIAL_SECURITY,  PUBLIC_SECURITY, 40,  ,   ,   ,          , UNGRADED",
    })
    void gradesEachClassByItsOwnThresholds(
            IncidentClass incidentClass,
            String type,
            Long deaths,
            Long missing,
            Long injured,
            Long affected,
            Long yuan,
            Grade grade) {
        var facts =
                new Facts(incidentClass, type, null, null, deaths, missing, injured, affected, yuan, null, Set.of());

        assertThat(policy.gradeOf(facts)).isEqualTo(grade);
    }

    /** Numbers that nobody could count make no case small. */
    @Test
    void gradesMoreThanCanBeCountedAsTheGravest() {
        var facts = new Facts(
                IncidentClass.ACCIDENT, "MINE", null, null, Long.MAX_VALUE, 1L, null, null, null, null, Set.of());

        assertThat(policy.gradeOf(facts)).isEqualTo(Grade.I);
    }

    @Test
    void neverGradesLowerThanDeclared() {
        var facts =
                new Facts(IncidentClass.ACCIDENT, "FIRE", null, null, 0L, null, null, null, null, Grade.II, Set.of());

        assertThat(policy.gradeOf(facts)).isEqualTo(Grade.II);
    }

    @Test
    void leadsASensitiveIncidentFurtherThanItsGrade() {
        var facts = new Facts(
                IncidentClass.ACCIDENT,
                "FIRE",
                null,
                null,
                1L,
                null,
                null,
                null,
                null,
                null,
                Set.of(Sensitivity.POPULATION));

        IncidentCase opened = escalation
                .open(Given.initial("350112", facts), Given.RECEIVED, policy)
                .after();

        assertThat(opened.grade()).isEqualTo(Grade.IV);
        assertThat(opened.grading().route()).isEqualTo(Grade.II);
        assertThat(Given.codes(opened)).containsExactly("350100", "350000", "000000");
    }

    @Test
    void givesEveryDivisionALadderToTheStateForGradeI() {
        assertThat(divisions.codes()).filteredOn(code -> !code.equals("000000")).allSatisfy(code -> {
            IncidentCase opened = escalation
                    .open(Given.initial(code, Given.facts(30L)), Given.RECEIVED, policy)
                    .after();
            assertThat(Given.codes(opened)).last().isEqualTo("000000");
            assertThat(opened.ladder()).extracting(Rung::level).isSorted().doesNotHaveDuplicates();
        });
    }
}
