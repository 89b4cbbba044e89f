package zhuji.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import zhuji.events.Topics;
import zhuji.local.LocalPipeline;
import zhuji.local.Service;

/** Who is measured against routing, and what they write to. */
final class Contenders {

    static final String ROUTING = "routing";
    static final String LOOP = "loop";
    static final String CAMEL = "camel";
    static final String CLOUD_STREAM = "spring-cloud-stream";

    private static final List<String> PEERS = List.of(CAMEL, CLOUD_STREAM);

    private Contenders() {}

    static Contender loop() {
        return new Contender.Program(LOOP, Programs.own("loop"), List.of(HandWrittenLoop.OUTPUTS.getFirst()));
    }

    private static Contender routing(List<String> settings) {
        return new Contender.Deployed(ROUTING, Service.ROUTING, settings, List.of(Topics.REPORT_NATIONAL));
    }

    /**
     * All of them; peers are programs of their own beside this one.
     *
     * @param settings of routing, other than it has
     */
    static List<Contender> all(Path root, List<String> settings) {
        List<Contender> all = new ArrayList<>(List.of(routing(settings), loop()));
        PEERS.forEach(peer -> all.add(new Contender.Program(
                peer,
                List.of(
                        "-cp",
                        root.resolve("deploy/bench/peers/" + peer + "/target/classes") + ":"
                                + root.resolve("deploy/bench/peers/" + peer + "/target/lib") + "/*",
                        "zhuji.bench.peer.Peer",
                        "--prefix=" + prefix(peer)),
                List.of(prefix(peer) + Topics.REPORT_NATIONAL))));
        return all;
    }

    /** Peers write to topics of their own, that stand beside those of the pipeline: what is there is the services' alone. */
    private static String prefix(String peer) {
        return "bench." + peer + ".";
    }

    /** Creates the topics that programs other than the services write to, with as many partitions as theirs. */
    static void prepare(LocalPipeline pipeline) {
        List<NewTopic> topics = Stream.concat(
                        Stream.concat(Stream.of(PlainProducer.OUTPUT), HandWrittenLoop.OUTPUTS.stream())
                                .map(name -> topic(name, keyed())),
                        PEERS.stream()
                                .flatMap(peer -> Topics.ALL.stream()
                                        .filter(topic -> topic.writer().equals(Topics.ROUTING))
                                        .map(topic -> topic(prefix(peer) + topic.name(), topic.partitions()))))
                .toList();
        try (Admin admin = Admin.create(pipeline.kafka())) {
            admin.createTopics(topics).all().get();
        } catch (ExecutionException refused) {
            throw new IllegalStateException("the topics of the benchmark could not be created", refused);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }

    private static int keyed() {
        return Optional.ofNullable(Topics.named(Topics.REPORT_ACCEPTED))
                .orElseThrow()
                .partitions();
    }

    private static NewTopic topic(String name, int partitions) {
        return new NewTopic(name, partitions, (short) 1);
    }
}
