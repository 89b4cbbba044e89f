package zhuji.cli;

import java.net.ConnectException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.errors.TimeoutException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import zhuji.audit.log.LogException;
import zhuji.input.Texts;
import zhuji.wire.failures.DeadLetters;

/** The auditor's and operator's command. */
@Command(
        name = "zhuji",
        mixinStandardHelpOptions = true,
        version = "zhuji 0.1",
        description = "逐级：审计与运维命令 The auditor's and operator's command.",
        subcommands = {
            AuditCommand.class,
            StatusCommand.class,
            DeadLettersCommand.class,
            TopicsCommand.class,
            SchemasCommand.class,
            OfficesCommand.class,
            SubmitCommand.class,
            ActCommand.class,
            EvaluateCommand.class
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:done", "1:failed, with a sentence that says why", "2:wrong usage"})
public final class Zhuji implements Runnable {

    public static void main(String[] args) {
        System.exit(run(args));
    }

    /** Arguments in another encoding than the system's are garbage already when they come here. */
    static int run(String... args) {
        for (String argument : args) {
            if (Texts.hasReplacement(argument) || !Texts.isWellFormed(argument)) {
                System.err.println(
                        "zhuji: an argument is not readable in this locale's encoding; set a UTF-8 locale, such as LC_ALL=C.UTF-8");
                return CommandLine.ExitCode.USAGE;
            }
        }
        return commandLine().execute(args);
    }

    static CommandLine commandLine() {
        // A reason may begin with @: it names no file.
        return new CommandLine(new Zhuji())
                .setExpandAtFiles(false)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println(command.getColorScheme().errorText("zhuji: " + sentence(failure)));
                    return 1;
                });
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }

    /** One sentence that says what to do. */
    private static String sentence(Exception failure) {
        Throwable cause =
                failure instanceof ExecutionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof TimeoutException) {
            return "no Kafka broker answers there; start it, or name another one with --bootstrap";
        }
        if (DeadLetters.rootOf(cause) instanceof ConnectException) {
            return "no schema registry answers there; start it, or name another one with --registry";
        }
        return cause instanceof IllegalArgumentException || cause instanceof LogException
                ? String.valueOf(cause.getMessage())
                : cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }
}
