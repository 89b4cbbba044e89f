package zhuji.local;

import java.util.List;
import java.util.stream.Stream;

/** The options that each kind of process gives its Java; why they are these is in the benchmark's rationale. */
public final class JavaOptions {

    /** What the heap of each service may grow to. */
    public static final int HEAP_MEGABYTES = 256;

    /** The same of a service that runs for long. */
    public static final int HEAP_FOR_LONG_MEGABYTES = 2_048;

    private static final String COLLECTOR = "-XX:+UseSerialGC";

    /** A report passes as hundreds of small objects: less of each is allocated, copied and held in the processors' caches. */
    private static final String SMALL_HEADERS = "-XX:+UseCompactObjectHeaders";

    /**
     * The quick compiler alone. In what runs for minutes the thorough one takes more time from all than its code gains: with it in broker and
     * registry, two busy cores gave the slowest of 10,000 hostile records its outcome after 13.7 s, without it after 4.4.
     */
    private static final String QUICK_COMPILER = "-XX:TieredStopAtLevel=1";

    /** Large pages: five processes share the address caches of a few cores. The JVM knows the option on Linux only. */
    private static final List<String> LARGE_PAGES =
            System.getProperty("os.name").equals("Linux") ? List.of("-XX:+UseTransparentHugePages") : List.of();

    /**
     * Six processes start at once on few cores: the quick compiler gets all of them going sooner. What is young gets little, for what a start has
     * touched stays at rest.
     */
    static final List<String> SOON_READY = List.of(COLLECTOR, "-Xmx" + HEAP_MEGABYTES + "m", QUICK_COMPILER, "-Xmn48m");

    /** Most of the heap is young: nearly nothing of a report stays. */
    static final List<String> FOR_LONG = withLargePages(
            COLLECTOR,
            SMALL_HEADERS,
            "-Xms" + HEAP_FOR_LONG_MEGABYTES + "m",
            "-Xmx" + HEAP_FOR_LONG_MEGABYTES + "m",
            "-Xmn1400m");

    /** As much as Kafka's own start script gives it; most of it is young, for a broker keeps little. */
    static final List<String> BROKER_FOR_LONG =
            withLargePages(COLLECTOR, SMALL_HEADERS, "-Xms1g", "-Xmx1g", "-Xmn600m");

    /** The same of a broker that is soon ready. */
    static final List<String> BROKER = with(BROKER_FOR_LONG, QUICK_COMPILER);

    static final List<String> REGISTRY_FOR_LONG = List.of(COLLECTOR, "-Xmx256m");

    static final List<String> REGISTRY = with(REGISTRY_FOR_LONG, QUICK_COMPILER);

    /** What is known of a report is kept to the end: it is not moved twice. */
    static final List<String> RECOMPUTATION =
            List.of("-XX:+UseParallelGC", "-XX:MaxTenuringThreshold=0", "-Xms3g", "-Xmx3g", "-Xmn1g");

    private JavaOptions() {}

    private static List<String> withLargePages(String... options) {
        return Stream.concat(Stream.of(options), LARGE_PAGES.stream()).toList();
    }

    private static List<String> with(List<String> options, String another) {
        return Stream.concat(options.stream(), Stream.of(another)).toList();
    }
}
