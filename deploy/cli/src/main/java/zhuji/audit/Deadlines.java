package zhuji.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import zhuji.audit.CaseJudge.Happening;
import zhuji.audit.log.BeijingTime;
import zhuji.audit.log.Place;
import zhuji.events.Duty;
import zhuji.events.IncidentEvent;
import zhuji.events.IncidentEventKind;
import zhuji.events.Rung;

/** Every deadline of one case: passed while its desk owed it, it is reported missed once, within five seconds; else never (I5). */
final class Deadlines {

    /** What the design promises while the service runs (§8, I5). */
    static final Duration PROMPTLY = Duration.ofSeconds(5);

    /** After a stop what fell due meanwhile is reported at once; so long nothing is held against the writer. */
    private static final Duration CATCHING_UP = Duration.ofSeconds(60);

    /** Under this name, among what desks owe, stands what the reporting office owes. */
    private static final String FOLLOW_UP = "follow-up 续报";

    /** What was missed is owed again after twice as long (design §6). */
    private static final int LONGER = 2;

    /** A deadline a desk owes, and since when. */
    private record Owed(Instant due, Instant since, Place place) {}

    /** When the window of the follow-up that is owed began; and what is owed after it was missed, unless that is past the end of all follow-ups. */
    private Instant followUpFrom = Instant.MIN;

    private @Nullable Instant followUpAgain;

    private final Scope scope;
    private final Activity activity;
    private final Findings findings;
    private final Map<String, Owed> owed = new HashMap<>();
    private final Set<String> missed = new HashSet<>();
    private boolean aside;
    private Instant takenUp = Instant.MIN;

    Deadlines(Scope scope, Activity activity, Findings findings) {
        this.scope = scope;
        this.activity = activity;
        this.findings = findings;
    }

    void judge(List<Happening> happenings) {
        boolean closed = false;
        for (Happening happening : happenings) {
            IncidentEvent event = happening.event();
            switch (event.getKind()) {
                case DEADLINE_MISSED -> missed(happening);
                case SET_ASIDE -> aside = true;
                case TAKEN_UP -> takenUp(event.getAt());
                case OPENED, FOLLOWED_UP, REGRADED -> followUp(happening);
                case CLOSED -> owed.remove(FOLLOW_UP);
                default -> {}
            }
            if (!event.getLadder().isEmpty()) {
                closed = event.getKind() == IncidentEventKind.CLOSED
                        || (closed && event.getKind() != IncidentEventKind.LADDER_CHANGED);
                after(happening, closed);
            }
        }
        owed.forEach((office, deadline) -> leftOver(happenings.getFirst().event(), office, deadline));
    }

    /** What fell due while the case was set aside is reported when it is taken up. */
    private void takenUp(Instant at) {
        aside = false;
        takenUp = at;
        owed.replaceAll((office, deadline) -> new Owed(deadline.due(), at, deadline.place()));
    }

    private void missed(Happening happening) {
        IncidentEvent event = happening.event();
        Instant due = event.getDue();
        String office = Objects.requireNonNullElse(event.getRung(), event.getOffice());
        findings.checked(Invariant.I5);
        if (due == null) {
            broken(happening, office + " is said to have missed a deadline that is not named");
            return;
        }
        if (!missed.add(office + "/" + event.getDuty() + "/" + due)) {
            broken(
                    happening,
                    "the deadline of " + office + " at " + BeijingTime.of(due) + " is reported missed a second time");
            return;
        }
        if (event.getAt().isBefore(due)) {
            broken(
                    happening,
                    "the deadline of " + office + " at " + BeijingTime.of(due) + " is reported missed before it");
        }
        boolean followUp = event.getRung() == null;
        Owed deadline = owed.get(followUp ? FOLLOW_UP : office);
        boolean again = followUp && due.equals(followUpAgain);
        if (!again && (deadline == null || !deadline.due().equals(due))) {
            broken(happening, office + " is reported to have missed a deadline it did not owe");
            return;
        }
        judgePromptness(happening, due, deadline);
        owed.remove(followUp ? FOLLOW_UP : office);
        if (followUp) {
            followUpAgain = due.plus(Duration.between(followUpFrom, due).multipliedBy(LONGER));
            followUpFrom = due;
        }
    }

    /** These events tell until when the next follow-up is owed; what was owed until then is settled, or was to be reported missed. */
    private void followUp(Happening happening) {
        IncidentEvent event = happening.event();
        Instant due = event.getDuty() == Duty.FOLLOW_UP ? event.getDue() : null;
        Owed before = owed.get(FOLLOW_UP);
        if (due != null && (before == null ? due.equals(followUpAgain) : due.equals(before.due()))) {
            return;
        }
        if (event.getKind() == IncidentEventKind.FOLLOWED_UP) {
            settled(happening, FOLLOW_UP, before);
        }
        owed.remove(FOLLOW_UP);
        followUpAgain = null;
        if (due != null) {
            followUpFrom = event.getAt();
            owed.put(FOLLOW_UP, new Owed(due, event.getAt(), happening.told().place()));
        }
    }

    /** Late only where the log shows that the service ran meanwhile. */
    private void judgePromptness(Happening happening, Instant due, @Nullable Owed deadline) {
        Instant at = happening.event().getAt();
        Instant could = later(due, deadline == null ? takenUp : deadline.since());
        Place place = happening.told().place();
        if (at.isAfter(could.plus(PROMPTLY))
                && activity.isBetween(place, could.plus(PROMPTLY), at.minus(CATCHING_UP))) {
            broken(
                    happening,
                    "the deadline at " + BeijingTime.of(due) + " is reported missed "
                            + Duration.between(could, at).toSeconds() + " s after it, while escalation was running");
        }
    }

    /** What each rung owes after an event, against what it owed before it. */
    private void after(Happening happening, boolean closed) {
        List<Rung> ladder = happening.event().getLadder();
        for (int position = 0; position < ladder.size(); position++) {
            Rung rung = ladder.get(position);
            boolean top = position == ladder.size() - 1;
            boolean done = top ? rung.getAcknowledgedAt() != null : rung.getRelayedAt() != null;
            Owed before = owed.get(rung.getOffice());
            if (closed || done || rung.getDue() == null || rung.getReceivedAt() == null) {
                settled(happening, rung.getOffice(), before);
            } else if (before == null || !before.due().equals(rung.getDue())) {
                settled(happening, rung.getOffice(), before);
                if (rung.getMissedAt() == null) {
                    owed.put(
                            rung.getOffice(),
                            new Owed(
                                    rung.getDue(),
                                    happening.event().getAt(),
                                    happening.told().place()));
                }
            }
        }
    }

    /** It is owed no longer; done at the very instant is in time. */
    private void settled(Happening happening, String office, @Nullable Owed before) {
        if (before == null) {
            return;
        }
        owed.remove(office);
        findings.checked(Invariant.I5);
        Instant at = happening.event().getAt();
        // A change that came in time may be handled late: only a service that ran meanwhile should have reported the
        // miss first.
        boolean excused = happening.event().getKind() == IncidentEventKind.LADDER_CHANGED
                && !activity.isBetween(happening.told().place(), before.due().plus(PROMPTLY), at.minus(CATCHING_UP));
        if (at.isAfter(before.due()) && !excused) {
            broken(
                    happening,
                    "the deadline of " + office + " at " + BeijingTime.of(before.due())
                            + " passed before it and is not reported missed");
        }
    }

    private void leftOver(IncidentEvent first, String office, Owed deadline) {
        Instant late = later(deadline.due(), deadline.since()).plus(PROMPTLY);
        if (!scope.isSettled(late)) {
            findings.underWay(Invariant.I5);
        } else if (aside) {
            findings.underWay(Invariant.I5);
            findings.remark("case " + first.getIncidentId()
                    + " is set aside 搁置: what falls due is reported when it is taken up");
        } else if (activity.isBetween(deadline.place(), late, scope.until())) {
            findings.checked(Invariant.I5);
            findings.broken(
                    Invariant.I5,
                    deadline.place(),
                    first.getIncidentId(),
                    "the deadline of " + office + " at " + BeijingTime.of(deadline.due())
                            + ", set here, passed and is not reported missed");
        } else {
            findings.underWay(Invariant.I5);
            findings.remark("deadlines passed after escalation last wrote to "
                    + deadline.place().topic() + "/" + deadline.place().partition() + "; is it running?");
        }
    }

    private static Instant later(Instant one, Instant two) {
        return two.isAfter(one) ? two : one;
    }

    private void broken(Happening happening, String words) {
        findings.broken(
                Invariant.I5, happening.told().place(), happening.event().getIncidentId(), words);
    }
}
