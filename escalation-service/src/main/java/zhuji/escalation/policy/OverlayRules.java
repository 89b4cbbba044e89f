package zhuji.escalation.policy;

import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import zhuji.escalation.policy.PolicyFile.OfClass;
import zhuji.escalation.policy.PolicyFile.Overlay;
import zhuji.events.Topics;
import zhuji.rulefiles.Mistakes;

/** What a region's overlay must be: it may shorten what the national policy says, never lengthen it. */
final class OverlayRules {

    private final PolicyFile national;
    private final Mistakes mistakes;

    OverlayRules(PolicyFile national, Mistakes mistakes) {
        this.national = national;
        this.mistakes = mistakes;
    }

    void check(Overlay overlay) {
        var rules = new PolicyRules(mistakes);
        if (overlay.region() == null || !Topics.REGIONS.contains(overlay.region())) {
            mistakes.add("region", "must be the two-digit prefix of a region's division codes, in quotes");
        }
        rules.checkVersion(overlay.version());
        rules.checkWindows(overlay.windows());
        rules.checkTotals(overlay.totals());
        if (overlay.acknowledgeMinutes() != null) {
            rules.checkMinutes("acknowledgeMinutes", overlay.acknowledgeMinutes());
            checkShorter("acknowledgeMinutes", overlay.acknowledgeMinutes(), national.acknowledgeMinutes());
        }
        each(overlay.windows(), (name, ofClass) -> {
            if (ofClass == null) {
                return;
            }
            each(
                    ofClass.relay(),
                    (level, minutes) -> checkShorter(
                            "windows." + name + ".relay." + level,
                            minutes,
                            nationally(name, own -> at(own.relay(), level))));
            each(
                    ofClass.firstReport(),
                    (anchor, minutes) -> checkShorter(
                            "windows." + name + ".firstReport." + anchor,
                            minutes,
                            nationally(name, own -> at(own.firstReport(), anchor))));
        });
        each(overlay.followUpMinutes(), (grade, minutes) -> {
            rules.checkMinutes("followUpMinutes." + grade, minutes);
            checkShorter("followUpMinutes." + grade, minutes, at(national.followUpMinutes(), grade));
        });
    }

    /** What holds nationally: of the class itself, or else in common. */
    private @Nullable Integer nationally(String name, Function<OfClass, @Nullable Integer> of) {
        Map<String, OfClass> windows = Objects.requireNonNullElse(national.windows(), Map.of());
        OfClass own = windows.get(name);
        Integer ownMinutes = own == null ? null : of.apply(own);
        OfClass common = windows.get(PolicyFile.DEFAULT);
        return ownMinutes == null && common != null ? of.apply(common) : ownMinutes;
    }

    private void checkShorter(String path, @Nullable Integer minutes, @Nullable Integer nationally) {
        if (minutes != null && nationally != null && minutes > nationally) {
            mistakes.add(
                    path, minutes + " is longer than the national " + nationally + "; an overlay may only shorten");
        }
    }

    private static <K> @Nullable Integer at(@Nullable Map<K, Integer> minutes, K key) {
        return minutes == null ? null : minutes.get(key);
    }

    private static <K, V> void each(@Nullable Map<K, V> map, BiConsumer<K, V> what) {
        if (map != null) {
            map.forEach(what);
        }
    }
}
