package zhuji.scoring.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import zhuji.events.Duty;
import zhuji.events.IncidentEvent;
import zhuji.events.Matter;
import zhuji.events.Mode;
import zhuji.events.Rung;
import zhuji.scoring.domain.Cause;
import zhuji.scoring.domain.Fact;
import zhuji.scoring.domain.Fact.Hop.Kept;
import zhuji.scoring.domain.Finding;

/** Reads what happens to cases as facts. */
public final class CaseFacts {

    /** Code of the reason by which escalation says so. */
    private static final String OVER_ON_ARRIVAL = "OVER_ON_ARRIVAL";

    private CaseFacts() {}

    /**
     * The fact an event tells; null when it tells none, as that of an exercise.
     *
     * @param filedAt when the first report of the case was submitted: its facts count for that year
     */
    public static @Nullable Fact of(IncidentEvent event, Cause cause, Instant filedAt) {
        return event.getMode() == Mode.ACTUAL ? fact(event, cause, filedAt) : null;
    }

    private static @Nullable Fact fact(IncidentEvent event, Cause cause, Instant filedAt) {
        return switch (event.getKind()) {
            case OPENED ->
                event.getMatter() == Matter.INCIDENT ? new Fact.CaseOpened(event.getOffice(), cause, filedAt) : null;
            case RELAYED -> inTime(event, cause, filedAt, false);
            case ACKNOWLEDGED -> inTime(event, cause, filedAt, true);
            case DEADLINE_MISSED ->
                event.getRung() == null || event.getDuty() == Duty.FOLLOW_UP
                        ? null
                        : new Fact.Hop(event.getRung(), cause, filedAt, missed(event));
            case FOUND ->
                event.getFinding() == null || event.getReportId() == null
                        ? null
                        : new Fact.Found(
                                event.getOffice(),
                                event.getReportId(),
                                new Finding(Facts.known(Finding.Kind.class, event.getFinding()), cause));
            default -> null;
        };
    }

    /** What had passed before it arrived is held against nobody. */
    private static Kept missed(IncidentEvent event) {
        return event.getReason() != null && event.getReason().getCode().equals(OVER_ON_ARRIVAL)
                ? Kept.OVER_ON_ARRIVAL
                : Kept.LATE;
    }

    /**
     * A hop is made by relaying, at the top by acknowledging; one that missed its deadline was counted when it did.
     *
     * @param top whether it counts for the top of the ladder, or for those below
     */
    private static @Nullable Fact inTime(IncidentEvent event, Cause cause, Instant filedAt, boolean top) {
        Rung rung = event.getLadder().stream()
                .filter(each -> each.getOffice().equals(event.getRung()))
                .findFirst()
                .orElse(null);
        if (rung == null
                || rung.getMissedAt() != null
                || top != rung.equals(event.getLadder().getLast())) {
            return null;
        }
        return new Fact.Hop(rung.getOffice(), cause, filedAt, Kept.IN_TIME);
    }
}
