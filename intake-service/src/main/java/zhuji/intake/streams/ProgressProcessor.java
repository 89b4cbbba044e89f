package zhuji.intake.streams;

import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import zhuji.intake.domain.Progress;
import zhuji.intake.domain.Standing;

/** Keeps what became of every report, from the news of those it went to. */
final class ProgressProcessor implements Processor<String, Progress, Void, Void> {

    private KeyValueStore<String, KeptReport> reports;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    ProgressProcessor() {}

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        this.reports = context.getStateStore(Stores.REPORTS);
    }

    @Override
    public void process(Record<String, Progress> record) {
        Progress progress = record.value();
        KeptReport before = reports.get(progress.reportId());
        KeptReport kept = before == null ? KeptReport.notAccepted(Standing.unknown(progress.reportId())) : before;
        reports.put(progress.reportId(), kept.withStanding(kept.standing().with(progress)));
    }
}
