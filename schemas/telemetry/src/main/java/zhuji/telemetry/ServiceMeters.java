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

    public static final DeclaredMeter REPEATED = DeclaredMeter.counterOf(
            "zhuji.attempts.repeated",
            "Failed attempts at a record from the third on, by the topic it stands on: something is away, or nobody can process it",
            "topic");

    public static final DeclaredMeter UNSTABLE_RECORDS = DeclaredMeter.gaugeOf(
            "zhuji.input.unstable.records",
            null,
            "Records of a topic that nobody may read yet, behind a transaction that is open",
            "topic");
    public static final DeclaredMeter UNSTABLE_TIME = DeclaredMeter.gaugeOf(
            "zhuji.input.unstable",
            "seconds",
            "For how long the oldest open transaction of a topic has kept what came after it from every consumer",
            "topic");

    /** All of them. */
    public static final List<DeclaredMeter> ALL =
            List.of(STREAMS_RUNNING, DEAD_LETTERS, REPEATED, UNSTABLE_RECORDS, UNSTABLE_TIME);

    private ServiceMeters() {}
}
