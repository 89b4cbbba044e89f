package zhuji.cli;

import java.nio.file.Path;
import java.security.PrivateKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import zhuji.audit.checkpoint.Checkpoints;
import zhuji.audit.checkpoint.SigningKeys;
import zhuji.audit.log.KafkaLog;
import zhuji.events.Checkpoint;
import zhuji.events.Topics;
import zhuji.wire.EventSerdes;

/** {@code zhuji audit sign}. */
@Command(
        name = "sign",
        mixinStandardHelpOptions = true,
        description =
                "签名 Sign the heads of all chains onto audit.checkpoint: what stood then cannot be changed unnoticed.")
final class SignCommand implements Callable<Integer> {

    @Mixin
    private Cluster cluster = new Cluster();

    @Option(
            names = "--key",
            required = true,
            paramLabel = "FILE",
            description = "The signer's private key, PEM; its public key is beside it (zhuji audit keys)")
    private Path key = Path.of("");

    @Option(names = "--every", paramLabel = "SECONDS", description = "Go on, so often; else once")
    private @Nullable Integer every;

    @Override
    public Integer call() throws ExecutionException, InterruptedException {
        PrivateKey signer = SigningKeys.privateKey(key);
        String id = SigningKeys.idOf(SigningKeys.publicKey(SigningKeys.publicBeside(key)));
        if (every != null && every < 1) {
            throw new IllegalArgumentException("--every must be 1 or more");
        }
        sign(signer, id);
        while (every != null) {
            TimeUnit.SECONDS.sleep(every);
            sign(signer, id);
        }
        return 0;
    }

    private void sign(PrivateKey signer, String id) throws ExecutionException, InterruptedException {
        var log = new KafkaLog(cluster.kafka(), new EventSerdes(cluster.registry()).schemas(), null, null);
        Map<String, String> heads = Checkpoints.heads(log);
        Checkpoint checkpoint =
                Checkpoints.sign(heads, signer, id, Instant.now().truncatedTo(ChronoUnit.MILLIS));
        String place = EventPost.post(cluster, Topics.AUDIT_CHECKPOINT, id, checkpoint.getEventId(), checkpoint);
        System.out.printf("%,d chains signed, at %s%n", heads.size(), place);
    }
}
