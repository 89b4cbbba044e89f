package zhuji.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import zhuji.audit.bundle.Bundle;
import zhuji.audit.log.KafkaLog;
import zhuji.audit.log.Log;
import zhuji.wire.EventSerdes;

/** Which log a command reads: a cluster's, or a bundle's. */
final class LogSource {

    @Mixin
    private Cluster cluster = new Cluster();

    @Mixin
    private Period period = new Period();

    @Option(
            names = "--bundle",
            paramLabel = "FILE",
            description = "Read an exported bundle; needs neither broker nor registry")
    private @Nullable Path bundle;

    Log open() {
        if (bundle == null) {
            return new KafkaLog(
                    cluster.kafka(), new EventSerdes(cluster.registry()).schemas(), period.from(), period.to());
        }
        if (period.from() != null || period.to() != null) {
            throw new IllegalArgumentException("a bundle is read whole; give --from and --to to zhuji audit export");
        }
        return Bundle.open(bundle);
    }
}
