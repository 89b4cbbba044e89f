package zhuji.routing.streams;

import java.time.Duration;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import zhuji.events.OfficeRegistered;
import zhuji.events.Topics;
import zhuji.routing.domain.Office;
import zhuji.routing.events.Addressed;
import zhuji.routing.events.Addressing;
import zhuji.routing.events.Dispatch;
import zhuji.wire.EventStamp;
import zhuji.wire.PromptCommits;
import zhuji.wire.tables.OfficeTable;

/** Sends on, for each event, what {@link Addressing} says it causes. */
final class RoutingProcessor implements Processor<String, SpecificRecord, String, SpecificRecord> {

    /** Two thousand reports a second. */
    private static final int LITTLE = 40;

    /** What intake commits comes together; that is gathered, and no more waited for. */
    private static final Duration GATHERING = Duration.ofMillis(50);

    private final OfficeTable offices;
    private final Revocations revocations;
    private final RoutingMetrics metrics;
    private final Addressing addressing = new Addressing(this::office);
    private ProcessorContext<String, SpecificRecord> context;
    private PromptCommits commits;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    RoutingProcessor(OfficeTable offices, Revocations revocations, RoutingMetrics metrics) {
        this.offices = offices;
        this.revocations = revocations;
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        this.context = context;
        this.commits = PromptCommits.of(context, LITTLE, GATHERING);
    }

    @Override
    public void process(Record<String, SpecificRecord> record) {
        Dispatch dispatch = addressing.of(record.value());
        metrics.count(dispatch);
        var stamp = EventStamp.of(Topics.ROUTING, Instant.ofEpochMilli(record.timestamp()), record.headers());
        dispatch.addressed().forEach(addressed -> emit(record.timestamp(), stamp, addressed));
        commits.processed(record.timestamp());
    }

    private void emit(long timestamp, EventStamp stamp, Addressed addressed) {
        var headers = stamp.headers(addressed.id(), addressed.event().getClass());
        context.forward(new Record<>(addressed.key(), addressed.event(), timestamp, headers));
    }

    /** As it stood when the report was submitted. */
    private Office office(String code, Instant submittedAt) {
        OfficeRegistered found = offices.find(code);
        if (found == null) {
            throw new OfficeTable.NotYetKnown(code);
        }
        return new Office(
                code,
                Office.Level.valueOf(found.getLevel().name()),
                found.getContactPoint() && !revocations.hold(code, submittedAt));
    }
}
