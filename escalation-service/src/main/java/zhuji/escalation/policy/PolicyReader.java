package zhuji.escalation.policy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import zhuji.escalation.domain.Policies;
import zhuji.escalation.domain.Policy;
import zhuji.escalation.policy.PolicyFile.Overlay;
import zhuji.rulefiles.RuleFile;

/** Reads the national policy and what regions lay over it, or refuses them with the line and the reason of each mistake. */
public final class PolicyReader {

    private static final int HASH_SHOWN = 12;

    /**
     * The policies of every region.
     *
     * @param speed how many times as fast their clock is to run; 1 but for demonstrations
     * @throws zhuji.rulefiles.InvalidRules when one must not be used
     */
    public Policies read(RuleFile national, List<RuleFile> overlays, int speed) {
        PolicyFile file = national.read(PolicyFile.class);
        var mistakes = national.mistakes();
        new PolicyRules(mistakes).check(file);
        mistakes.refuseAny();
        var maker = new PolicyMaker(file, file.version() + hash(national), speed);
        Map<String, Policy> regions = new HashMap<>();
        overlays.forEach(overlay -> addRegion(overlay, file, maker, regions));
        return new Policies(maker.national(), regions);
    }

    private static void addRegion(
            RuleFile source, PolicyFile national, PolicyMaker maker, Map<String, Policy> regions) {
        Overlay overlay = source.read(Overlay.class);
        var mistakes = source.mistakes();
        new OverlayRules(national, mistakes).check(overlay);
        if (regions.containsKey(String.valueOf(overlay.region()))) {
            mistakes.add("region", "there is an overlay for this region already");
        }
        mistakes.refuseAny();
        regions.put(String.valueOf(overlay.region()), maker.under(overlay, overlay.version() + hash(source)));
    }

    private static String hash(RuleFile source) {
        return "+sha256:" + source.hash().substring(0, HASH_SHOWN);
    }
}
