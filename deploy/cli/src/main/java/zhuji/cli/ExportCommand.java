package zhuji.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import zhuji.audit.bundle.BundleWriter;
import zhuji.audit.bundle.Manifest;
import zhuji.audit.log.BeijingTime;
import zhuji.audit.log.KafkaLog;
import zhuji.wire.EventSerdes;

/** {@code zhuji audit export}. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description =
                "导出审计包 Export the log into a bundle that can be verified anywhere; the same log gives the same bytes.")
final class ExportCommand implements Callable<Integer> {

    @Mixin
    private Cluster cluster = new Cluster();

    @Mixin
    private Period period = new Period();

    @Option(names = "--out", required = true, paramLabel = "FILE.zip", description = "The bundle to write")
    private Path out = Path.of("");

    @Override
    public Integer call() throws IOException {
        var log = new KafkaLog(
                cluster.kafka(), new EventSerdes(cluster.registry()).schemas(), period.from(), period.to());
        Manifest manifest = new BundleWriter(log).write(out, period.to());
        long records = manifest.partitions().stream()
                .mapToLong(Manifest.Partition::records)
                .sum();
        System.out.printf(
                "%,d records of %,d partitions, %,d schemas, %,d chains, up to %s%n",
                records,
                manifest.partitions().size(),
                manifest.schemas().size(),
                manifest.chainHeads().size(),
                BeijingTime.of(manifest.until()));
        System.out.println("SHA-256 " + sha256() + "  " + out);
        return 0;
    }

    private String sha256() throws IOException {
        try (InputStream file = Files.newInputStream(out)) {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            new DigestInputStream(file, sha).transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
