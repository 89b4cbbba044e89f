package zhuji.intake.kafka;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.avro.specific.SpecificRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;
import zhuji.events.ReportRejected;
import zhuji.events.Source;
import zhuji.events.Topics;
import zhuji.intake.meters.IntakeMeters;

/**
 * Raises the alert for a marked item and has its record erased. It reads the committed rejection, so that by then the record, and every
 * one before it on its partition, has been processed; and it is told again after a crash, until the erasing was done.
 */
public final class MarkedItemListener {

    private static final Logger log = LoggerFactory.getLogger(MarkedItemListener.class);
    private static final String MARKED = "SECRECY_MARKING";

    private final SubmissionEraser eraser;
    private final Counter refused;
    private final Counter erased;

    public MarkedItemListener(SubmissionEraser eraser, MeterRegistry meters) {
        this.eraser = eraser;
        this.refused = IntakeMeters.MARKED_REFUSED.counter(meters, "kafka");
        this.erased = IntakeMeters.MARKED_ERASED.counter(meters);
    }

    /** Erases the record of a marked item; passes over every other rejection. */
    @KafkaListener(
            id = "intake-marked-items",
            topics = Topics.REPORT_REJECTED,
            containerFactory = "rejectionListenerContainerFactory")
    public void on(SpecificRecord event) throws Exception {
        if (!(event instanceof ReportRejected rejected) || !carriedMarking(rejected)) {
            return;
        }
        Source source = rejected.getSource();
        refused.increment();
        log.atError()
                .addKeyValue("office", rejected.getOffice())
                .addKeyValue("receivedAt", rejected.getReceivedAt())
                .addKeyValue("digest", rejected.getDigest())
                .log("涉密信息误投，已拒收并清除 / a marked item was refused and is being erased: tell the security officer");
        eraser.erase(source.getPartition(), source.getOffset());
        erased.increment();
        log.atInfo().addKeyValue("digest", rejected.getDigest()).log("the marked item is erased from report.submitted");
    }

    private static boolean carriedMarking(ReportRejected rejected) {
        return rejected.getReasons().stream()
                .anyMatch(reason -> reason.getCode().equals(MARKED));
    }
}
