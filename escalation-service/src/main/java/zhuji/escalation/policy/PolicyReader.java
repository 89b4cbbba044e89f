package zhuji.escalation.policy;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;
import zhuji.escalation.domain.Policy;

/** Reads a policy, or refuses it with the place of each mistake. */
public final class PolicyReader {

    private static final int HASH_SHOWN = 12;

    private final YAMLMapper yaml = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /**
     * The policy in that YAML.
     *
     * @param speed how many times as fast its clock is to run; 1 but for demonstrations
     * @throws InvalidPolicy when it must not be used
     */
    public Policy read(byte[] bytes, int speed) {
        PolicyFile file;
        try {
            file = yaml.readValue(bytes, PolicyFile.class);
        } catch (JacksonException unreadable) {
            var at = unreadable.getLocation();
            throw new InvalidPolicy(
                    (at == null ? "" : "line " + at.getLineNr() + ": ") + unreadable.getOriginalMessage(), unreadable);
        }
        return file.toPolicy(hash(bytes), speed);
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes))
                    .substring(0, HASH_SHOWN);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
