package zhuji.bench;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.CommonClientConfigs;
import zhuji.local.LocalPipeline;

/** How programs that are measured are called. */
final class Programs {

    private Programs() {}

    /** A command of this benchmark in a process of its own. */
    static List<String> own(String command) {
        return List.of("-cp", System.getProperty("java.class.path"), Bench.class.getName(), command);
    }

    /** Those arguments, with broker, registry and consumer group. */
    static List<String> of(LocalPipeline pipeline, List<String> arguments, String group) {
        List<String> all = new ArrayList<>(arguments);
        all.add("--bootstrap=" + bootstrap(pipeline));
        all.add("--registry=" + pipeline.registryUrl());
        all.add("--group=" + group);
        return all;
    }

    /** The broker's address. */
    static String bootstrap(LocalPipeline pipeline) {
        return pipeline.kafka().getProperty(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG);
    }
}
