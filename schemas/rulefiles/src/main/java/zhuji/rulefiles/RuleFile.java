package zhuji.rulefiles;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * A file of rules.
 *
 * @param name for messages
 * @param yaml its content
 */
public record RuleFile(String name, String yaml) {

    private static final YAMLMapper MAPPER = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .build();

    /**
     * Its content as a value of that type.
     *
     * @throws InvalidRules with the line, when it is no YAML, or names what the type does not know
     */
    public <T> T read(Class<T> type) {
        try {
            T read = MAPPER.readValue(yaml, type);
            if (read == null) {
                throw new InvalidRules(name + " line 1: the file is empty", new IllegalArgumentException(name));
            }
            return read;
        } catch (JacksonException unreadable) {
            var at = unreadable.getLocation();
            throw new InvalidRules(
                    name + (at == null ? "" : " line " + at.getLineNr()) + ": " + unreadable.getOriginalMessage(),
                    unreadable);
        }
    }

    /** Where its mistakes are noted. */
    public Mistakes mistakes() {
        return new Mistakes(name, lines());
    }

    private Map<String, Integer> lines() {
        Map<String, Integer> lines = new HashMap<>();
        try (JsonParser parser = MAPPER.createParser(yaml)) {
            while (parser.nextToken() != null) {
                lines.putIfAbsent(
                        parser.streamReadContext().pathAsPointer().toString(),
                        parser.currentTokenLocation().getLineNr());
            }
        }
        return lines;
    }

    /** SHA-256 of its content in UTF-8, lower-case hex. */
    public String hash() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(yaml.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
