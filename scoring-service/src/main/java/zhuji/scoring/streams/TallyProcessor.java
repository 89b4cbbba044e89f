package zhuji.scoring.streams;

import java.math.BigDecimal;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import zhuji.events.AnnualTally;
import zhuji.events.Category;
import zhuji.events.Mode;
import zhuji.events.ReportAccepted;
import zhuji.events.Submission;
import zhuji.events.Topics;
import zhuji.scoring.domain.Filing;
import zhuji.scoring.domain.Tally;
import zhuji.wire.EventStamp;

/** Counts every accepted report for the office and year it belongs to. */
final class TallyProcessor implements Processor<String, ReportAccepted, String, AnnualTally> {

    /** Office/year to the tally. */
    static final String TALLIES = "tallies";

    private static final int SCALE = 4;

    private ProcessorContext<String, AnnualTally> context;
    private KeyValueStore<String, Tally> tallies;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    TallyProcessor() {}

    @Override
    public void init(ProcessorContext<String, AnnualTally> context) {
        this.context = context;
        this.tallies = context.getStateStore(TALLIES);
    }

    @Override
    public void process(Record<String, ReportAccepted> record) {
        Filing filing = filing(record.value());
        String key = filing.office() + "/" + filing.when().year();
        Tally before = tallies.get(key);
        Tally after =
                (before == null ? Tally.empty(filing.office(), filing.when().year()) : before).with(filing);
        var headers = EventStamp.headers(
                record.value().getEventId() + "#AnnualTally",
                AnnualTally.class,
                Topics.SCORING,
                record.value().getReceivedAt(),
                record.headers());
        context.forward(new Record<>(key, event(after), record.timestamp(), headers));
        tallies.put(key, after);
    }

    private static Filing filing(ReportAccepted accepted) {
        Submission submission = accepted.getSubmission();
        return new Filing(
                accepted.getOffice(),
                submission.getMode() == Mode.ACTUAL,
                submission.getCategory().name(),
                submission.getForm().name(),
                submission.getCategory() == Category.MAJOR_INCIDENT,
                submission.getSubmittedAt());
    }

    private static AnnualTally event(Tally tally) {
        return AnnualTally.newBuilder()
                .setOffice(tally.office())
                .setYear(tally.year())
                .setAccepted(tally.accepted())
                .setByCategory(tally.byCategory())
                .setByForm(tally.byForm())
                .setByMonth(tally.byMonth())
                .setResearchByMonth(tally.researchByMonth())
                .setExercises(tally.exercises())
                .setLastSubmittedAt(tally.lastSubmittedAt())
                .setPoints(BigDecimal.ZERO.setScale(SCALE))
                .setEntries(0)
                .build();
    }
}
