package zhuji.audit.timeline;

import java.time.Instant;
import java.util.Comparator;
import tools.jackson.databind.json.JsonMapper;
import zhuji.audit.log.Place;

/**
 * Something that happened.
 *
 * @param at when, by its event or else its record
 * @param place where it stands
 * @param kind kind of event
 * @param words what happened, in words; never a report's text or a person's name
 */
public record Moment(Instant at, Place place, String kind, String words) {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** As things follow from each other, where their times are the same: along the way of a report. */
    static final Comparator<Moment> ALONG_THE_WAY = Comparator.comparingInt(
                    (Moment moment) -> Ways.stepOf(moment.place().topic()))
            .thenComparing(Moment::place);

    /** On one line, for programs. */
    public String json() {
        return JSON.writeValueAsString(JSON.createObjectNode()
                .put("at", at.toString())
                .put("place", place.toString())
                .put("kind", kind)
                .put("words", words));
    }
}
