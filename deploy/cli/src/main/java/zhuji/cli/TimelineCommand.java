package zhuji.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zhuji.audit.bundle.Bundle;
import zhuji.audit.log.BeijingTime;
import zhuji.audit.log.Log;
import zhuji.audit.timeline.Moment;
import zhuji.audit.timeline.Timeline;

/** {@code zhuji audit timeline}. */
@Command(
        name = "timeline",
        mixinStandardHelpOptions = true,
        description = "全过程 Everything that ever happened to a report or an incident, in order, from every topic.")
final class TimelineCommand implements Callable<Integer> {

    private static final long PAUSE_MILLIS = 1_000;

    @Mixin
    private LogSource source = new LogSource();

    @Parameters(paramLabel = "ID", description = "reportId or incidentId, as 450100:2025-0007")
    private String id = "";

    @Option(names = "--follow", description = "Go on as more happens, until interrupted")
    private boolean follow;

    @Option(names = "--json", description = "Print one JSON object a line")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        var timeline = new Timeline(id);
        Log log = source.open();
        try {
            timeline.readOn(log).forEach(this::print);
            while (follow && !(log instanceof Bundle)) {
                Thread.sleep(PAUSE_MILLIS);
                log = source.open();
                timeline.readOn(log).forEach(this::print);
            }
        } finally {
            if (log instanceof Bundle bundle) {
                bundle.close();
            }
        }
        if (timeline.isEmpty()) {
            System.err.println("zhuji: nothing is known of " + id + "; is it office:number, and the right cluster?");
            return 1;
        }
        return 0;
    }

    private void print(Moment moment) {
        if (json) {
            System.out.println(moment.json());
        } else {
            System.out.printf("%s  %-28s  %s%n", BeijingTime.of(moment.at()), moment.place(), moment.words());
        }
    }
}
