package zhuji.audit.checkpoint;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import zhuji.audit.log.Log;
import zhuji.audit.log.LogRecord;
import zhuji.events.Checkpoint;
import zhuji.events.ReportAccepted;
import zhuji.events.ReportRejected;
import zhuji.events.Source;
import zhuji.events.Topics;
import zhuji.wire.EventDecoder;

/** Takes the heads of all chains, signs them, and says whether a signature holds. */
public final class Checkpoints {

    private static final String ALGORITHM = "Ed25519";

    private Checkpoints() {}

    /** The last link of each sender's chain: {@code partition/offset/digest} of its submission. */
    public static Map<String, String> heads(Log log) {
        EventDecoder decoder = EventDecoder.withoutTexts(log.schemas());
        Map<String, Head> heads = new TreeMap<>();
        log.read(
                log.stretches().stream()
                        .filter(stretch -> stretch.topic().equals(Topics.REPORT_ACCEPTED)
                                || stretch.topic().equals(Topics.REPORT_REJECTED))
                        .toList(),
                record -> note(heads, decoder, record));
        Map<String, String> texts = new TreeMap<>();
        heads.forEach((sender, head) -> texts.put(sender, head.text()));
        return texts;
    }

    private record Head(Source source, String digest) {
        String text() {
            return source.getPartition() + "/" + source.getOffset() + "/" + digest;
        }

        static Head later(Head one, Head two) {
            return two.source().getOffset() > one.source().getOffset() ? two : one;
        }
    }

    private static void note(Map<String, Head> heads, EventDecoder decoder, LogRecord record) {
        byte[] value = record.value();
        try {
            SpecificRecord event = value == null ? null : decoder.decode(value);
            if (event instanceof ReportAccepted accepted) {
                var head = new Head(accepted.getSource(), accepted.getDigest());
                heads.merge(accepted.getSubmission().getOffice(), head, Head::later);
            } else if (event instanceof ReportRejected rejected && rejected.getChained()) {
                var head = new Head(rejected.getSource(), rejected.getDigest());
                heads.merge(rejected.getOffice(), head, Head::later);
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
