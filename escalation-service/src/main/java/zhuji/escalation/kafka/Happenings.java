package zhuji.escalation.kafka;

import org.jspecify.annotations.Nullable;
import zhuji.escalation.domain.CaseEvent.Kind;
import zhuji.escalation.domain.Duty;
import zhuji.escalation.domain.Finding;
import zhuji.escalation.domain.Grade;
import zhuji.escalation.domain.Happening;
import zhuji.escalation.domain.Level;
import zhuji.escalation.domain.Refusal;
import zhuji.escalation.domain.Stage;
import zhuji.events.IncidentEvent;
import zhuji.events.IncidentEventKind;
import zhuji.events.Reason;

/** Reads published events as lines of a timeline. */
final class Happenings {

    private static final String UNRECOGNIZED = "UNRECOGNIZED";
    private static final String REMINDER = "WINDOW_";

    private Happenings() {}

    /** The line; null of an event a newer version wrote. */
    static @Nullable Happening of(IncidentEvent event) {
        if (event.getKind() == IncidentEventKind.UNRECOGNIZED) {
            return null;
        }
        Reason reason = event.getReason();
        String code = reason == null ? "" : reason.getCode();
        boolean late = event.getFinding() == zhuji.events.Finding.LATE;
        return new Happening(
                event.getSequence(),
                Kind.valueOf(event.getKind().name()),
                event.getAt(),
                event.getRung(),
                event.getOverdue(),
                same(event.getDuty(), Duty.class),
                late ? null : event.getDue(),
                code.startsWith(REMINDER) ? Integer.parseInt(code.substring(REMINDER.length())) : 0,
                grade(event),
                event.getVersion(),
                same(event.getStage(), Stage.class),
                event.getActionId(),
                code.equals("GIVEN") && reason != null ? reason.getZh() : null,
                same(event.getTargetLevel(), Level.class),
                same(event.getFinding(), Finding.class),
                late ? event.getDue() : null,
                refusal(code));
    }

    private static Grade grade(IncidentEvent event) {
        Grade grade = same(event.getGrade(), Grade.class);
        return grade == null ? Grade.UNGRADED : grade;
    }

    private static @Nullable Refusal refusal(String code) {
        for (Refusal refusal : Refusal.values()) {
            if (refusal.name().equals(code)) {
                return refusal;
            }
        }
        return null;
    }

    private static <E extends Enum<E>> @Nullable E same(@Nullable Enum<?> symbol, Class<E> type) {
        return symbol == null || symbol.name().equals(UNRECOGNIZED) ? null : Enum.valueOf(type, symbol.name());
    }
}
