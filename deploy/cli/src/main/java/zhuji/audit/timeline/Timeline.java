package zhuji.audit.timeline;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import zhuji.audit.log.Log;
import zhuji.audit.log.LogRecord;
import zhuji.audit.log.Place;
import zhuji.audit.log.Stretch;
import zhuji.events.Topics;
import zhuji.wire.EventDecoder;

/**
 * Everything that ever happened to a report or an incident. The log is read whole: what is about a thing stands on topics with different keys. A
 * submission is found by its answers, which name where it stands.
 */
public final class Timeline {

    private final String id;
    private final Map<String, Long> readTo = new HashMap<>();
    private final Set<Place> submissions = new TreeSet<>();
    private boolean empty = true;

    /**
     * @param id reportId or incidentId
     */
    public Timeline(String id) {
        this.id = id;
    }

    /** What has happened since the last reading, in order. */
    public List<Moment> readOn(Log log) {
        EventDecoder decoder = EventDecoder.withoutTexts(log.schemas());
        List<Moment> moments = new ArrayList<>();
        List<Stretch> unread = log.stretches().stream()
                .filter(stretch -> !stretch.topic().equals(Topics.REPORT_SUBMITTED))
                .map(this::unread)
                .toList();
        log.read(unread, record -> take(record, decoder, moments));
        submissions.forEach(place -> moments.add(Words.ofSubmission(place, moments)));
        submissions.clear();
        sort(moments);
        empty &= moments.isEmpty();
        return moments;
    }

    /** By time; but what stands on one partition stays in its order, whatever times its events name. */
    private static void sort(List<Moment> moments) {
        Map<String, Instant> latest = new HashMap<>();
        Map<Place, Instant> times = new HashMap<>();
        moments.stream().sorted(Comparator.comparing(Moment::place)).forEach(moment -> {
            String partition = moment.place().topic() + "/" + moment.place().partition();
            Instant at = latest.merge(partition, moment.at(), (one, two) -> two.isAfter(one) ? two : one);
            times.put(moment.place(), at);
        });
        moments.sort(Comparator.comparing((Moment moment) -> times.getOrDefault(moment.place(), moment.at()))
                .thenComparing(Moment.ALONG_THE_WAY));
    }

    /** Whether nothing was ever found. */
    public boolean isEmpty() {
        return empty;
    }

    private Stretch unread(Stretch stretch) {
        String partition = stretch.topic() + "/" + stretch.partition();
        long first = Math.min(stretch.end(), Math.max(stretch.first(), readTo.getOrDefault(partition, 0L)));
        boolean anew = first > stretch.first();
        readTo.put(partition, stretch.end());
        return anew ? new Stretch(stretch.topic(), stretch.partition(), first, stretch.end()) : stretch;
    }

    private void take(LogRecord record, EventDecoder decoder, List<Moment> moments) {
        byte[] value = record.value();
        if (value == null || !EventDecoder.isFramed(value)) {
            return;
        }
        SpecificRecord event;
        try {
            event = decoder.decode(value);
        } catch (SerializationException unreadable) {
            return;
        }
        if (Subjects.of(event).contains(id)) {
            moments.add(Words.of(event, record.place(), record.at()));
            Place source = Subjects.submissionOf(event);
            if (source != null) {
                submissions.add(source);
            }
        }
    }
}
