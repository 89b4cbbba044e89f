package zhuji.routing.streams;

import java.time.Duration;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import zhuji.events.Mode;
import zhuji.events.OfficeRegistered;
import zhuji.events.ReportAccepted;
import zhuji.events.Topics;
import zhuji.routing.domain.Office;
import zhuji.routing.events.Addressed;
import zhuji.routing.events.Addressing;
import zhuji.routing.events.Dispatch;
import zhuji.wire.EventStamp;
import zhuji.wire.commits.PromptCommits;
import zhuji.wire.tables.ContactPoints;
import zhuji.wire.tables.OfficeTable;

/** Sends on, for each event, what {@link Addressing} says it causes. */
final class RoutingProcessor implements Processor<String, SpecificRecord, String, SpecificRecord> {

    /** What intake commits comes together; that is gathered, and no more waited for. */
    private static final Duration GATHERING = Duration.ofMillis(50);

    /** Report to what it was filed as, of exercises and tests. */
    static final String MODES = "modes";

    private static final String NATIONAL_OFFICE = "000000";

    private final OfficeTable offices;
    private final Revocations revocations;
    private final RoutingMetrics metrics;
    private final Addressing addressing = new Addressing(new Registry());
    private ProcessorContext<String, SpecificRecord> context;
    private PromptCommits commits;
    private KeyValueStore<String, String> modes;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    RoutingProcessor(OfficeTable offices, Revocations revocations, RoutingMetrics metrics) {
        this.offices = offices;
        this.revocations = revocations;
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        this.context = context;
        this.commits = PromptCommits.of(context, GATHERING);
        this.modes = context.getStateStore(MODES);
    }

    @Override
    public void process(Record<String, SpecificRecord> record) {
        remember(record.value());
        Dispatch dispatch = addressing.of(record.value());
        metrics.count(dispatch);
        var stamp = EventStamp.of(Topics.ROUTING, Instant.ofEpochMilli(record.timestamp()), record.headers());
        dispatch.addressed().forEach(addressed -> emit(record.timestamp(), stamp, addressed));
        commits.processed(record.timestamp());
    }

    /** What is told of an exercise later has to say so; of real reports nothing is kept. */
    private void remember(SpecificRecord event) {
        if (event instanceof ReportAccepted accepted && accepted.getSubmission().getMode() != Mode.ACTUAL) {
            modes.put(accepted.getReportId(), accepted.getSubmission().getMode().name());
        }
    }

    private void emit(long timestamp, EventStamp stamp, Addressed addressed) {
        var headers = stamp.headers(addressed.id(), addressed.event().getClass());
        context.forward(new Record<>(addressed.key(), addressed.event(), timestamp, headers));
    }

    /** The registry, and what reports that are none of the real ones were filed as. */
    private final class Registry implements Addressing.Offices {

        @Override
        public @Nullable Office office(String code, Instant receivedAt) {
            OfficeRegistered found = offices.findOrAwait(code);
            return found == null
                    ? null
                    : Addressing.officeOf(found, ContactPoints.isOne(found, revocations.of(code), receivedAt));
        }

        @Override
        public String nameOf(String code) {
            OfficeRegistered found = code.equals(NATIONAL_OFFICE) ? null : offices.find(code);
            return found == null ? code.equals(NATIONAL_OFFICE) ? "国务院办公厅" : code : found.getName();
        }

        @Override
        public Mode modeOf(String reportId) {
            String mode = modes.get(reportId);
            return mode == null ? Mode.ACTUAL : Mode.valueOf(mode);
        }
    }
}
