package zhuji.audit.checkpoint;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.errors.SerializationException;
import zhuji.audit.claims.Claim;
import zhuji.audit.claims.ClaimStore;
import zhuji.audit.log.Log;
import zhuji.audit.log.LogRecord;
import zhuji.events.Checkpoint;
import zhuji.events.Topics;
import zhuji.wire.EventDecoder;

/** Takes the heads of all chains, signs them, and says whether a signature holds. */
public final class Checkpoints {

    private static final String ALGORITHM = "Ed25519";

    private Checkpoints() {}

    /** Where each sender's chain has come to, as {@link ChainHead#text} says it. */
    public static Map<String, String> heads(Log log) {
        EventDecoder decoder = EventDecoder.withoutTexts(log.schemas());
        Map<String, String> heads = new TreeMap<>();
        try (ClaimStore links = ClaimStore.open()) {
            log.read(
                    log.stretches().stream()
                            .filter(stretch -> stretch.topic().equals(Topics.REPORT_ACCEPTED)
                                    || stretch.topic().equals(Topics.REPORT_REJECTED))
                            .toList(),
                    record -> note(links, decoder, record));
            links.forEach((about, chain) -> {
                List<Claim.Linked> ordered = Claim.Linked.inOrder(chain);
                ChainHead head = ChainHead.none();
                for (Claim.Linked link : ordered) {
                    head = head.then(link.source(), link.digest());
                }
                heads.put(ordered.getLast().sender(), head.text());
            });
        }
        return heads;
    }

    /** SHA-256 over all heads in order, lower-case hex: who has the same has the same log of submissions. */
    public static String digestOf(Map<String, String> heads) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text(heads, Instant.EPOCH)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    private static void note(ClaimStore links, EventDecoder decoder, LogRecord record) {
        byte[] value = record.value();
        try {
            Claim.Linked link = value == null ? null : Claim.Linked.of(decoder.decode(value), record.place());
            if (link != null) {
                links.add(link);
            }
        } catch (SerializationException unreadable) {
            // It is in no chain.
        }
    }

    /** A signed checkpoint. */
    public static Checkpoint sign(Map<String, String> heads, PrivateKey key, String keyId, Instant at) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            signature.update(text(heads, at));
            return Checkpoint.newBuilder()
                    .setEventId("checkpoint/" + keyId + "/" + at.toEpochMilli())
                    .setAt(at)
                    .setHeads(heads)
                    .setKey(keyId)
                    .setSignature(ByteBuffer.wrap(signature.sign()))
                    .build();
        } catch (GeneralSecurityException refused) {
            throw new IllegalStateException("the key cannot sign", refused);
        }
    }

    /** Whether a checkpoint was signed with a key, and is as it was signed. */
    public static boolean isGood(Checkpoint checkpoint, PublicKey key) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(key);
            signature.update(text(checkpoint.getHeads(), checkpoint.getAt()));
            byte[] signed = new byte[checkpoint.getSignature().remaining()];
            checkpoint.getSignature().duplicate().get(signed);
            return signature.verify(signed);
        } catch (GeneralSecurityException malformed) {
            return false;
        }
    }

    /** What is signed: a line for the form, one for the time, one for each sender in order. */
    private static byte[] text(Map<String, String> heads, Instant at) {
        var text = new StringBuilder("zhuji checkpoint 1\n")
                .append(at.toEpochMilli())
                .append('\n');
        new TreeMap<>(heads)
                .forEach((sender, head) ->
                        text.append(sender).append('\t').append(head).append('\n'));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
