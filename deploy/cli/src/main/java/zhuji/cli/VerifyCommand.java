package zhuji.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import zhuji.audit.Audit;
import zhuji.audit.Invariant;
import zhuji.audit.Verdict;
import zhuji.audit.bundle.Bundle;
import zhuji.audit.checkpoint.SigningKeys;
import zhuji.audit.log.BeijingTime;
import zhuji.audit.log.Log;
import zhuji.audit.rules.RuleBooks;

/** {@code zhuji audit verify}. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = "核验I1至I9 Check I1 to I9 of the design, by a reading of the rules of its own.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:every promise checked was kept",
            "1:a promise was broken, or the log cannot be read",
            "2:wrong usage"
        })
final class VerifyCommand implements Callable<Integer> {

    @Mixin
    private LogSource source = new LogSource();

    @Option(
            names = "--office",
            paramLabel = "CODE",
            description =
                    "Judge one office's reports, chains, cases and points; what one record shows is judged for all")
    private @Nullable String office;

    @Option(
            names = "--rule-book",
            paramLabel = "FILE",
            description = "A rule book points were given under, beside those that are shipped; may be repeated")
    private List<Path> books = new ArrayList<>();

    @Option(
            names = "--public-key",
            paramLabel = "FILE",
            description = "Public key of who signs checkpoints, PEM; may be repeated, for keys of earlier years")
    private List<Path> keys = new ArrayList<>();

    @Option(
            names = "--under-way",
            defaultValue = "30",
            paramLabel = "SECONDS",
            description = "For how long something may be under way before it is missed (default: ${DEFAULT-VALUE})")
    private int underWay;

    @Option(names = "--threads", defaultValue = "2", description = "Threads that read (default: ${DEFAULT-VALUE})")
    private int threads;

    @Option(names = "--json", description = "Print the verdict as JSON")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        if (threads < 1 || underWay < 0) {
            throw new IllegalArgumentException("--threads must be 1 or more, --under-way 0 or more");
        }
        Log log = source.open();
        try {
            long start = System.nanoTime();
            Verdict verdict = new Audit(
                            log,
                            RuleBooks.shippedAnd(books),
                            office,
                            Duration.ofSeconds(underWay),
                            keys.stream().map(SigningKeys::publicKey).toList(),
                            threads,
                            read -> Output.progress("%,d records read".formatted(read)))
                    .run();
            Output.progressDone();
            print(verdict, Duration.ofNanos(System.nanoTime() - start));
            return verdict.holds() ? 0 : 1;
        } finally {
            if (log instanceof Bundle bundle) {
                bundle.close();
            }
        }
    }

    private void print(Verdict verdict, Duration took) {
        if (json) {
            Output.json(verdict);
            return;
        }
        double seconds = Math.max(0.001, took.toMillis() / 1_000.0);
        System.out.printf(
                "%,d records up to %s, in %.1f s (%,.0f a second)%n%n",
                verdict.records(), BeijingTime.of(verdict.until()), seconds, verdict.records() / seconds);
        List<List<String>> rows = new ArrayList<>();
        for (Invariant invariant : Invariant.values()) {
            rows.add(List.of(
                    invariant.name(),
                    count(verdict.checked(), invariant),
                    count(verdict.underWay(), invariant),
                    count(verdict.broken(), invariant),
                    invariant.zh() + "  " + invariant.en()));
        }
        Output.table(List.of("", "checked", "under way", "broken", ""), rows);
        System.out.println();
        verdict.violations().forEach(System.out::println);
        verdict.remarks().forEach(remark -> System.out.println("remark: " + remark));
        System.out.println(verdict.checkpoint());
        long broken =
                verdict.broken().values().stream().mapToLong(Long::longValue).sum();
        System.out.println(
                broken == 0
                        ? "所核各项承诺均已兑现 every promise checked was kept"
                        : "发现%d处违反 %d violations".formatted(broken, broken));
    }

    private static String count(Map<Invariant, Long> counts, Invariant invariant) {
        return "%,d".formatted(counts.getOrDefault(invariant, 0L));
    }
}
