package zhuji.escalation;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;

/**
 * Settings of the escalation service.
 *
 * @param policy the policy file for cases opened from now on; open cases keep theirs
 * @param speed how many times as fast the policy's clock runs; 1 but for demonstrations
 * @param patrol how often deadlines are looked for
 */
@ConfigurationProperties("escalation")
public record EscalationProperties(
        @DefaultValue("classpath:policy/national.yaml") Resource policy,
        @DefaultValue("1") int speed,
        @DefaultValue("100ms") Duration patrol) {

    public EscalationProperties {
        if (speed < 1) {
            throw new IllegalArgumentException("escalation.speed must be at least 1");
        }
        if (patrol.toMillis() < 1) {
            throw new IllegalArgumentException("escalation.patrol must be at least 1ms");
        }
    }
}
