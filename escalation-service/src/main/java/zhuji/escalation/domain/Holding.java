package zhuji.escalation.domain;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a case adds to the picture an operator has: that it is open, and which desks owe something in it.
 *
 * @param kind the case itself, or a duty in it
 * @param region two digits of the region of who reported, of a case; of the desk, of a duty
 * @param level the highest level that has the case; of the desk, of a duty
 * @param state the grade of a case; of a duty, how much of its window has gone
 */
public record Holding(Kind kind, String region, Level level, String state) {

    private static final int HALF = 50;
    private static final int PREFIX = 2;

    /** What it is about. */
    public enum Kind {
        CASE,
        DUTY
    }

    /** What a case adds; nothing once it is closed. Relay requests are no incidents, and add nothing. */
    public static List<Holding> of(@Nullable IncidentCase incident) {
        List<Holding> holdings = new ArrayList<>();
        if (incident == null || incident.closed() || incident.matter() != Matter.INCIDENT) {
            return holdings;
        }
        Level highest = null;
        for (int position = 0; position < incident.ladder().size(); position++) {
            Rung rung = incident.ladder().get(position);
            Deadline deadline = rung.deadline();
            highest = rung.receivedAt() == null ? highest : rung.level();
            if (deadline != null && incident.owes(position)) {
                holdings.add(new Holding(Kind.DUTY, region(rung.office()), rung.level(), window(deadline)));
            }
        }
        if (highest != null) {
            holdings.add(new Holding(
                    Kind.CASE,
                    region(incident.office()),
                    highest,
                    incident.grade().name()));
        }
        return holdings;
    }

    private static String region(String office) {
        return office.substring(0, Math.min(PREFIX, office.length()));
    }

    /** As far as desks were reminded: at half of the window and at four fifths of it. */
    private static String window(Deadline deadline) {
        if (deadline.missedAt() != null) {
            return "overdue";
        }
        if (deadline.reminders().isEmpty()) {
            return "past_80";
        }
        return deadline.reminders().getFirst().percent() > HALF ? "past_50" : "in_time";
    }
}
