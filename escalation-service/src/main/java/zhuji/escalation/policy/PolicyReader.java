package zhuji.escalation.policy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;
import zhuji.escalation.domain.Policies;
import zhuji.escalation.domain.Policy;
import zhuji.escalation.policy.PolicyFile.Overlay;

/** Reads the national policy and what regions lay over it, or refuses them with the line and the reason of each mistake. */
public final class PolicyReader {

    private static final int HASH_SHOWN = 12;

    private final YAMLMapper yaml = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /**
     * A policy file.
     *
     * @param name for messages
     * @param yaml its content
     */
    public record Source(String name, String yaml) {}

    /**
     * The policies of every region.
     *
     * @param speed how many times as fast their clock is to run; 1 but for demonstrations
     * @throws InvalidPolicy when one must not be used
     */
    public Policies read(Source national, List<Source> overlays, int speed) {
        PolicyFile file = parsed(national, PolicyFile.class);
        var mistakes = new Mistakes(national.name(), lines(national));
        new PolicyRules(mistakes).check(file);
        mistakes.refuseAny();
        var maker = new PolicyMaker(file, file.version() + hash(national.yaml()), speed);
        Map<String, Policy> regions = new HashMap<>();
        overlays.forEach(overlay -> addRegion(overlay, file, maker, regions));
        return new Policies(maker.national(), regions);
    }

    private void addRegion(Source source, PolicyFile national, PolicyMaker maker, Map<String, Policy> regions) {
        Overlay overlay = parsed(source, Overlay.class);
        var mistakes = new Mistakes(source.name(), lines(source));
        new OverlayRules(national, mistakes).check(overlay);
        if (regions.containsKey(String.valueOf(overlay.region()))) {
            mistakes.add("region", "there is an overlay for this region already");
        }
        mistakes.refuseAny();
        regions.put(String.valueOf(overlay.region()), maker.under(overlay, overlay.version() + hash(source.yaml())));
    }

    private <T> T parsed(Source source, Class<T> type) {
        try {
            return yaml.readValue(source.yaml(), type);
        } catch (JacksonException unreadable) {
            var at = unreadable.getLocation();
            throw new InvalidPolicy(
                    source.name() + (at == null ? "" : " line " + at.getLineNr()) + ": "
                            + unreadable.getOriginalMessage(),
                    unreadable);
        }
    }

    private Map<String, Integer> lines(Source source) {
        Map<String, Integer> lines = new HashMap<>();
        try (JsonParser parser = yaml.createParser(source.yaml())) {
            while (parser.nextToken() != null) {
                lines.putIfAbsent(
                        parser.streamReadContext().pathAsPointer().toString(),
                        parser.currentTokenLocation().getLineNr());
            }
        }
        return lines;
    }

    private static String hash(String yaml) {
        try {
            return "+sha256:"
                    + HexFormat.of()
                            .formatHex(
                                    MessageDigest.getInstance("SHA-256").digest(yaml.getBytes(StandardCharsets.UTF_8)))
                            .substring(0, HASH_SHOWN);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
