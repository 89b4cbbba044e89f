package zhuji.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import zhuji.audit.checkpoint.SigningKeys;

/** {@code zhuji audit keys}. */
@Command(
        name = "keys",
        mixinStandardHelpOptions = true,
        description = "密钥 Make a pair of Ed25519 keys: signing.pem for the signer alone, signing.pub.pem for auditors.")
final class KeysCommand implements Callable<Integer> {

    @Option(names = "--out", required = true, paramLabel = "FOLDER", description = "Where to; nothing is overwritten")
    private Path folder = Path.of("");

    @Override
    public Integer call() {
        SigningKeys.generate(folder);
        System.out.println("written: signing.pem (keep it), signing.pub.pem (give it to auditors), key "
                + SigningKeys.idOf(SigningKeys.publicKey(folder.resolve("signing.pub.pem"))));
        return 0;
    }
}
