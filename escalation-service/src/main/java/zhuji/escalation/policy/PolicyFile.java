package zhuji.escalation.policy;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import zhuji.escalation.domain.Anchors.Anchor;
import zhuji.escalation.domain.Grade;
import zhuji.escalation.domain.GradingRule.Criterion;
import zhuji.escalation.domain.IncidentClass;
import zhuji.escalation.domain.Level;

/** The national policy as it stands in its YAML file; {@code policy/national.yaml} says what each part means. */
record PolicyFile(
        @Nullable String version,
        @Nullable Map<Grade, Level> tops,
        @Nullable Grade ungraded,
        @Nullable List<Grading> grading,
        @Nullable Sensitive sensitive,
        @Nullable Map<String, OfClass> windows,
        @Nullable Integer acknowledgeMinutes,
        @Nullable Integer relayRequestMinutes,
        @Nullable List<Total> totals,
        @Nullable List<Integer> reminders,
        @Nullable Map<Grade, Integer> followUpMinutes,
        @Nullable Map<String, Integer> supplementDays) {

    /** Name of what holds where nothing of its own is said. */
    static final String DEFAULT = "default";

    record Grading(
            @Nullable @JsonProperty("class") IncidentClass incidentClass,
            @Nullable String type,
            @Nullable Boolean missingCountAsDeaths,
            @Nullable Map<Criterion, Map<Grade, Long>> criteria) {}

    record Sensitive(
            @Nullable Grade route,
            @Nullable List<String> places,
            @Nullable List<Days> days,
            @Nullable Set<String> types) {}

    record Days(@Nullable String from, @Nullable String to) {}

    record OfClass(
            @Nullable Map<Level, Integer> relay, @Nullable Map<Anchor, Integer> firstReport) {}

    record Total(
            @Nullable Set<Grade> grades,
            @Nullable Level to,
            int minutes,
            @Nullable Anchor anchor) {}

    /**
     * What a region lays over the national policy; it may shorten, never lengthen.
     *
     * @param region two-digit prefix of its division codes
     */
    record Overlay(
            @Nullable String region,
            @Nullable String version,
            @Nullable Map<String, OfClass> windows,
            @Nullable Integer acknowledgeMinutes,
            @Nullable List<Total> totals,
            @Nullable Map<Grade, Integer> followUpMinutes) {}
}
