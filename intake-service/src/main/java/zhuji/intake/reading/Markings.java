package zhuji.intake.reading;

import org.jspecify.annotations.Nullable;
import zhuji.input.SecrecyMarks;
import zhuji.intake.domain.Reason;

/** What stands in the marking field. */
final class Markings {

    private Markings() {}

    /** The marking; null when the field is empty, or says in words that there is none, which is a mistake and no secret. */
    static @Nullable String of(@Nullable String sent, Mistakes mistakes) {
        if (sent == null || sent.isBlank()) {
            return null;
        }
        if (SecrecyMarks.saysNone(sent)) {
            mistakes.add(new Reason(
                    "MARKING_MUST_BE_NULL",
                    "marking",
                    "不涉密的，marking 须为 null，不写“无”“公开”“非密”等字样",
                    "marking must be null where there is none; words for none are not accepted"));
            return null;
        }
        return sent;
    }
}
