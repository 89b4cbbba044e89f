package zhuji.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ScoringPropertiesTest {

    @Test
    void hasDefaults() {
        ScoringProperties properties = bind(Map.of());

        assertThat(properties.ruleBook().getFilename()).isEqualTo("default.yaml");
        assertThat(properties.ruleBooks()).isEmpty();
        assertThat(properties.recompute()).isEmpty();
        assertThat(properties.publish()).isEqualTo(Duration.ofMillis(500));
        assertThat(properties.patience()).isEqualTo(Duration.ofSeconds(20));
        assertThat(properties.demonstration()).isFalse();
    }

    @Test
    void bindsEveryProperty() {
        ScoringProperties properties = bind(Map.of(
                "scoring.rule-book", "classpath:rulebooks/quzhou.yaml",
                "scoring.rule-books.2024", "classpath:rulebooks/lianyungang.yaml",
                "scoring.recompute", "2023,2024",
                "scoring.publish", "1s",
                "scoring.patience", "2s",
                "scoring.demonstration", "true"));

        assertThat(properties.ruleBook().getFilename()).isEqualTo("quzhou.yaml");
        assertThat(properties.ruleBooks())
                .hasEntrySatisfying(2024, book -> assertThat(book.getFilename()).isEqualTo("lianyungang.yaml"));
        assertThat(properties.recompute()).containsExactlyInAnyOrder(2023, 2024);
        assertThat(properties.publish()).isEqualTo(Duration.ofSeconds(1));
        assertThat(properties.patience()).isEqualTo(Duration.ofSeconds(2));
        assertThat(properties.demonstration()).isTrue();
    }

    @Test
    void rejectsPublishingWithoutAnInterval() {
        assertThatThrownBy(() -> bind(Map.of("scoring.publish", "0ms")))
                .rootCause()
                .hasMessage("scoring.publish must be at least 1ms");
    }

    @Test
    void rejectsNegativePatience() {
        assertThatThrownBy(() -> bind(Map.of("scoring.patience", "-1s")))
                .rootCause()
                .hasMessage("scoring.patience must not be negative");
    }

    private static ScoringProperties bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("scoring", ScoringProperties.class);
    }
}
