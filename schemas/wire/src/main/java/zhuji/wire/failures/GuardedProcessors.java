package zhuji.wire.failures;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.ProcessorWrapper;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.processor.api.WrappedFixedKeyProcessorSupplier;
import org.apache.kafka.streams.processor.api.WrappedProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;
import zhuji.events.Topics;

/**
 * Asks the {@link Quarantine} about each record before a step of a topology is given it, and tells it of each failure. A submission is not set
 * aside: intake answers it, for each has exactly one outcome.
 */
public final class GuardedProcessors implements ProcessorWrapper {

    /** The setting that holds the class of another wrapper, which is put around processors before this one. */
    public static final String INNER = "zhuji.processor.wrapper";

    private Quarantine quarantine = Quarantine.in(Map.of());
    private @Nullable ProcessorWrapper inner;

    @Override
    public void configure(Map<String, ?> settings) {
        this.quarantine = Quarantine.in(settings);
        if (settings.get(INNER) instanceof Class<?> wrapper) {
            this.inner = (ProcessorWrapper) Utils.newInstance(wrapper);
            this.inner.configure(settings);
        }
    }

    @Override
    public <K, V, L, W> WrappedProcessorSupplier<K, V, L, W> wrapProcessorSupplier(
            String name, ProcessorSupplier<K, V, L, W> supplier) {
        ProcessorSupplier<K, V, L, W> wrapped = inner == null ? supplier : inner.wrapProcessorSupplier(name, supplier);
        return new WrappedProcessorSupplier<>() {
            @Override
            public Processor<K, V, L, W> get() {
                return new Guarded<>(wrapped.get(), quarantine);
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return wrapped.stores();
            }
        };
    }

    @Override
    public <K, V, W> WrappedFixedKeyProcessorSupplier<K, V, W> wrapFixedKeyProcessorSupplier(
            String name, org.apache.kafka.streams.processor.api.FixedKeyProcessorSupplier<K, V, W> supplier) {
        return inner == null
                ? ProcessorWrapper.asWrappedFixedKey(supplier)
                : inner.wrapFixedKeyProcessorSupplier(name, supplier);
    }

    private static final class Guarded<K, V, L, W> implements Processor<K, V, L, W> {

        private final Processor<K, V, L, W> processor;
        private final Quarantine quarantine;
        private ProcessorContext<L, W> context;

        @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
        Guarded(Processor<K, V, L, W> processor, Quarantine quarantine) {
            this.processor = processor;
            this.quarantine = quarantine;
        }

        @Override
        public void init(ProcessorContext<L, W> given) {
            this.context = given;
            processor.init(given);
        }

        @Override
        public void process(Record<K, V> record) {
            Place place = context.recordMetadata().map(Guarded::place).orElse(null);
            if (place == null || !quarantine.enter(place)) {
                processor.process(record);
                return;
            }
            try {
                refuseCondemned(place);
                processor.process(record);
                if (quarantine.isCareful()) {
                    context.commit();
                }
                quarantine.done();
            } catch (StackOverflowError deep) {
                quarantine.condemn(place, deep);
                quarantine.failed(place);
                throw new StreamsException("a record is nested too deeply to be processed", deep);
            } catch (DeadLetters.SetAside aside) {
                quarantine.done();
                throw aside;
            } catch (RuntimeException failed) {
                quarantine.failed(place);
                throw failed;
            } finally {
                quarantine.leave();
            }
        }

        private void refuseCondemned(Place place) {
            String cause = place.topic().equals(Topics.REPORT_SUBMITTED)
                    ? null
                    : quarantine.causeAt(place.topic(), place.partition(), place.offset());
            if (cause != null) {
                throw DeadLetters.SetAside.theRecord(new Unwritable(cause));
            }
        }

        private static @Nullable Place place(RecordMetadata metadata) {
            return metadata.topic() == null || metadata.offset() < 0
                    ? null
                    : new Place(metadata.topic(), metadata.partition(), metadata.offset());
        }

        @Override
        public void close() {
            processor.close();
        }
    }
}
