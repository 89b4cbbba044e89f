package zhuji.bench;

import java.util.List;
import zhuji.local.Installation;
import zhuji.local.LocalPipeline;
import zhuji.local.Service;

/** {@code zhuji audit verify} as a user starts it: a fast wrong answer does not count. */
final class Auditing {

    /** The heap that is promised to be enough. */
    static final int HEAP_MEGABYTES = 512;

    private Auditing() {}

    /**
     * Lets services follow that have not yet read what there is, and judges all of it.
     *
     * @param missing services that do not run; all are stopped before it is judged
     * @return records a second
     * @throws IllegalStateException with what it says when a promise was broken
     */
    static double verifyAfter(Installation installation, LocalPipeline pipeline, List<Service> missing)
            throws InterruptedException {
        List<Service> all = List.of(Service.values());
        missing.forEach(service -> pipeline.launchForLong(service, List.of()));
        missing.forEach(pipeline::awaitReady);
        try (var backlog = new Backlog(pipeline)) {
            backlog.awaitNone(all);
        }
        all.forEach(pipeline::stop);
        return verify(installation, pipeline);
    }

    /**
     * Judges all that stands on the topics.
     *
     * @return records a second
     * @throws IllegalStateException with what it says when a promise was broken
     */
    static double verify(Installation installation, LocalPipeline pipeline) throws InterruptedException {
        return Rate.of(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:+UseParallelGC",
                "-Xmx" + HEAP_MEGABYTES + "m",
                "--sun-misc-unsafe-memory-access=allow",
                "-jar",
                installation.commandJar().toString(),
                "audit",
                "verify",
                "--under-way=0",
                "--bootstrap=" + Programs.bootstrap(pipeline),
                "--registry=" + pipeline.registryUrl()));
    }
}
