package zhuji.scoring.kafka;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaOperations;
import zhuji.events.DecisionConfirmed;
import zhuji.events.NothingToReport;
import zhuji.events.Outcome;
import zhuji.events.SolicitationMissed;
import zhuji.events.Topics;
import zhuji.events.YearClosed;
import zhuji.scoring.domain.ControlBox;
import zhuji.scoring.events.ClosingEvents;
import zhuji.telemetry.Traces;
import zhuji.wire.EventStamp;
import zhuji.wire.failures.DeadLetters;

/** Writes orders to {@code score.control}. */
public final class KafkaControlBox implements ControlBox {

    private static final Logger log = LoggerFactory.getLogger(KafkaControlBox.class);

    private final KafkaOperations<String, SpecificRecord> kafka;
    private final Traces traces;
    private final Duration patience;

    /**
     * @param patience how long to wait for the broker to confirm
     */
    public KafkaControlBox(KafkaOperations<String, SpecificRecord> kafka, Traces traces, Duration patience) {
        this.kafka = kafka;
        this.traces = traces;
        this.patience = patience;
    }

    @Override
    public void put(Order order) {
        SpecificRecord event = event(order);
        var headers = EventStamp.headers(order.id(), event.getClass(), "operator", order.at(), traces.current());
        var record = new ProducerRecord<>(Topics.SCORE_CONTROL, null, String.valueOf(order.year()), event, headers);
        try {
            kafka.send(record).get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new TimeoutException("interrupted while the broker was confirming", interrupted);
        } catch (KafkaException | ExecutionException | java.util.concurrent.TimeoutException failed) {
            log.atError()
                    .addKeyValue("cause", DeadLetters.rootOf(failed).getClass().getName())
                    .log("an order could not be given to the broker; the operator was asked to give it again");
            throw new TimeoutException("the broker did not confirm the order", failed);
        }
    }

    private static SpecificRecord event(Order order) {
        return switch (order) {
            case Turn turn ->
                YearClosed.newBuilder()
                        .setEventId(turn.id())
                        .setYear(turn.year())
                        .setReopened(turn.reopened())
                        .setOperator(turn.operator())
                        .setReason(turn.reason())
                        .setAt(turn.at())
                        .setBasis(turn.grounds() == null ? null : ClosingEvents.basis(turn.grounds()))
                        .build();
            case Confirmation confirmation ->
                DecisionConfirmed.newBuilder()
                        .setEventId(confirmation.id())
                        .setYear(confirmation.year())
                        .setOffice(confirmation.office())
                        .setOutcome(Outcome.valueOf(confirmation.outcome().name()))
                        .setConfirmer(confirmation.confirmer())
                        .setReason(confirmation.reason())
                        .setAt(confirmation.at())
                        .build();
            case Missed missed ->
                SolicitationMissed.newBuilder()
                        .setEventId(missed.id())
                        .setYear(missed.year())
                        .setOffice(missed.office())
                        .setSolicitationId(missed.solicitationId())
                        .setAt(missed.at())
                        .build();
            case MissedByMistake mistake ->
                SolicitationMissed.newBuilder()
                        .setEventId(mistake.id())
                        .setYear(mistake.year())
                        .setOffice(mistake.office())
                        .setSolicitationId(mistake.solicitationId())
                        .setWithdrawn(true)
                        .setReason(mistake.reason())
                        .setAt(mistake.at())
                        .build();
            case Nothing nothing ->
                NothingToReport.newBuilder()
                        .setEventId(nothing.id())
                        .setYear(nothing.year())
                        .setMonth(nothing.month())
                        .setOffice(nothing.office())
                        .setDeclarer(nothing.declarer())
                        .setAt(nothing.at())
                        .build();
        };
    }
}
