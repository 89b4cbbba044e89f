package zhuji.cli;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import zhuji.audit.log.LogRecord;
import zhuji.audit.log.Place;
import zhuji.wire.failures.DeadLetters;

/**
 * A dead letter: a record a reader could not process, and why.
 *
 * @param record as it stands on the reader's topic
 */
record Letter(LogRecord record) {

    Place place() {
        return record.place();
    }

    /** The topic the record was read from. */
    String topic() {
        return beforeLastDot(beforeLastDot(place().topic()));
    }

    /** Who could not process it. */
    String reader() {
        String name = beforeLastDot(place().topic());
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static String beforeLastDot(String name) {
        return name.substring(0, name.lastIndexOf('.'));
    }

    /** Class of the failure. */
    String cause() {
        return header(DeadLetters.CAUSE).orElse("unknown");
    }

    /** {@code topic/partition/offset} of the record, or {@code timer}. */
    String origin() {
        return header(DeadLetters.ORIGIN).orElse("unknown");
    }

    /** Whether its value was withheld because it may be marked. */
    boolean isWithheld() {
        return header(DeadLetters.WITHHELD).isPresent();
    }

    /** Whether it was replayed before, and has come back. */
    boolean hasComeBack() {
        return header(DeadLetters.REPLAYED_FROM).isPresent();
    }

    /** Why it cannot be replayed; empty when it can. */
    Optional<String> obstacle(boolean force) {
        if (isWithheld()) {
            return Optional.of("its value was withheld: it may be marked 标密");
        }
        if (!origin().startsWith(topic() + "/")) {
            return Optional.of(
                    "it is of an internal topic, " + origin() + ": mend the cause and take the case up again");
        }
        if (record.value() == null) {
            return Optional.of("there is no record: a timer failed, not a record");
        }
        return hasComeBack() && !force
                ? Optional.of("it was replayed before and came back; mend the cause, then --force")
                : Optional.empty();
    }

    Optional<String> header(String name) {
        return record.headers().stream()
                .filter(header -> header.key().equals(name))
                .reduce((one, two) -> two)
                .map(Header::value)
                .map(value -> new String(value, StandardCharsets.UTF_8));
    }
}
