package zhuji.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ./deploy/bench/run}: one command for each scenario. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Measures what the pipeline costs on this machine.",
        subcommands = {
            FloorScenario.class,
            RoutingScenario.class,
            PipelineScenario.class,
            IncidentsScenario.class,
            ScoringScenario.class,
            AuditScenario.class,
            GrowthScenario.class,
            StartScenario.class,
            ObservationScenario.class,
            GrowthPage.class,
            PlainReader.class,
            PlainProducer.class,
            HandWrittenLoop.class
        },
        synopsisSubcommandLabel = "SCENARIO")
public final class Bench {

    public static void main(String[] args) {
        var command = new CommandLine(new Bench()).setExecutionExceptionHandler((failure, line, parsed) -> {
            line.getErr().println("bench: " + failure.getMessage());
            return 1;
        });
        System.exit(command.execute(args));
    }
}
