package zhuji.escalation.kafka;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaOperations;
import zhuji.escalation.domain.ActionBox;
import zhuji.escalation.domain.DeskAction;
import zhuji.events.ActionKind;
import zhuji.events.Finding;
import zhuji.events.Grade;
import zhuji.events.Level;
import zhuji.events.Topics;
import zhuji.telemetry.Traces;
import zhuji.wire.EventStamp;
import zhuji.wire.failures.DeadLetters;

/** Writes actions to {@code incident.action}, as a desk's own system would. */
public final class KafkaActionBox implements ActionBox {

    private static final Logger log = LoggerFactory.getLogger(KafkaActionBox.class);

    private final KafkaOperations<String, zhuji.events.DeskAction> kafka;
    private final Traces traces;
    private final Duration patience;

    /**
     * @param patience how long to wait for the broker to confirm
     */
    public KafkaActionBox(KafkaOperations<String, zhuji.events.DeskAction> kafka, Traces traces, Duration patience) {
        this.kafka = kafka;
        this.traces = traces;
        this.patience = patience;
    }

    @Override
    public void put(DeskAction action) {
        var headers = EventStamp.headers(
                action.actionId(), zhuji.events.DeskAction.class, "desk", action.at(), traces.current());
        var record = new ProducerRecord<>(Topics.INCIDENT_ACTION, null, action.incidentId(), event(action), headers);
        try {
            kafka.send(record).get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new TimeoutException("interrupted while the broker was confirming", interrupted);
        } catch (KafkaException | ExecutionException | java.util.concurrent.TimeoutException failed) {
            log.atError()
                    .addKeyValue("cause", DeadLetters.rootOf(failed).getClass().getName())
                    .log("an action could not be given to the broker; the desk was asked to send it again");
            throw new TimeoutException("the broker did not confirm the action", failed);
        }
    }

    private static zhuji.events.DeskAction event(DeskAction action) {
        return zhuji.events.DeskAction.newBuilder()
                .setActionId(action.actionId())
                .setIncidentId(action.incidentId())
                .setKind(ActionKind.valueOf(action.kind().name()))
                .setDesk(action.desk())
                .setActor(action.actor())
                .setSeenVersion(action.seenVersion())
                .setReason(action.reason())
                .setAuthoriser(action.authoriser())
                .setTargetLevel(same(action.target(), Level.class))
                .setGrade(same(action.grade(), Grade.class))
                .setFinding(same(action.finding(), Finding.class))
                .setActedAt(action.at())
                .build();
    }

    private static <E extends Enum<E>> @Nullable E same(@Nullable Enum<?> symbol, Class<E> type) {
        return symbol == null ? null : Enum.valueOf(type, symbol.name());
    }
}
