package zhuji.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.header.Header;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import zhuji.audit.log.BeijingTime;
import zhuji.events.OperationKind;

/** Dead letters: what a service could not process, and what is done about it. */
@Command(
        name = "dead-letters",
        mixinStandardHelpOptions = true,
        description = "死信：查看、重投、弃置 Records a service could not process: list, show, replay, discard.",
        subcommands = {
            DeadLettersCommand.ListThem.class,
            DeadLettersCommand.Show.class,
            DeadLettersCommand.Replay.class,
            DeadLettersCommand.Discard.class
        })
final class DeadLettersCommand {

    @Command(name = "list", mixinStandardHelpOptions = true, description = "List the letters nothing was done about.")
    static final class ListThem implements Callable<Integer> {

        @Mixin
        private Letters letters = new Letters();

        @Option(names = "--json", description = "Print JSON")
        private boolean json;

        @Override
        public Integer call() {
            List<Letter> found = letters.find();
            if (json) {
                Output.json(found.stream().map(ListThem::described).toList());
                return 0;
            }
            List<List<String>> rows = new ArrayList<>();
            found.forEach(letter -> rows.add(List.of(
                    letter.place().toString(),
                    BeijingTime.of(letter.record().at()),
                    letter.reader(),
                    letter.cause().substring(letter.cause().lastIndexOf('.') + 1),
                    letter.origin(),
                    letter.obstacle(false).orElse(""))));
            Output.table(List.of("letter", "at", "reader", "cause", "record", ""), rows);
            System.out.printf("%d letters%n", found.size());
            return 0;
        }

        private static Map<String, Object> described(Letter letter) {
            Map<String, Object> described = new LinkedHashMap<>();
            described.put("letter", letter.place().toString());
            described.put("at", letter.record().at().toString());
            described.put("topic", letter.topic());
            described.put("reader", letter.reader());
            described.put("cause", letter.cause());
            described.put("record", letter.origin());
            described.put("withheld", letter.isWithheld());
            described.put("cameBack", letter.hasComeBack());
            return described;
        }
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Show letters with their headers; never what a report says.")
    static final class Show implements Callable<Integer> {

        private static final List<String> OURS = List.of("zhuji_", "ce_", "content-type", "traceparent");

        @Mixin
        private Letters letters = new Letters();

        @Override
        public Integer call() {
            List<Letter> found = letters.find();
            found.forEach(letter -> {
                byte[] value = letter.record().value();
                System.out.printf(
                        "%s%n  at %s, %s%n",
                        letter.place(),
                        BeijingTime.of(letter.record().at()),
                        value == null ? "without a value" : value.length + " bytes");
                for (Header header : letter.record().headers()) {
                    System.out.printf("  %s: %s%n", header.key(), shown(letter, header.key()));
                }
            });
            return found.isEmpty() ? 1 : 0;
        }

        /** What an office's system put into a header of its own may be anything. */
        private static String shown(Letter letter, String header) {
            boolean ours = OURS.stream().anyMatch(header::startsWith);
            return ours ? letter.header(header).orElse("") : "not shown: a header of the sender's own";
        }
    }

    /** Who does it and why. Nothing is done without {@code --execute}. */
    private static final class Doing {

        @Option(names = "--execute", description = "Do it; else only what would be done is shown")
        private boolean execute;

        @Option(names = "--operator", description = "Who does it; needed with --execute")
        private String operator = "";

        @Option(names = "--reason", description = "Why; needed with --execute")
        private String reason = "";

        void require() {
            if (execute && (operator.isBlank() || reason.isBlank())) {
                throw new IllegalArgumentException(
                        "--execute needs --operator and --reason: both are kept for auditors");
            }
        }
    }

    @Command(
            name = "replay",
            mixinStandardHelpOptions = true,
            description = "Put records into their topics again, each with its event of who did it, in one transaction.")
    static final class Replay implements Callable<Integer> {

        private static final int MOST = 10_000;

        @Mixin
        private Letters letters = new Letters();

        @Mixin
        private Doing doing = new Doing();

        @Option(names = "--rate", defaultValue = "50", description = "Letters a second (default: ${DEFAULT-VALUE})")
        private int rate;

        @Option(names = "--force", description = "Also letters that came back after a replay")
        private boolean force;

        @Override
        public Integer call() throws ExecutionException, InterruptedException {
            doing.require();
            if (rate < 1 || rate > MOST) {
                throw new IllegalArgumentException("--rate must be between 1 and " + MOST);
            }
            List<Letter> possible = new ArrayList<>();
            letters.find()
                    .forEach(letter -> letter.obstacle(force)
                            .ifPresentOrElse(
                                    obstacle -> System.out.printf("%s is left: %s%n", letter.place(), obstacle),
                                    () -> possible.add(letter)));
            if (doing.execute) {
                new LetterOperations(letters.cluster(), doing.operator, doing.reason)
                        .execute(OperationKind.REPLAYED, possible, rate);
            }
            possible.forEach(letter -> System.out.printf(
                    "%s %s %s%n", letter.place(), doing.execute ? "replayed into" : "would go into", letter.topic()));
            System.out.printf("%d letters%s%n", possible.size(), doing.execute ? "" : "; add --execute to do it");
            return 0;
        }
    }

    @Command(
            name = "discard",
            mixinStandardHelpOptions = true,
            description = "Note that letters are done with; they stay on their topics, and are no longer listed.")
    static final class Discard implements Callable<Integer> {

        private static final int RATE = 1_000;

        @Mixin
        private Letters letters = new Letters();

        @Mixin
        private Doing doing = new Doing();

        @Override
        public Integer call() throws ExecutionException, InterruptedException {
            doing.require();
            List<Letter> found = letters.find();
            if (doing.execute) {
                new LetterOperations(letters.cluster(), doing.operator, doing.reason)
                        .execute(OperationKind.DISCARDED, found, RATE);
            }
            found.forEach(letter ->
                    System.out.printf("%s %s%n", letter.place(), doing.execute ? "discarded" : "would be discarded"));
            System.out.printf("%d letters%s%n", found.size(), doing.execute ? "" : "; add --execute to do it");
            return 0;
        }
    }
}
