package zhuji.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zhuji.events.Level;
import zhuji.events.OfficeRegistered;
import zhuji.events.OfficeStatus;
import zhuji.events.Topics;

class OfficeRegistryTest {

    private static final Set<String> MUNICIPALITIES = Set.of("11", "12", "31", "50");
    private static final Map<String, OfficeRegistered> OFFICES = OfficeRegistry.load("default");

    @Test
    void marksEveryPrefectureAsContactPointByDefault() {
        Map<String, OfficeRegistered> offices = OfficeRegistry.load("default");

        assertThat(offices.values())
                .filteredOn(office -> office.getStatus() == OfficeStatus.ACTIVE)
                .hasSize(3215)
                .allMatch(office -> office.getContactPoint() == (office.getLevel() == Level.PREFECTURE));
    }

    @Test
    void marksTheEightAddresseesOfTheNoticeAndNoOther() {
        assertThat(OfficeRegistry.load("guangxi-2001").values())
                .filteredOn(OfficeRegistered::getContactPoint)
                .extracting(OfficeRegistered::getCode)
                .containsExactlyInAnyOrder(
                        "452100", "452600", "450100", "450200", "450300", "450400", "450700", "450900");
    }

    @Test
    void knowsWhatBecameOfFormerDivisions() {
        Map<String, OfficeRegistered> offices = OfficeRegistry.load("default");

        assertThat(offices)
                .hasEntrySatisfying(
                        "452100", former -> assertThat(former.getSuccessors()).containsExactly("450100", "451400"))
                .hasEntrySatisfying(
                        "452600", former -> assertThat(former.getSuccessors()).containsExactly("451000"));
        assertThat(offices.values())
                .filteredOn(office -> office.getStatus() == OfficeStatus.FORMER)
                .hasSizeGreaterThan(3_600)
                .allSatisfy(former -> assertThat(offices.keySet()).containsAll(former.getSuccessors()));
    }

    /** Real cases: a name that another province has too, a group of districts, a city that was merged, and a county that was divided. */
    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "320212, 马山区, 320211",
        "370802, 市中区, 370811",
        "130101, 市辖区, 130100",
        "371200, 莱芜市, 370100",
        "371202, 莱城区, 370116",
        "341400, 巢湖市, 340100 340200 340500",
        "130103, 桥东区, 130102 130104",
        "540530, 错那县, 540581",
    })
    void leadsAFormerCodeToWhatBecameOfThatPlace(String code, String name, String successors) {
        OfficeRegistered former = Objects.requireNonNull(OFFICES.get(code));

        assertThat(former.getName()).isEqualTo(name);
        assertThat(former.getSuccessors()).containsExactly(successors.split(" "));
    }

    /** The whole table: a successor lies where the code lay, or in what became of that prefecture; the others are listed, one by one. */
    @Test
    void leavesNoFormerCodeInAnotherPrefectureThanItsOwnButThoseListed() throws IOException {
        List<String> moved = new ArrayList<>();
        OFFICES.values().stream()
                .filter(office -> office.getStatus() == OfficeStatus.FORMER)
                .sorted(Comparator.comparing(OfficeRegistered::getCode))
                .forEach(former -> former.getSuccessors().stream()
                        .filter(successor -> !placesOf(former.getCode()).contains(placeOf(successor)))
                        .forEach(successor ->
                                moved.add(former.getCode() + " " + former.getName() + " -> " + successor)));

        assertThat(moved).isEqualTo(Files.readAllLines(Path.of("src/test/resources/offices/moved.txt")));
    }

    /** Who moved to another prefecture did so in a year that the Ministry's tables name. */
    @Test
    void hasASourceForEveryCodeThatMoved() throws IOException {
        Map<String, String> sources =
                Files.readAllLines(Path.of("src/main/resources/offices/former-divisions.csv")).stream()
                        .skip(1)
                        .map(line -> line.split(","))
                        .collect(Collectors.toMap(row -> row[0], row -> row[3]));

        assertThat(Files.readAllLines(Path.of("src/test/resources/offices/moved.txt")))
                .allSatisfy(line ->
                        assertThat(sources.get(line.substring(0, 6))).as(line).matches("MCA (19[89]|20[012])\\d"));
        assertThat(sources.values()).allMatch(source -> source.matches("MCA \\d{4}|group|name|alias"));
    }

    /** A municipality has no prefectures. */
    private static String placeOf(String code) {
        return code.substring(0, MUNICIPALITIES.contains(Topics.prefixOf(code)) ? 2 : 4);
    }

    /** Where a code lay, and what became of that prefecture. */
    private static Set<String> placesOf(String code) {
        Set<String> places = new HashSet<>(Set.of(placeOf(code)));
        OfficeRegistered prefecture = OFFICES.get(code.substring(0, 4) + "00");
        if (prefecture != null && prefecture.getStatus() == OfficeStatus.FORMER) {
            prefecture.getSuccessors().forEach(successor -> places.add(placeOf(successor)));
        }
        return places;
    }

    @Test
    void hasATopicForEveryProvince() {
        assertThat(OfficeRegistry.load("default").values())
                .filteredOn(office -> office.getLevel() == Level.PROVINCE && office.getStatus() == OfficeStatus.ACTIVE)
                .extracting(office -> Topics.prefixOf(office.getCode()))
                .containsExactlyInAnyOrderElementsOf(Topics.REGIONS);
    }

    @Test
    void refusesAProfileThereIsNot() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OfficeRegistry.load("guangxi"))
                .withMessageContaining("guangxi-2001");
    }
}
