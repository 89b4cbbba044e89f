package zhuji.wire;

import java.io.IOException;
import java.util.BitSet;
import java.util.stream.Stream;
import org.apache.avro.io.Encoder;
import org.jspecify.annotations.Nullable;
import zhuji.events.Incident;
import zhuji.events.Submission;

/**
 * A submission of which nobody here reads what people wrote: author, signer, title, body and the incident stay the bytes they are, and are passed
 * on as those. Who asks for one of them all the same gets it, read when it is asked for. A copy by {@link Submission#newBuilder(Submission)} lacks them.
 */
@SuppressWarnings("serial") // events travel as Avro, never as Java's objects
final class PassedSubmission extends Submission {

    private static final int FIELDS = SCHEMA$.getFields().size();
    private static final int INCIDENT = SCHEMA$.getField("incident").pos();
    private static final BitSet TEXTS = Stream.of("author", "signer", "title", "body")
            .mapToInt(name -> SCHEMA$.getField(name).pos())
            .collect(BitSet::new, BitSet::set, BitSet::or);

    private final byte[] event;
    private final int from;
    private final int to;
    private final boolean incident;
    private @Nullable Submission whole;

    /**
     * Where it stands.
     *
     * @param read all that is not passed over
     * @param event bytes of the event that carries it, not to be changed any longer
     * @param from its first byte
     * @param to the byte after its last
     */
    PassedSubmission(Submission read, byte[] event, int from, int to) {
        this.event = event;
        this.from = from;
        this.to = to;
        this.incident = read.getIncident() != null;
        for (int position = 0; position < FIELDS; position++) {
            if (!isPassedOver(position)) {
                put(position, read.get(position));
            }
        }
    }

    /** Writes it as it was read. */
    void passTo(Encoder out) throws IOException {
        out.writeFixed(event, from, to - from);
    }

    /** An incident holds texts of its own; that there is none is no text. */
    private boolean isPassedOver(int position) {
        return TEXTS.get(position) || (incident && position == INCIDENT);
    }

    @Override
    public Object get(int position) {
        return isPassedOver(position) ? whole().get(position) : super.get(position);
    }

    @Override
    public String getAuthor() {
        return whole().getAuthor();
    }

    @Override
    public String getSigner() {
        return whole().getSigner();
    }

    @Override
    public String getTitle() {
        return whole().getTitle();
    }

    @Override
    public String getBody() {
        return whole().getBody();
    }

    @Override
    public @Nullable Incident getIncident() {
        return incident ? whole().getIncident() : null;
    }

    private Submission whole() {
        Submission read = whole;
        if (read == null) {
            read = EventDecoder.submission(event, from, to);
            whole = read;
        }
        return read;
    }
}
