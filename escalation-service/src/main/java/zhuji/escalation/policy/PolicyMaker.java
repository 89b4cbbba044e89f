package zhuji.escalation.policy;

import java.time.Duration;
import java.time.MonthDay;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import zhuji.escalation.domain.Anchors.Anchor;
import zhuji.escalation.domain.GradingRule;
import zhuji.escalation.domain.GradingRule.Criterion;
import zhuji.escalation.domain.IncidentClass;
import zhuji.escalation.domain.Level;
import zhuji.escalation.domain.Policy;
import zhuji.escalation.domain.SensitivityRule;
import zhuji.escalation.domain.SupplementWindows;
import zhuji.escalation.domain.Threshold;
import zhuji.escalation.domain.TotalLimit;
import zhuji.escalation.domain.Windows;
import zhuji.escalation.policy.PolicyFile.OfClass;
import zhuji.escalation.policy.PolicyFile.Overlay;
import zhuji.escalation.policy.PolicyFile.Total;

/** Makes policies of checked files. */
final class PolicyMaker {

    private static final Overlay NOTHING = new Overlay(null, null, null, null, null, null);

    private final PolicyFile national;
    private final String version;
    private final int speed;

    /**
     * @param version name and content hash of the national file
     * @param speed how many times as fast the policy's clock is to run
     */
    PolicyMaker(PolicyFile national, String version, int speed) {
        this.national = national;
        this.version = version;
        this.speed = speed;
    }

    Policy national() {
        return under(NOTHING, "");
    }

    /** The national policy under a region's overlay. */
    Policy under(Overlay overlay, String overlayVersion) {
        return new Policy(
                version + (overlayVersion.isEmpty() ? "" : ";" + overlayVersion) + (speed == 1 ? "" : "*" + speed),
                speed,
                present(national.tops()),
                present(national.ungraded()),
                present(national.grading()).stream().map(PolicyMaker::rule).toList(),
                sensitivity(present(national.sensitive())),
                windows(overlay),
                Stream.of(national.totals(), overlay.totals())
                        .filter(Objects::nonNull)
                        .flatMap(List::stream)
                        .map(PolicyMaker::total)
                        .toList(),
                Objects.requireNonNullElse(national.reminders(), List.of()),
                minutes(merged(present(national.followUpMinutes()), overlay.followUpMinutes())),
                supplements(present(national.supplementDays())));
    }

    private static GradingRule rule(PolicyFile.Grading rule) {
        Map<Criterion, Threshold> criteria = new LinkedHashMap<>();
        present(rule.criteria()).forEach((criterion, steps) -> criteria.put(criterion, new Threshold(steps)));
        return new GradingRule(
                present(rule.incidentClass()), rule.type(), present(rule.missingCountAsDeaths()), criteria);
    }

    private static SensitivityRule sensitivity(PolicyFile.Sensitive sensitive) {
        return new SensitivityRule(
                present(sensitive.route()),
                Objects.requireNonNullElse(sensitive.places(), List.of()),
                Objects.requireNonNullElse(sensitive.days(), List.<PolicyFile.Days>of()).stream()
                        .map(days -> new SensitivityRule.Days(
                                MonthDay.parse("--" + days.from()), MonthDay.parse("--" + days.to())))
                        .toList(),
                Objects.requireNonNullElse(sensitive.types(), Set.of()));
    }

    private Windows windows(Overlay overlay) {
        Map<String, OfClass> byName = new HashMap<>(present(national.windows()));
        if (overlay.windows() != null) {
            overlay.windows().forEach((name, own) -> byName.merge(name, own, PolicyMaker::merged));
        }
        Map<IncidentClass, Windows.OfClass> own = new EnumMap<>(IncidentClass.class);
        byName.forEach((name, ofClass) -> {
            if (!name.equals(PolicyFile.DEFAULT)) {
                own.put(IncidentClass.valueOf(name), shortened(ofClass, overlay));
            }
        });
        return new Windows(
                windows(present(byName.get(PolicyFile.DEFAULT))),
                own,
                Duration.ofMinutes(present(
                        overlay.acknowledgeMinutes() == null
                                ? national.acknowledgeMinutes()
                                : overlay.acknowledgeMinutes())),
                Duration.ofMinutes(present(national.relayRequestMinutes())));
    }

    /** Where the region shortened what holds in common, a class that has more of its own is shortened with it. */
    private static Windows.OfClass shortened(OfClass ofClass, Overlay overlay) {
        OfClass common = overlay.windows() == null ? null : overlay.windows().get(PolicyFile.DEFAULT);
        Windows.OfClass own = windows(ofClass);
        if (common == null) {
            return own;
        }
        Map<Level, Duration> relay = new HashMap<>(own.toRelay());
        minutes(common.relay())
                .forEach((level, most) -> relay.computeIfPresent(level, (key, has) -> shorter(has, most)));
        Map<Anchor, Duration> first = new HashMap<>(own.firstReport());
        minutes(common.firstReport())
                .forEach((anchor, most) -> first.computeIfPresent(anchor, (key, has) -> shorter(has, most)));
        return new Windows.OfClass(relay, first);
    }

    private static Duration shorter(Duration one, Duration other) {
        return other.compareTo(one) < 0 ? other : one;
    }

    private static OfClass merged(OfClass nationally, OfClass here) {
        return new OfClass(
                merged(Objects.requireNonNullElse(nationally.relay(), Map.of()), here.relay()),
                merged(Objects.requireNonNullElse(nationally.firstReport(), Map.of()), here.firstReport()));
    }

    private static Windows.OfClass windows(OfClass ofClass) {
        return new Windows.OfClass(minutes(ofClass.relay()), minutes(ofClass.firstReport()));
    }

    private static TotalLimit total(Total total) {
        return new TotalLimit(
                present(total.grades()),
                present(total.to()),
                Duration.ofMinutes(total.minutes()),
                present(total.anchor()));
    }

    private static SupplementWindows supplements(Map<String, Integer> days) {
        Map<String, Duration> byType = new HashMap<>();
        days.forEach((type, number) -> byType.put(type, Duration.ofDays(number)));
        Duration common = present(byType.remove(PolicyFile.DEFAULT));
        return new SupplementWindows(common, byType);
    }

    private static <K> Map<K, Integer> merged(Map<K, Integer> nationally, @Nullable Map<K, Integer> here) {
        Map<K, Integer> merged = new HashMap<>(nationally);
        if (here != null) {
            merged.putAll(here);
        }
        return merged;
    }

    private static <K> Map<K, Duration> minutes(@Nullable Map<K, Integer> numbers) {
        Map<K, Duration> minutes = new HashMap<>();
        if (numbers != null) {
            numbers.forEach((key, number) -> minutes.put(key, Duration.ofMinutes(number)));
        }
        return minutes;
    }

    private static <T> T present(@Nullable T checked) {
        if (checked == null) {
            throw new IllegalStateException("checked before");
        }
        return checked;
    }
}
