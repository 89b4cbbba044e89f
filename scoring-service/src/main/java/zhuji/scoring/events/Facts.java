package zhuji.scoring.events;

import java.time.Instant;
import java.util.function.BiFunction;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import zhuji.events.Category;
import zhuji.events.DecisionConfirmed;
import zhuji.events.Mode;
import zhuji.events.NothingToReport;
import zhuji.events.OfficeRegistered;
import zhuji.events.OfficeStatus;
import zhuji.events.ReportAccepted;
import zhuji.events.ReportEvaluated;
import zhuji.events.ReportRejected;
import zhuji.events.ReportRouted;
import zhuji.events.SolicitationMissed;
import zhuji.events.Submission;
import zhuji.input.Instants;
import zhuji.input.Numbers;
import zhuji.scoring.domain.Cause;
import zhuji.scoring.domain.Decision;
import zhuji.scoring.domain.Evaluation;
import zhuji.scoring.domain.Fact;
import zhuji.scoring.domain.Filing;
import zhuji.scoring.domain.Level;
import zhuji.scoring.domain.ScoredOffice;
import zhuji.wire.Evaluations;

/** Reads events as facts. */
public final class Facts {

    private static final int MONTHS = 12;

    /** The years that scores are kept of: those of the notice and after. */
    public static final int FIRST_YEAR = 2001;

    public static final int LAST_YEAR = 2200;

    private Facts() {}

    /**
     * The fact an event tells; null when it tells none.
     *
     * @param cause makes a cause of an identity and an instant
     * @param timestamp of the record, milliseconds since 1970, by the broker's clock where offices or operators write
     * @throws IllegalArgumentException when the event cannot be counted
     */
    public static @Nullable Fact of(SpecificRecord event, BiFunction<String, Instant, Cause> cause, long timestamp) {
        Instant at = Instant.ofEpochMilli(timestamp);
        return switch (event) {
            case ReportAccepted accepted ->
                filed(accepted, cause.apply(accepted.getEventId(), accepted.getReceivedAt()));
            case ReportRejected rejected ->
                rejected.getRegistered()
                        ? new Fact.Refused(
                                rejected.getOffice(), cause.apply(rejected.getEventId(), rejected.getReceivedAt()))
                        : null;
            case ReportRouted routed ->
                new Fact.Routed(
                        routed.getOffice(),
                        cause.apply(routed.getEventId(), routed.getRoutedAt()),
                        routed.getReportId(),
                        routed.getRule());
            case ReportEvaluated evaluated ->
                evaluated(evaluated, cause.apply(identity("evaluationId", evaluated.getEvaluationId()), at));
            case SolicitationMissed missed -> missed(missed, cause.apply(identity("eventId", missed.getEventId()), at));
            case NothingToReport nothing ->
                nothing(nothing, cause.apply(identity("eventId", nothing.getEventId()), at));
            default -> null;
        };
    }

    private static Fact filed(ReportAccepted accepted, Cause cause) {
        Submission submission = accepted.getSubmission();
        return new Fact.Filed(
                accepted.getOffice(),
                accepted.getReportId(),
                new Filing(
                        cause,
                        submission.getMode() == Mode.ACTUAL,
                        submission.getCategory().name(),
                        submission.getForm().name(),
                        submission.getCategory() == Category.MAJOR_INCIDENT,
                        submission.getSubmittedAt()));
    }

    private static Fact missed(SolicitationMissed missed, Cause cause) {
        String office = division("office", missed.getOffice());
        int year = year(missed.getYear());
        String solicitation = identity("solicitationId", missed.getSolicitationId());
        if (!missed.getWithdrawn()) {
            return new Fact.SolicitationMissed(office, cause, year, solicitation);
        }
        if (missed.getReason() == null || missed.getReason().isBlank()) {
            throw new IllegalArgumentException("reason: who takes a solicitation back says why");
        }
        return new Fact.SolicitationWithdrawn(office, cause, year, solicitation);
    }

    /**
     * An identity that others gave: it travels into entries and their identities.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static String identity(String field, String text) {
        if (!Numbers.isIdentity(text)) {
            throw new IllegalArgumentException(field + ": must have 1 to " + Numbers.LONGEST_IDENTITY + " characters");
        }
        return text;
    }

    private static String division(String field, String text) {
        if (!Numbers.isDivision(text)) {
            throw new IllegalArgumentException(field + ": must be six digits");
        }
        return text;
    }

    /**
     * A year that can be scored.
     *
     * @throws IllegalArgumentException when nobody can have meant it
     */
    public static int year(int year) {
        if (year < FIRST_YEAR || year > LAST_YEAR) {
            throw new IllegalArgumentException("year: must be between " + FIRST_YEAR + " and " + LAST_YEAR);
        }
        return year;
    }

    private static Fact nothing(NothingToReport nothing, Cause cause) {
        if (nothing.getMonth() < 1 || nothing.getMonth() > MONTHS) {
            throw new IllegalArgumentException("month: must be between 1 and 12");
        }
        return new Fact.NothingToReport(
                division("office", nothing.getOffice()), cause, year(nothing.getYear()), nothing.getMonth());
    }

    private static Fact evaluated(ReportEvaluated event, Cause cause) {
        if (event.getSharedBy() < 1) {
            throw new IllegalArgumentException("sharedBy: a report is shared by one at least");
        }
        if (!Instants.isReadable(event.getEvaluatedAt())) {
            throw new IllegalArgumentException("evaluatedAt: must be between the years 1900 and 9999");
        }
        if (event.getAdoption() != null) {
            identity("adoption", event.getAdoption());
        }
        return new Fact.Evaluated(
                division("office", event.getOffice()),
                identity("reportId", event.getReportId()),
                new Evaluation(
                        event.getEvaluationId(),
                        event.getEvaluator(),
                        known(Evaluation.Kind.class, event.getKind()),
                        known(Level.class, event.getLevel()),
                        event.getAdoption(),
                        event.getSharedBy(),
                        event.getAttachment(),
                        event.getEvaluatedAt(),
                        event.getWithdraws(),
                        Evaluations.objectionTo(event),
                        cause));
    }

    /**
     * An office of the registry.
     *
     * @param contactPoint whether it is a contact point in the year that is asked about
     */
    public static ScoredOffice office(OfficeRegistered registered, boolean contactPoint) {
        boolean former = registered.getStatus() == OfficeStatus.FORMER;
        return new ScoredOffice(
                registered.getCode(),
                registered.getName(),
                known(Level.class, registered.getLevel()),
                contactPoint,
                former,
                registered.getSuccessors());
    }

    /**
     * What a person confirmed.
     *
     * @param at by the broker's clock
     */
    public static Confirmed confirmed(DecisionConfirmed decision, Instant at) {
        return new Confirmed(
                known(Decision.Outcome.class, decision.getOutcome()),
                decision.getConfirmer(),
                decision.getReason(),
                at);
    }

    /** The domain's symbol of the same name; a symbol of a newer writer is no fact this version can count. */
    public static <E extends Enum<E>> E known(Class<E> type, Enum<?> symbol) {
        try {
            return Enum.valueOf(type, symbol.name());
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException(
                    type.getSimpleName() + ": this version does not know " + symbol.name(), unknown);
        }
    }
}
