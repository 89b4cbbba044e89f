package zhuji.escalation.domain;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A case as one desk has it on its list.
 *
 * @param incidentId the case
 * @param state how it stands with this desk
 * @param due until when the desk has to act
 * @param duty what it has to do
 * @param matter what the case is about
 * @param mode actual, exercise or test
 * @param grade grade
 * @param version version of the report
 * @param office the office that reported
 */
public record DeskLine(
        String incidentId,
        State state,
        @Nullable Instant due,
        @Nullable Duty duty,
        Matter matter,
        Mode mode,
        Grade grade,
        int version,
        String office) {

    /** The desk under which every case is listed as a whole. */
    public static final String EVERY_DESK = "*";

    /** What is due first comes first. */
    public static final Comparator<DeskLine> MOST_URGENT_FIRST = Comparator.comparing(
                    DeskLine::due, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(DeskLine::incidentId);

    /** How a case stands with a desk. */
    public enum State {
        /** It has the case and has to act 待办. */
        OWING,
        /** It has missed its deadline and still has to act 逾期. */
        OVERDUE,
        /** It was copied because it was bypassed, and has not received the case yet 抄送. */
        COPIED,
        /** It has done what it owed 已办. */
        DONE,
        /** It reported the case and follows it up the ladder 本单位报送. */
        REPORTED,
        /** The case is closed 已结案. */
        CLOSED
    }

    /** The lines of a case: of each desk that has it, of the reporting office, and of the case as a whole. */
    public static Map<String, DeskLine> of(IncidentCase incident) {
        Map<String, DeskLine> lines = new HashMap<>();
        Deadline followUp = incident.followUp();
        lines.put(
                incident.office(),
                line(
                        incident,
                        State.REPORTED,
                        followUp == null ? null : followUp.due(),
                        followUp == null ? null : Duty.FOLLOW_UP));
        DeskLine whole = line(incident, State.DONE, null, null);
        for (int position = 0; position < incident.ladder().size(); position++) {
            Rung rung = incident.ladder().get(position);
            if (rung.receivedAt() != null || rung.copiedAt() != null) {
                DeskLine line = ofRung(incident, position);
                lines.put(rung.office(), line);
                whole = line.isMoreUrgentThan(whole) ? line : whole;
            }
        }
        lines.put(EVERY_DESK, whole.state() == State.COPIED ? line(incident, State.DONE, null, null) : whole);
        return lines;
    }

    private static DeskLine ofRung(IncidentCase incident, int position) {
        Rung rung = incident.ladder().get(position);
        if (incident.owes(position)) {
            State state = rung.missedAt() == null ? State.OWING : State.OVERDUE;
            return line(incident, state, rung.due(), incident.dutyAt(position));
        }
        return line(incident, rung.receivedAt() == null ? State.COPIED : State.DONE, null, null);
    }

    private static DeskLine line(IncidentCase incident, State state, @Nullable Instant due, @Nullable Duty duty) {
        boolean closed = incident.closed();
        return new DeskLine(
                incident.incidentId(),
                closed ? State.CLOSED : state,
                closed ? null : due,
                closed ? null : duty,
                incident.matter(),
                incident.mode(),
                incident.grade(),
                incident.version(),
                incident.office());
    }

    private boolean isMoreUrgentThan(DeskLine other) {
        return urgency() > other.urgency();
    }

    private int urgency() {
        return switch (state) {
            case OVERDUE -> 2;
            case OWING -> 1;
            default -> 0;
        };
    }
}
