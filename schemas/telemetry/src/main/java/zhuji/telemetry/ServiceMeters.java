package zhuji.telemetry;

import java.util.List;

/** What every service tells of itself, beside what its libraries do. */
public final class ServiceMeters {

    public static final DeclaredMeter STREAMS_RUNNING = DeclaredMeter.gaugeOf(
            "zhuji.streams.running",
            null,
            "1 while the topology runs; 0 while it restores its state, rebalances or has stopped");

    public static final DeclaredMeter DEAD_LETTERS = DeclaredMeter.counterOf(
            "zhuji.dead.letters", "Records set aside as dead letters, by the topic they were read from", "topic");

    /** All of them. */
    public static final List<DeclaredMeter> ALL = List.of(STREAMS_RUNNING, DEAD_LETTERS);

    private ServiceMeters() {}
}
