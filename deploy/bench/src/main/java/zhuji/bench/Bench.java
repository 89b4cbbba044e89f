package zhuji.bench;

import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import zhuji.local.Installation;
import zhuji.local.LocalPipeline;
import zhuji.local.Ports;

/** {@code ./deploy/bench/run}: one command for each scenario. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Measures what the pipeline costs on this machine.",
        subcommands = {
            IncidentsScenario.class,
            ScoringScenario.class,
            AuditScenario.class,
            ObservationScenario.class,
            PlainReader.class
        },
        synopsisSubcommandLabel = "SCENARIO")
public final class Bench {

    /** Broker and registry with topics, schemas and offices, which end with the process whatever happens to it. */
    static LocalPipeline servers(Installation installation, int ports, Path data, String policy) {
        var pipeline = new LocalPipeline(installation, Ports.from(ports), data, policy);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(pipeline::close));
        pipeline.startServers();
        return pipeline;
    }

    public static void main(String[] args) {
        var command = new CommandLine(new Bench()).setExecutionExceptionHandler((failure, line, parsed) -> {
            line.getErr().println("bench: " + failure.getMessage());
            return 1;
        });
        System.exit(command.execute(args));
    }
}
