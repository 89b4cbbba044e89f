package zhuji.escalation.streams;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import zhuji.escalation.domain.Bypass;
import zhuji.escalation.domain.DeskAction;
import zhuji.escalation.domain.Facts;
import zhuji.escalation.domain.Finding;
import zhuji.escalation.domain.Grade;
import zhuji.escalation.domain.IncidentClass;
import zhuji.escalation.domain.IncidentReport;
import zhuji.escalation.domain.Level;
import zhuji.escalation.domain.Matter;
import zhuji.escalation.domain.Mode;
import zhuji.escalation.domain.Sensitivity;
import zhuji.escalation.domain.Stage;
import zhuji.events.Category;
import zhuji.events.Count;
import zhuji.events.Incident;
import zhuji.events.Qualifier;
import zhuji.events.Relay;
import zhuji.events.ReportAccepted;
import zhuji.events.Submission;
import zhuji.events.Topics;
import zhuji.input.Numbers;
import zhuji.input.Texts;

/** Reads events as what the state machine understands. */
final class Commands {

    private static final int SHOWN = 80;
    private static final int LONGEST_TOLD = 2_001;
    private static final String UNRECOGNIZED = "UNRECOGNIZED";

    private Commands() {}

    /** Whether a report is escalation's business: an incident, or a routine report the province is asked to relay (R7). */
    static boolean concern(ReportAccepted accepted) {
        Submission submission = accepted.getSubmission();
        boolean relay = submission.getRelay() == Relay.PROVINCE
                && submission.getCategory() != Category.GENERAL_DYNAMIC
                && Topics.hasRegion(accepted.getOffice());
        return isIncident(accepted) || relay;
    }

    private static boolean isIncident(ReportAccepted accepted) {
        return accepted.getSubmission().getIncident() != null;
    }

    /**
     * The identity of a case: the office, by the code it sends under, and its case number, as intake knows it
     * ({@link Numbers#incidentId}); of a relay request the number of the submission.
     */
    static String incidentId(ReportAccepted accepted) {
        Submission submission = accepted.getSubmission();
        return isIncident(accepted)
                ? Numbers.incidentId(
                        submission.getOffice(),
                        submission.getIncident().getCaseNumber(),
                        submission.getMode().name())
                : submission.getOffice() + ":relay:" + submission.getSubmissionId();
    }

    /** The case a command is for. */
    static String incidentIdOf(SpecificRecord command) {
        return command instanceof zhuji.events.DeskAction action
                ? caseOf(action)
                : incidentId((ReportAccepted) command);
    }

    /** The case an action names; of a name that no case can have, what is fit to be told of it. */
    private static String caseOf(zhuji.events.DeskAction action) {
        return isFit(action.getIncidentId()) ? action.getIncidentId() : Texts.shown(action.getIncidentId(), SHOWN);
    }

    /** No case has a longer name: an office, a word, and a number. */
    private static boolean isFit(String incidentId) {
        return incidentId.length() <= Numbers.LONGEST_IDENTITY && Numbers.isIdentity(incidentId);
    }

    /** The desk's number; what cannot be one is told by its digest, and travels no further. */
    private static String numberOf(zhuji.events.DeskAction action) {
        return isFit(action.getIncidentId()) && Numbers.isIdentity(action.getActionId())
                ? action.getActionId()
                : DeskAction.unfit(digest(action.getActionId()));
    }

    private static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    /** A text no longer than is needed to tell that it is too long. */
    private static @Nullable String bounded(@Nullable String text) {
        return text == null ? null : Texts.first(text, LONGEST_TOLD);
    }

    static IncidentReport of(ReportAccepted accepted) {
        Submission submission = accepted.getSubmission();
        Incident incident = submission.getIncident();
        return new IncidentReport(
                accepted.getEventId(),
                accepted.getReportId(),
                incidentId(accepted),
                incident == null ? Matter.RELAY_REQUEST : Matter.INCIDENT,
                accepted.getOffice(),
                Mode.valueOf(submission.getMode().name()),
                incident == null
                        ? Stage.INITIAL
                        : Stage.valueOf(incident.getStage().name()),
                accepted.getReceivedAt(),
                submission.getSubmittedAt(),
                incident == null ? null : incident.getLearnedAt(),
                incident == null ? Facts.none() : facts(incident),
                incident == null ? null : bypass(incident.getBypass()));
    }

    private static Facts facts(Incident incident) {
        return new Facts(
                IncidentClass.valueOf(incident.getClass$().name()),
                incident.getType(),
                incident.getDivision(),
                incident.getOccurredAt(),
                number(incident.getDeaths()),
                number(incident.getMissing()),
                number(incident.getSeriousInjuries()),
                incident.getAffected(),
                incident.getDirectLossYuan(),
                same(incident.getDeclaredGrade(), Grade.class),
                sensitive(incident));
    }

    private static Set<Sensitivity> sensitive(Incident incident) {
        return incident.getSensitive().stream()
                .filter(claim -> claim != zhuji.events.Sensitivity.UNRECOGNIZED)
                .map(claim -> Sensitivity.valueOf(claim.name()))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static @Nullable Bypass bypass(zhuji.events.@Nullable Bypass bypass) {
        return bypass == null
                ? null
                : new Bypass(same(bypass.getTargetLevel(), Level.class), bypass.getReason(), bypass.getAuthoriser());
    }

    static DeskAction of(zhuji.events.DeskAction action, Instant at) {
        DeskAction.Kind kind = switch (action.getKind()) {
            case UNRECOGNIZED -> DeskAction.Kind.OTHER;
            default -> DeskAction.Kind.valueOf(action.getKind().name());
        };
        return new DeskAction(
                numberOf(action),
                caseOf(action),
                kind,
                Texts.shown(action.getDesk(), SHOWN),
                Texts.first(action.getActor(), Numbers.LONGEST_IDENTITY + 1),
                action.getSeenVersion(),
                bounded(action.getReason()),
                bounded(action.getAuthoriser()),
                same(action.getTargetLevel(), Level.class),
                same(action.getGrade(), Grade.class),
                same(action.getFinding(), Finding.class),
                at);
    }

    /** None reported yet is not known to be none. */
    private static @Nullable Long number(@Nullable Count count) {
        if (count == null || (count.getQualifier() == Qualifier.NONE_REPORTED_YET && count.getCount() == 0)) {
            return null;
        }
        return count.getCount();
    }

    /** What a newer writer said and this version does not know is as good as unsaid. */
    private static <E extends Enum<E>> @Nullable E same(@Nullable Enum<?> symbol, Class<E> type) {
        return symbol == null || symbol.name().equals(UNRECOGNIZED) ? null : Enum.valueOf(type, symbol.name());
    }
}
