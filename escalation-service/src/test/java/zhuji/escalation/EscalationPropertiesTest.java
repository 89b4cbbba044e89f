package zhuji.escalation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.io.ClassPathResource;

class EscalationPropertiesTest {

    @Test
    void hasDefaults() {
        EscalationProperties defaults = bound(Map.of());

        assertThat(defaults.policy()).isEqualTo(new ClassPathResource("policy/national.yaml"));
        assertThat(defaults.policy().exists()).isTrue();
        assertThat(defaults.speed()).isEqualTo(1);
        assertThat(defaults.patrol()).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void bindsEveryProperty() {
        EscalationProperties bound = bound(Map.of(
                "escalation.policy", "classpath:other.yaml", "escalation.speed", "1200", "escalation.patrol", "1s"));

        assertThat(bound.policy()).isEqualTo(new ClassPathResource("other.yaml"));
        assertThat(bound.speed()).isEqualTo(1_200);
        assertThat(bound.patrol()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void rejectsAClockThatStandsStill() {
        assertThatThrownBy(() -> bound(Map.of("escalation.speed", "0")))
                .rootCause()
                .hasMessageContaining("speed");
        assertThatThrownBy(() -> bound(Map.of("escalation.patrol", "0ms")))
                .rootCause()
                .hasMessageContaining("patrol");
    }

    private static EscalationProperties bound(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("escalation", EscalationProperties.class);
    }
}
