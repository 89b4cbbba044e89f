package zhuji.local.dashboards;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Draws all dashboards of a folder again and again. */
public final class DashboardPages implements AutoCloseable {

    private static final String JSON = ".json";

    private final Path dashboards;
    private final Queries queries;
    private final Path into;
    private final CountDownLatch closing = new CountDownLatch(1);

    /**
     * @param dashboards folder of Grafana's JSON
     * @param prometheus address of the server that is asked
     * @param into folder of the pages
     */
    public DashboardPages(Path dashboards, String prometheus, Path into) {
        this.dashboards = dashboards;
        this.queries = new Queries(prometheus);
        this.into = into;
    }

    /** Begins to draw. What cannot be drawn now, because Prometheus does not answer, stays as it was. */
    public void start(Duration every) {
        Thread.ofPlatform().daemon().name("dashboards").start(() -> {
            try {
                do {
                    drawIfAnswered();
                } while (!closing.await(every.toMillis(), TimeUnit.MILLISECONDS));
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void drawIfAnswered() throws InterruptedException {
        try {
            draw();
        } catch (IOException away) {
            // The next time, then.
        }
    }

    /**
     * Draws each of them once.
     *
     * @return the pages
     * @throws IOException when Prometheus does not answer, or a page cannot be written
     */
    public List<Path> draw() throws IOException, InterruptedException {
        Files.createDirectories(into);
        List<Path> sources;
        try (Stream<Path> files = Files.list(dashboards)) {
            sources = files.filter(file -> file.toString().endsWith(JSON))
                    .sorted()
                    .toList();
        }
        for (Path source : sources) {
            Files.writeString(pageOf(source), DashboardPage.draw(source, queries));
        }
        return sources.stream().map(this::pageOf).toList();
    }

    private Path pageOf(Path dashboard) {
        return into.resolve(dashboard.getFileName().toString().replace(JSON, ".html"));
    }

    @Override
    public void close() {
        closing.countDown();
    }
}
