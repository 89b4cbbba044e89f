package zhuji.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The catalogue is complete, and says what the design says. */
class TopicsTest {

    @Test
    void declaresEveryNamedTopic() {
        Set<String> declared = Topics.ALL.stream().map(Topic::name).collect(Collectors.toSet());

        assertThat(Arrays.stream(Topics.class.getFields())
                        .filter(field -> field.getType() == String.class && Modifier.isStatic(field.getModifiers()))
                        .map(TopicsTest::valueOf)
                        .filter(value -> value.contains(".")))
                .isNotEmpty()
                .isSubsetOf(declared);
    }

    @Test
    void hasATopicAndAnInboxForEveryRegion() {
        assertThat(Topics.REGIONS).hasSize(34).doesNotHaveDuplicates().isSorted();
        assertThat(Topics.REGIONS).allSatisfy(prefix -> {
            assertThat(Topics.named(Topics.region(prefix))).isNotNull();
            assertThat(Topics.named(Topics.inbox(prefix))).isNotNull();
        });
        assertThat(Topics.named("office.inbox.00")).isNotNull();
        assertThat(Topics.named("report.region.00")).isNull();
    }

    @Test
    void givesEveryReaderItsDeadLetters() {
        assertThat(Topics.withDeadLetters())
                .extracting(Topic::name)
                .contains("report.submitted.intake.dlt", "incident.event.routing.dlt")
                .doesNotHaveDuplicates();
    }

    @Test
    void keepsSubmissionsThirtyDaysAndInboxesAYearAndTheRestForGood() {
        assertThat(Topics.ALL)
                .filteredOn(topic -> topic.retention() != null)
                .extracting(Topic::name)
                .allMatch(name -> name.equals("report.submitted") || name.startsWith("office.inbox."));
    }

    private static String valueOf(Field field) {
        try {
            return (String) field.get(null);
        } catch (IllegalAccessException hidden) {
            throw new AssertionError(hidden);
        }
    }
}
