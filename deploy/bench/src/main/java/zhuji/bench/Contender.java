package zhuji.bench;

import java.util.List;
import zhuji.local.LocalPipeline;
import zhuji.local.Service;

/** Who does routing's job in a process of its own: reads {@code report.accepted}, and writes one record of about its size for each to a topic that is counted. */
sealed interface Contender {

    /** As results name it. */
    String name();

    /** The topics of which a record is counted for each that is done. */
    List<String> counted();

    void start(LocalPipeline pipeline, int turn);

    void stop(LocalPipeline pipeline);

    /**
     * The service as it is deployed; it goes on where it was.
     *
     * @param settings other than it has, as {@code --name=value}
     */
    record Deployed(String name, Service service, List<String> settings, List<String> counted) implements Contender {

        @Override
        public void start(LocalPipeline pipeline, int turn) {
            pipeline.launchForLong(service, settings);
        }

        @Override
        public void stop(LocalPipeline pipeline) {
            pipeline.stop(service);
        }
    }

    /**
     * Another program; it begins at the beginning, as a new group each time.
     *
     * @param arguments of {@code java}; broker, registry and group are added
     */
    record Program(String name, List<String> arguments, List<String> counted) implements Contender {

        @Override
        public void start(LocalPipeline pipeline, int turn) {
            pipeline.launchProgram(name, Programs.of(pipeline, arguments, name + "-" + turn));
        }

        @Override
        public void stop(LocalPipeline pipeline) {
            pipeline.stopProgram(name);
        }
    }
}
