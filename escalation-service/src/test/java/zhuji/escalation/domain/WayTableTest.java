package zhuji.escalation.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The table of README that says which rungs may come off: made of the code, and compared. */
class WayTableTest {

    private static final String BEGIN = "<!-- rungs: made by WayTableTest -->\n";
    private static final String END = "<!-- /rungs -->";
    private static final String COUNTY = "450103";
    private static final String CITY = "450100";
    private static final Instant LATER = Given.RECEIVED.plus(Duration.ofMinutes(5));

    private final Policy policy = Given.national();
    private final Escalation escalation = new Escalation(new RealDivisions());

    /** A row: how a case begins, and the least its class can report. */
    private record Row(String incidentClass, String why, Facts facts, Facts least) {}

    @Test
    void readmeSaysWhichRungsMayComeOff() throws IOException {
        String table = table();

        assertThat(Files.readString(Path.of("README.md")))
                .as("README.md has to hold, between its marks:%n%s", table)
                .contains(BEGIN + table + END);
    }

    private String table() {
        String rows = rows().stream().map(this::line).collect(Collectors.joining("\n"));
        return """
                | class | grade | by | ladder | declares | regrades | follow-up | correction |
                | --- | --- | --- | --- | --- | --- | --- | --- |
                %s
                """.formatted(rows);
    }

    private static List<Row> rows() {
        Facts accident = dead(IncidentClass.ACCIDENT, 0L);
        Facts disaster = dead(IncidentClass.NATURAL_DISASTER, 0L);
        Facts health = dead(IncidentClass.PUBLIC_HEALTH, 0L);
        Facts unrest = Given.unrest();
        return List.of(
                new Row("事故灾难", "30 dead", dead(IncidentClass.ACCIDENT, 30L), accident),
                new Row("事故灾难", "10 dead", dead(IncidentClass.ACCIDENT, 10L), accident),
                new Row("事故灾难", "3 dead", dead(IncidentClass.ACCIDENT, 3L), accident),
                new Row("事故灾难", "1 dead", dead(IncidentClass.ACCIDENT, 1L), accident),
                new Row("事故灾难", "nothing known", dead(IncidentClass.ACCIDENT, null), accident),
                new Row("事故灾难", "declared, 1 dead", declared(dead(IncidentClass.ACCIDENT, 1L), Grade.II), accident),
                new Row("自然灾害", "300 dead", dead(IncidentClass.NATURAL_DISASTER, 300L), disaster),
                new Row("自然灾害", "50 dead", dead(IncidentClass.NATURAL_DISASTER, 50L), disaster),
                new Row("自然灾害", "10 dead", dead(IncidentClass.NATURAL_DISASTER, 10L), disaster),
                new Row("自然灾害", "1 dead", dead(IncidentClass.NATURAL_DISASTER, 1L), disaster),
                new Row("自然灾害", "nothing known", dead(IncidentClass.NATURAL_DISASTER, null), disaster),
                new Row("公共卫生", "declared, 10 dead", declared(dead(IncidentClass.PUBLIC_HEALTH, 10L), Grade.I), health),
                new Row("公共卫生", "10 dead", dead(IncidentClass.PUBLIC_HEALTH, 10L), health),
                new Row("公共卫生", "1 dead", dead(IncidentClass.PUBLIC_HEALTH, 1L), health),
                new Row("公共卫生", "none dead", dead(IncidentClass.PUBLIC_HEALTH, 0L), health),
                new Row("公共卫生", "nothing known", dead(IncidentClass.PUBLIC_HEALTH, null), health),
                new Row("社会安全", "no grades", unrest, unrest),
                new Row("社会安全", "declared", declared(unrest, Grade.IV), unrest),
                new Row("社会安全", "declared", declared(unrest, Grade.III), unrest),
                new Row("社会安全", "declared", declared(unrest, Grade.II), unrest),
                new Row("社会安全", "declared", declared(unrest, Grade.I), unrest));
    }

    private static Facts dead(IncidentClass incidentClass, @Nullable Long deaths) {
        return Given.facts(incidentClass, "OTHER", deaths, Given.RECEIVED.minusSeconds(600));
    }

    private static Facts declared(Facts facts, Grade grade) {
        return Given.declared(facts, grade);
    }

    private String line(Row row) {
        IncidentCase opened = opened(row.facts());
        return row(
                row.incidentClass(),
                opened.grade() == Grade.UNGRADED ? "不分级" : opened.grade().toString(),
                row.why(),
                way(opened),
                left(opened, reported(opened, Stage.CORRECTION, declared(row.facts(), Grade.IV))),
                left(opened, regraded(opened)),
                left(opened, reported(opened, Stage.FOLLOW_UP, declared(row.least(), Grade.IV))),
                left(opened, reported(opened, Stage.CORRECTION, declared(row.least(), Grade.IV))));
    }

    private static String row(String... cells) {
        return "| " + String.join(" | ", cells) + " |";
    }

    private IncidentCase opened(Facts facts) {
        return escalation
                .open(Given.initial(COUNTY, facts), Given.RECEIVED, policy)
                .after();
    }

    private IncidentCase reported(IncidentCase before, Stage stage, Facts facts) {
        return escalation
                .follow(before, Given.report(COUNTY, 2, stage, LATER, facts), LATER, policy)
                .after();
    }

    /** To the least grade below its own that is not refused; where all are, it stays as it was. */
    private IncidentCase regraded(IncidentCase before) {
        IncidentCase least = before;
        for (Grade grade : List.of(Grade.I, Grade.II, Grade.III, Grade.IV, Grade.UNGRADED)) {
            DeskAction action = Given.act(DeskAction.Kind.REGRADE, CITY, 5)
                    .grade(grade)
                    .because("研判")
                    .on(before);
            Transition tried = escalation.act(before, action, LATER, policy);
            if (grade.compareTo(before.grade()) < 0
                    && tried.events().stream().noneMatch(event -> event.kind() == CaseEvent.Kind.REFUSED)) {
                least = tried.after();
            }
        }
        return least;
    }

    private static String way(IncidentCase incident) {
        return incident.ladder().stream()
                .map(rung -> switch (rung.level()) {
                    case COUNTY -> "县";
                    case PREFECTURE -> "市";
                    case PROVINCE -> "省";
                    case NATIONAL -> "国";
                })
                .collect(Collectors.joining());
    }

    private static String left(IncidentCase before, IncidentCase after) {
        return way(before).equals(way(after)) ? "all" : way(after);
    }
}
