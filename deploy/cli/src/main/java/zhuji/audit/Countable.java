package zhuji.audit;

import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import zhuji.events.DecisionConfirmed;
import zhuji.events.NothingToReport;
import zhuji.events.ReportEvaluated;
import zhuji.events.SolicitationMissed;
import zhuji.events.YearClosed;
import zhuji.input.Instants;
import zhuji.input.Numbers;

/** Whether what others than the services write has the form that counts; what has not is set aside, and earns or takes nothing. */
final class Countable {

    private static final int FIRST_YEAR = 2001;
    private static final int LAST_YEAR = 2200;

    private Countable() {}

    static boolean is(SpecificRecord event) {
        return switch (event) {
            case ReportEvaluated evaluated ->
                Numbers.isIdentity(evaluated.getEvaluationId())
                        && Numbers.isIdentity(evaluated.getReportId())
                        && Numbers.isDivision(evaluated.getOffice())
                        && Instants.isReadable(evaluated.getEvaluatedAt())
                        && (evaluated.getAdoption() == null || Numbers.isIdentity(evaluated.getAdoption()));
            case SolicitationMissed missed ->
                Numbers.isIdentity(missed.getEventId())
                        && Numbers.isIdentity(missed.getSolicitationId())
                        && Numbers.isDivision(missed.getOffice())
                        && isYear(missed.getYear())
                        && (!missed.getWithdrawn() || says(missed.getReason()));
            case NothingToReport nothing ->
                Numbers.isIdentity(nothing.getEventId())
                        && Numbers.isDivision(nothing.getOffice())
                        && isYear(nothing.getYear());
            case YearClosed turn -> Numbers.isIdentity(turn.getEventId()) && isYear(turn.getYear());
            case DecisionConfirmed confirmed ->
                Numbers.isIdentity(confirmed.getEventId()) && isYear(confirmed.getYear());
            default -> true;
        };
    }

    private static boolean says(@Nullable String reason) {
        return reason != null && !reason.isBlank();
    }

    private static boolean isYear(int year) {
        return year >= FIRST_YEAR && year <= LAST_YEAR;
    }
}
