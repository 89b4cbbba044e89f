package zhuji.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class IntakePropertiesTest {

    @Test
    void hasDefaults() {
        assertThat(bound(Map.of()))
                .isEqualTo(new IntakeProperties(
                        Duration.ofMinutes(5),
                        Duration.ofDays(3),
                        Duration.ofDays(366),
                        false,
                        50,
                        200,
                        20_000,
                        Duration.ofSeconds(10)));
    }

    @Test
    void bindsEveryProperty() {
        assertThat(bound(Map.of(
                        "intake.ahead", "1m",
                        "intake.behind", "2h",
                        "intake.oldest-occurrence", "3d",
                        "intake.any-past", "true",
                        "intake.longest-name", "4",
                        "intake.longest-title", "5",
                        "intake.longest-body", "6",
                        "intake.patience", "7s")))
                .isEqualTo(new IntakeProperties(
                        Duration.ofMinutes(1),
                        Duration.ofHours(2),
                        Duration.ofDays(3),
                        true,
                        4,
                        5,
                        6,
                        Duration.ofSeconds(7)));
    }

    @Test
    void rejectsNegativeTimesAndEmptyTexts() {
        assertThatThrownBy(() -> bound(Map.of("intake.ahead", "-1m")))
                .rootCause()
                .hasMessageContaining("negative");
        assertThatThrownBy(() -> bound(Map.of("intake.longest-title", "0")))
                .rootCause()
                .hasMessageContaining("longest-title");
    }

    private static IntakeProperties bound(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("intake", IntakeProperties.class);
    }
}
