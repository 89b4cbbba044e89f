package zhuji.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaValidatorBuilder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Old readers understand new events and new readers understand old ones, for every version ever released. */
class SchemaEvolutionTest {

    private static final Path RELEASED = Path.of("src/test/resources/released");

    @ParameterizedTest
    @MethodSource("events")
    void staysReadableInBothDirections(Class<? extends SpecificRecord> event) throws IOException {
        List<Schema> released = released(event);

        assertThat(released)
                .as("released versions of %s", event.getSimpleName())
                .isNotEmpty();
        assertThatNoException()
                .isThrownBy(() -> new SchemaValidatorBuilder()
                        .mutualReadStrategy()
                        .validateAll()
                        .validate(current(event), released));
    }

    @ParameterizedTest
    @MethodSource("events")
    void documentsTheRecordAndEveryField(Class<? extends SpecificRecord> event) {
        Schema schema = current(event);

        assertThat(schema.getDoc()).isNotBlank();
        assertThat(schema.getFields())
                .allSatisfy(field -> assertThat(field.doc()).as(field.name()).isNotBlank());
    }

    /** An unreleased change of a schema is seen in review: the newest released version is the current one. */
    @ParameterizedTest
    @MethodSource("events")
    void isReleasedAsItStands(Class<? extends SpecificRecord> event) throws IOException {
        assertThat(released(event)).last().isEqualTo(current(event));
    }

    @Test
    void everyTopicSaysWhatItHolds() {
        assertThat(Topics.ALL).allSatisfy(topic -> assertThat(topic.payloads()).isNotEmpty());
    }

    static Stream<Class<? extends SpecificRecord>> events() {
        return Topics.ALL.stream().flatMap(topic -> topic.payloads().stream()).distinct();
    }

    private static Schema current(Class<? extends SpecificRecord> event) {
        return SpecificData.get().getSchema(event);
    }

    private static List<Schema> released(Class<? extends SpecificRecord> event) throws IOException {
        Path folder = RELEASED.resolve(event.getSimpleName());
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> versions = Files.list(folder)) {
            return versions.sorted().map(SchemaEvolutionTest::parse).toList();
        }
    }

    private static Schema parse(Path file) {
        try {
            return new Schema.Parser().parse(Files.readString(file));
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }
}
