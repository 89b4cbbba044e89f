package zhuji.intake.kafka;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;
import zhuji.events.ReportRejected;
import zhuji.events.Source;
import zhuji.events.Topics;
import zhuji.intake.domain.Intake;
import zhuji.intake.meters.IntakeMeters;

/**
 * Has the records of marked items erased, all that wait together. It reads committed rejections, so that by then each record, and every one before
 * it on its partition, has been processed; and it is told again after a crash, until the erasing was done.
 */
public final class MarkedItemListener {

    private static final Logger log = LoggerFactory.getLogger(MarkedItemListener.class);

    private final SubmissionEraser eraser;
    private final Counter erased;

    public MarkedItemListener(SubmissionEraser eraser, MeterRegistry meters) {
        this.eraser = eraser;
        this.erased = IntakeMeters.MARKED_ERASED.counter(meters);
    }

    /** Erases the records of marked items; passes over every other rejection. */
    @KafkaListener(
            id = "intake-marked-items",
            topics = Topics.REPORT_REJECTED,
            containerFactory = "rejectionListenerContainerFactory",
            batch = "true")
    public void on(List<ConsumerRecord<String, SpecificRecord>> events) throws Exception {
        Map<Integer, Long> last = new HashMap<>();
        int marked = 0;
        for (ConsumerRecord<String, SpecificRecord> event : events) {
            if (event.value() instanceof ReportRejected rejected && carriedMarking(rejected)) {
                Source source = rejected.getSource();
                last.merge(source.getPartition(), source.getOffset(), Math::max);
                marked++;
            }
        }
        if (marked > 0) {
            eraser.erase(last);
            erased.increment(marked);
            log.atInfo().addKeyValue("items", marked).log("marked items are erased from report.submitted");
        }
    }

    private static boolean carriedMarking(ReportRejected rejected) {
        return rejected.getReasons().stream()
                .anyMatch(reason -> reason.getCode().equals(Intake.MARKED));
    }
}
