package zhuji.intake.kafka;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaOperations;
import zhuji.events.Topics;
import zhuji.intake.domain.SubmissionBox;
import zhuji.telemetry.Traces;
import zhuji.wire.EventStamp;

/** Puts submissions on {@code report.submitted}, as an office system does. */
public final class KafkaSubmissionBox implements SubmissionBox {

    private final KafkaOperations<String, byte[]> kafka;
    private final Traces traces;
    private final InstantSource clock;
    private final Duration patience;

    /**
     * @param patience how long to wait for the broker to confirm
     */
    public KafkaSubmissionBox(
            KafkaOperations<String, byte[]> kafka, Traces traces, InstantSource clock, Duration patience) {
        this.kafka = kafka;
        this.traces = traces;
        this.clock = clock;
        this.patience = patience;
    }

    @Override
    public void put(String office, String id, byte[] json) {
        var headers = EventStamp.ofSubmission(id, "http", clock.instant(), traces.current());
        var record = new ProducerRecord<>(Topics.REPORT_SUBMITTED, null, office, json, headers);
        try {
            kafka.send(record).get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new TimeoutException("interrupted while the broker was confirming", interrupted);
        } catch (KafkaException | ExecutionException | java.util.concurrent.TimeoutException failed) {
            if (failed.getCause() instanceof RecordTooLargeException tooLarge) {
                throw tooLarge;
            }
            throw new TimeoutException("the broker did not confirm the submission", failed);
        }
    }
}
