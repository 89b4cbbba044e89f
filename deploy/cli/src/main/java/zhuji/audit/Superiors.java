package zhuji.audit;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import zhuji.events.EvaluationKind;
import zhuji.events.Level;
import zhuji.events.ReportEvaluated;
import zhuji.input.Numbers;

/**
 * Who stands above whom, read from the codes of divisions (GB/T 2260) a second time: a superior's code is that of the office with its last
 * digits, two or four or all, zero. Only a superior evaluates, at its own level (design §7).
 */
final class Superiors {

    private static final Set<String> MUNICIPALITIES = Set.of("11", "12", "31", "50");

    private Superiors() {}

    /** Why an evaluation counts for nothing: NOT_SUPERIOR, LEVEL_DIFFERS or NO_REASON; null when it counts. */
    static @Nullable String objection(ReportEvaluated evaluated) {
        String evaluator = evaluated.getEvaluator();
        Level level = levelOf(evaluator);
        if (level == null || !isAbove(evaluator, level, evaluated.getOffice())) {
            return "NOT_SUPERIOR";
        }
        if (level != evaluated.getLevel()) {
            return "LEVEL_DIFFERS";
        }
        boolean withdrawal = evaluated.getKind() == EvaluationKind.WITHDRAWN;
        return withdrawal && !saysWhatAndWhy(evaluated) ? "NO_REASON" : null;
    }

    private static boolean saysWhatAndWhy(ReportEvaluated withdrawal) {
        return withdrawal.getWithdraws() != null
                && Numbers.isIdentity(withdrawal.getWithdraws())
                && withdrawal.getReason() != null
                && !withdrawal.getReason().isBlank();
    }

    private static boolean isAbove(String evaluator, Level level, String office) {
        return !evaluator.equals(office)
                && switch (level) {
                    case NATIONAL -> true;
                    case PROVINCE -> office.startsWith(evaluator.substring(0, 2));
                    case PREFECTURE -> office.startsWith(evaluator.substring(0, 4));
                    case COUNTY, UNRECOGNIZED -> false;
                };
    }

    /** The level of a code; null when it is none. */
    private static @Nullable Level levelOf(String code) {
        if (!code.matches("[0-9]{6}")) {
            return null;
        }
        if (code.equals("000000")) {
            return Level.NATIONAL;
        }
        if (code.matches("[0-9]{2}0000")) {
            return Level.PROVINCE;
        }
        boolean prefecture =
                code.endsWith("00") && !MUNICIPALITIES.contains(code.substring(0, 2)) && !code.startsWith("90", 2);
        return prefecture ? Level.PREFECTURE : Level.COUNTY;
    }
}
