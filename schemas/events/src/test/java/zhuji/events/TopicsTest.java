package zhuji.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
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

    /** What enters fits into what it causes, step by step to the letter, so that no writer ever finds a record too large. */
    @Test
    void hasRoomOnEveryTopicForTheLargestThatCanComeThere() {
        assertThat(Topics.withDeadLetters())
                .allSatisfy(topic -> assertThat(topic.config()).as(topic.name()).containsKey(Topics.MAX_MESSAGE_BYTES));
        assertThat(largest(Topics.REPORT_REJECTED))
                .isGreaterThanOrEqualTo(Topics.LARGEST_SUBMISSION + Topics.LARGEST_REASONS);
        assertThat(List.of(Topics.REPORT_ACCEPTED, Topics.REPORT_NATIONAL, Topics.region("45"), Topics.INCIDENT_EVENT))
                .allSatisfy(carrier ->
                        assertThat(largest(carrier)).isGreaterThan(Topics.LARGEST_REPORT + Topics.LARGEST_REASONS));
        assertThat(Topics.LARGEST_INTERNAL).isGreaterThan(largest(Topics.REPORT_REJECTED));
        for (Topic topic : Topics.ALL) {
            for (String reader : topic.readers()) {
                int letter = largest(topic.name() + "." + reader + ".dlt");
                // A letter of a submission keeps no value.
                int kept = topic.name().equals(Topics.REPORT_SUBMITTED) ? 0 : topic.largest();
                assertThat(letter)
                        .as(topic.name() + " by " + reader)
                        .isGreaterThanOrEqualTo(kept + Topics.LETTER_HEADERS);
            }
        }
    }

    /** The broker's limit counts what a reader would have to hold, however it was packed. */
    @Test
    void isPackedByNobodyWhereOthersWrite() {
        assertThat(Topics.ALL)
                .filteredOn(Topic::isWrittenByOthers)
                .extracting(Topic::name)
                .containsExactlyInAnyOrder(
                        Topics.REPORT_SUBMITTED, Topics.INCIDENT_ACTION, Topics.REPORT_EVALUATED, Topics.SCORE_CONTROL);
        assertThat(Topics.ALL)
                .filteredOn(Topic::isWrittenByOthers)
                .allSatisfy(topic ->
                        assertThat(topic.config()).containsEntry(Topics.COMPRESSION_TYPE, Topics.UNCOMPRESSED));
    }

    private static int largest(String topic) {
        return Topics.withDeadLetters().stream()
                .filter(known -> known.name().equals(topic))
                .mapToInt(Topic::largest)
                .findFirst()
                .orElseThrow();
    }

    private static String valueOf(Field field) {
        try {
            return (String) field.get(null);
        } catch (IllegalAccessException hidden) {
            throw new AssertionError(hidden);
        }
    }
}
