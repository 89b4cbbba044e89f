package zhuji.local;

import java.nio.file.Path;

/** Settings of the local broker: one node, on loopback, small, quick to erase what is deleted and to give up what a killed process left. */
final class BrokerSettings {

    /** Any cluster id will do on one machine; a fixed one lets a data folder be used again. */
    static final String CLUSTER_ID = "emh1amktbG9jYWwtcnVuMQ";

    private BrokerSettings() {}

    static String of(Ports ports, Path segments) {
        return """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@127.0.0.1:%2$d
                controller.listener.names=CONTROLLER
                listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
                listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
                inter.broker.listener.name=PLAINTEXT
                log.dirs=%3$s
                # As much as the system sees fit, as the services have it.
                socket.send.buffer.bytes=-1
                socket.receive.buffer.bytes=-1
                num.network.threads=2
                num.io.threads=4
                auto.create.topics.enable=false
                default.replication.factor=1
                min.insync.replicas=1
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=8
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                transaction.state.log.num.partitions=8
                group.initial.rebalance.delay.ms=0
                group.min.session.timeout.ms=1000
                # An open transaction keeps what comes after it on its partition from every consumer: nobody may hold up the others for long.
                transaction.max.timeout.ms=30000
                transaction.abort.timed.out.transaction.cleanup.interval.ms=500
                log.index.size.max.bytes=1048576
                log.retention.check.interval.ms=2000
                log.initial.task.delay.ms=2000
                """.formatted(ports.kafka(), ports.controller(), segments);
    }
}
