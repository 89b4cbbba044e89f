package zhuji.escalation.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import zhuji.escalation.domain.CaseEvent.Detail;
import zhuji.escalation.domain.CaseEvent.Kind;
import zhuji.input.Texts;

/**
 * 越级上报: the target receives at once, every rung skipped is copied and keeps its duty, and no clock stops (Decree 493 art. 10; 安徽直报:
 * the city is told at the same time).
 */
final class Bypassing {

    private Bypassing() {}

    /**
     * Why a bypass is refused; null when it is not.
     *
     * @param from position of the rung that bypasses, -1 for the reporting office
     */
    static @Nullable Refusal refusalOf(IncidentCase before, Bypass bypass, int from) {
        if (!Texts.saysSomething(bypass.reason())) {
            return Refusal.REASON_MISSING;
        }
        if (!Texts.saysSomething(bypass.authoriser())) {
            return Refusal.AUTHORISER_MISSING;
        }
        if (bypass.target() == null) {
            return Refusal.TARGET_MISSING;
        }
        int target = before.positionAt(bypass.target());
        if (target < 0) {
            return Refusal.TARGET_NOT_ON_LADDER;
        }
        if (before.ladder().get(target).receivedAt() != null) {
            return Refusal.TARGET_HAS_IT;
        }
        return target <= from + 1 ? Refusal.NOTHING_TO_BYPASS : null;
    }

    static void take(Climb climb, Bypass bypass, int from, Instant now, @Nullable DeskAction action) {
        if (bypass.target() == null) {
            throw new IllegalStateException("refused before");
        }
        int target = climb.now().positionAt(bypass.target());
        for (int skipped = from + 1; skipped < target; skipped++) {
            climb.rung(skipped, rung -> rung.copied(now));
            climb.tell(Kind.BYPASSED, now, skipped, Detail.of(bypass, action));
        }
        climb.receive(target, now, false, null);
    }
}
