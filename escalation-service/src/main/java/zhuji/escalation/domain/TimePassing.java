package zhuji.escalation.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import zhuji.escalation.domain.CaseEvent.Detail;
import zhuji.escalation.domain.CaseEvent.DutyDeadline;
import zhuji.escalation.domain.CaseEvent.Kind;

/** What happens without anybody's doing: reminders, and deadlines missed, in the order in which they fall due. */
final class TimePassing {

    private TimePassing() {}

    /** Everything up to that instant. */
    static void upTo(Climb climb, Instant instant, Instant now) {
        pass(climb, instant.plusNanos(1), now);
    }

    /** Everything before a command came: what came at the instant itself was in time. */
    static void upToBefore(Climb climb, Instant came, Instant now) {
        pass(climb, came, now);
    }

    private static void pass(Climb climb, Instant end, Instant now) {
        Instant next = climb.now().nextInstant();
        while (next != null && next.isBefore(end)) {
            handle(climb, next, now);
            next = climb.now().nextInstant();
        }
    }

    private static void handle(Climb climb, Instant instant, Instant now) {
        for (int position = 0; position < climb.now().ladder().size(); position++) {
            Deadline deadline = climb.now().ladder().get(position).deadline();
            if (deadline != null && climb.now().owes(position) && instant.equals(deadline.next())) {
                handle(climb, position, deadline, now);
                return;
            }
        }
        Deadline followUp = climb.now().followUp();
        if (followUp != null && instant.equals(followUp.next())) {
            handleFollowUp(climb, followUp, now);
        }
    }

    private static void handle(Climb climb, int position, Deadline deadline, Instant now) {
        Rung rung = climb.now().ladder().get(position);
        var duty = new DutyDeadline(climb.now().dutyAt(position), deadline);
        if (!deadline.reminders().isEmpty()) {
            climb.rung(position, owing -> owing.owing(deadline.reminded()));
            remind(climb, rung.office(), duty, now);
            return;
        }
        climb.rung(position, owing -> owing.owing(deadline.missed(now)));
        climb.tell(Kind.DEADLINE_MISSED, now, position, true, deadline.due(), Detail.NONE);
        if (climb.now().matter() == Matter.INCIDENT) {
            climb.receive(position + 1, now, true, deadline.due());
        }
    }

    /** A missed follow-up is owed again, after twice as long each time, until the final report. */
    private static void handleFollowUp(Climb climb, Deadline deadline, Instant now) {
        if (!deadline.reminders().isEmpty()) {
            climb.followUp(deadline.reminded());
            remind(climb, null, new DutyDeadline(Duty.FOLLOW_UP, deadline), now);
            return;
        }
        IncidentCase before = climb.now();
        climb.followUp(climb.policy().toFollowUpAgain(deadline, before.facts(), before.anchors()));
        climb.missFollowUp(now, deadline.missed(now));
    }

    /** Late reminders are of no use: nobody is reminded of what has passed meanwhile, or of what the next reminder says as well. */
    private static void remind(Climb climb, @Nullable String office, DutyDeadline duty, Instant now) {
        Deadline deadline = duty.deadline();
        Deadline.Reminder reminder = deadline.reminders().getFirst();
        boolean another = deadline.reminders().size() > 1
                && !deadline.reminders().get(1).at().isAfter(now);
        if (deadline.due().isAfter(now) && !another) {
            climb.remind(now, office, duty, reminder);
        }
    }
}
