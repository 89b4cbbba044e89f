package zhuji.intake.streams;

import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import zhuji.intake.domain.Progress;
import zhuji.intake.domain.Standing;

/** Keeps what became of every report, from the news of those it went to. */
final class ProgressProcessor implements Processor<String, Progress, Void, Void> {

    private KeyValueStore<String, Standing> standings;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    ProgressProcessor() {}

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        this.standings = context.getStateStore(Stores.STANDINGS);
    }

    @Override
    public void process(Record<String, Progress> record) {
        Progress progress = record.value();
        Standing before = standings.get(progress.reportId());
        Standing standing = before == null ? Standing.unknown(progress.reportId()) : before;
        standings.put(progress.reportId(), standing.with(progress));
    }
}
