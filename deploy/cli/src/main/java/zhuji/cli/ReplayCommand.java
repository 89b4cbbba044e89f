package zhuji.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import zhuji.audit.replay.Comparison;
import zhuji.audit.replay.Replay;
import zhuji.audit.replay.ServiceSettings;

/** {@code zhuji audit replay}. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "重放 Run the services' own topologies over the log into topics under a prefix, and compare what comes out with what was published.",
            "Everything before --from is replayed too, for that is what they knew then; compared is what was published from --from to --to."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:nothing differs", "1:something differs, or the log cannot be read", "2:wrong usage"})
final class ReplayCommand implements Callable<Integer> {

    private static final String PREFIX = "[a-zA-Z0-9][a-zA-Z0-9._-]{0,39}";

    @Mixin
    private Cluster cluster = new Cluster();

    @Mixin
    private Period period = new Period();

    @Option(
            names = "--into",
            required = true,
            paramLabel = "PREFIX",
            description = "What the topics written to begin with; none may be there yet")
    private String prefix = "";

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description =
                    "A setting the services ran with, such as intake.behind=72h or escalation.speed=1; may be repeated")
    private Map<String, String> settings = new HashMap<>();

    @Option(names = "--settings", paramLabel = "FILE", description = "Such settings in a properties file")
    private @Nullable Path file;

    @Option(names = "--remove", description = "Delete the topics under the prefix once they are compared")
    private boolean remove;

    @Option(names = "--remove-only", description = "Delete the topics under the prefix, and do nothing else")
    private boolean removeOnly;

    @Option(names = "--show", defaultValue = "50", description = "Differences to name (default: ${DEFAULT-VALUE})")
    private int shown;

    @Option(names = "--json", description = "Print the outcome as JSON")
    private boolean json;

    @Override
    public Integer call() throws ExecutionException, InterruptedException, IOException {
        if (!prefix.matches(PREFIX)) {
            throw new IllegalArgumentException(
                    "--into must begin with a letter or digit, and hold letters, digits, dots, hyphens and underscores, 40 at most");
        }
        String name = prefix.endsWith(".") ? prefix : prefix + ".";
        var replay = new Replay(cluster.kafka(), cluster.registry(), name, ServiceSettings.of(settings()));
        if (removeOnly) {
            replay.remove();
            return 0;
        }
        Comparison outcome = replay.run(period.from(), period.to(), shown, !remove, Output::progress);
        Output.progressDone();
        print(outcome, name);
        return outcome.different() == 0 ? 0 : 1;
    }

    private Map<String, String> settings() {
        Map<String, String> all = new HashMap<>();
        if (file != null) {
            Properties read = Cluster.properties(file);
            read.stringPropertyNames().forEach(name -> all.put(name, read.getProperty(name)));
        }
        all.putAll(settings);
        return all;
    }

    private void print(Comparison outcome, String name) {
        if (json) {
            Output.json(outcome);
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        outcome.topics()
                .forEach((topic, count) -> rows.add(List.of(
                        topic,
                        "%,d".formatted(count.published()),
                        "%,d".formatted(count.same()),
                        "%,d".formatted(count.different()),
                        "%,d".formatted(count.untellable()))));
        Output.table(List.of("主题 topic", "published", "the same", "different", "cannot be told"), rows);
        System.out.println();
        outcome.differences().forEach(System.out::println);
        long different = outcome.different();
        if (different > outcome.differences().size()) {
            System.out.printf(
                    "and %,d more; --show names more%n",
                    different - outcome.differences().size());
        }
        System.out.println(
                different == 0
                        ? "重放结果与已发布的一致 the replay comes to what was published"
                        : "发现%d处不同 %d differences".formatted(different, different));
        if (!remove) {
            System.out.println(
                    "the topics are kept; zhuji audit replay --into " + name + " --remove-only deletes them");
        }
    }
}
