package zhuji.escalation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import zhuji.escalation.domain.Policies;
import zhuji.escalation.policy.PolicyReader;
import zhuji.rulefiles.RuleFile;

/**
 * Settings of the escalation service.
 *
 * @param policy the national policy file for cases opened from now on; open cases keep theirs
 * @param overlays what regions lay over it; a pattern takes every file it matches
 * @param speed how many times as fast the policy's clock runs; 1 but for demonstrations
 * @param patrol how often deadlines are looked for
 * @param streams how many desks may follow their events at a time on this instance
 * @param patience how long an action posted over HTTP is waited for before the answer is that it is on its way
 */
@ConfigurationProperties("escalation")
public record EscalationProperties(
        @DefaultValue("classpath:policy/national.yaml") Resource policy,
        @DefaultValue("classpath:policy/regions/*.yaml") List<String> overlays,
        @DefaultValue("1") int speed,
        @DefaultValue("100ms") Duration patrol,
        @DefaultValue("100") int streams,
        @DefaultValue("3s") Duration patience) {

    public EscalationProperties {
        if (speed < 1) {
            throw new IllegalArgumentException("escalation.speed must be at least 1");
        }
        if (patrol.toMillis() < 1) {
            throw new IllegalArgumentException("escalation.patrol must be at least 1ms");
        }
        if (streams < 1) {
            throw new IllegalArgumentException("escalation.streams must be at least 1");
        }
        if (patience.isNegative()) {
            throw new IllegalArgumentException("escalation.patience must not be negative");
        }
    }

    /**
     * The policies these settings name.
     *
     * @throws IOException when a file cannot be read
     * @throws zhuji.rulefiles.InvalidRules when one is wrong
     */
    public Policies policies() throws IOException {
        var resolver = new PathMatchingResourcePatternResolver();
        List<RuleFile> files = new ArrayList<>();
        for (String pattern : overlays) {
            for (Resource resource : resolver.getResources(pattern)) {
                files.add(file(resource));
            }
        }
        return new PolicyReader().read(file(policy), files, speed);
    }

    private static RuleFile file(Resource resource) throws IOException {
        return new RuleFile(
                String.valueOf(resource.getFilename()), resource.getContentAsString(StandardCharsets.UTF_8));
    }
}
