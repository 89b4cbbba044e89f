package zhuji.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import zhuji.events.Level;
import zhuji.events.OfficeRegistered;
import zhuji.events.OfficeStatus;
import zhuji.events.Topics;

class OfficeRegistryTest {

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
