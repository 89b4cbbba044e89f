package zhuji.escalation.web;

import java.time.Instant;
import java.util.List;
import zhuji.escalation.domain.Aside;

/**
 * The cases that are set aside; {@code POST /incidents/{id}/actions} with {@code TAKE_UP} takes one up again.
 *
 * @param total how many there are
 * @param incidents each with the class of the failure and how much waits with it
 */
record AsideList(int total, List<Item> incidents) {

    /** One of them. */
    record Item(String incidentId, String cause, Instant at, int waiting) {

        static Item of(Aside aside) {
            return new Item(aside.incidentId(), aside.cause(), aside.at(), aside.waiting());
        }
    }
}
