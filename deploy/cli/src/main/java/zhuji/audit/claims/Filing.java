package zhuji.audit.claims;

import java.time.Instant;
import java.time.LocalDate;
import zhuji.audit.log.BeijingTime;
import zhuji.events.Category;
import zhuji.events.Form;

/**
 * What decides where a report goes and what it counts for.
 *
 * @param eventId identity of its acceptance
 * @param actual whether it is neither exercise nor test
 * @param category its category
 * @param form its form
 * @param relay whether the province is asked to relay it
 * @param submittedAt when the office filed it
 * @param receivedAt when the broker took it
 */
public record Filing(
        String eventId,
        boolean actual,
        Category category,
        Form form,
        boolean relay,
        Instant submittedAt,
        Instant receivedAt) {

    /** The day it was filed on. */
    public LocalDate day() {
        return LocalDate.ofInstant(submittedAt, BeijingTime.ZONE);
    }
}
