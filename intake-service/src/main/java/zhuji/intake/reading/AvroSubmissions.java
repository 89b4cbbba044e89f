package zhuji.intake.reading;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import zhuji.intake.domain.Incident;
import zhuji.intake.domain.Incident.Bypass;
import zhuji.intake.domain.Incident.Count;
import zhuji.intake.domain.Submission;

/** The Avro form of a submission, read and written. */
public final class AvroSubmissions {

    private static final String UNRECOGNIZED = "UNRECOGNIZED";

    private AvroSubmissions() {}

    static Submission read(zhuji.events.Submission sent, Mistakes mistakes) {
        return new Submission(
                presentOrNull(sent.getSubmissionId()),
                presentOrNull(sent.getOffice()),
                presentOrNull(sent.getAuthor()),
                presentOrNull(sent.getSigner()),
                symbol(sent.getMode(), Submission.Mode.class, "mode", mistakes),
                symbol(sent.getCategory(), Submission.Category.class, "category", mistakes),
                symbol(sent.getForm(), Submission.Form.class, "form", mistakes),
                symbol(sent.getUrgency(), Submission.Urgency.class, "urgency", mistakes),
                Markings.of(sent.getMarking(), mistakes),
                presentOrNull(sent.getTitle()),
                presentOrNull(sent.getBody()),
                sent.getSubmittedAt(),
                symbol(sent.getRelay(), Submission.Relay.class, "relay", mistakes),
                sent.getSolicitationId(),
                incident(sent.getIncident(), mistakes));
    }

    private static @Nullable Incident incident(zhuji.events.@Nullable Incident sent, Mistakes mistakes) {
        if (sent == null) {
            return null;
        }
        return new Incident(
                presentOrNull(sent.getCaseNumber()),
                symbol(sent.getStage(), Incident.Stage.class, "incident.stage", mistakes),
                symbol(sent.getClass$(), Incident.IncidentClass.class, "incident.class", mistakes),
                presentOrNull(sent.getType()),
                sent.getOccurredAt(),
                sent.getDivision(),
                sent.getPlace(),
                count(sent.getDeaths(), "incident.deaths", mistakes),
                count(sent.getMissing(), "incident.missing", mistakes),
                count(sent.getSeriousInjuries(), "incident.seriousInjuries", mistakes),
                count(sent.getInjuries(), "incident.injuries", mistakes),
                sent.getAffected(),
                sent.getDirectLossYuan(),
                symbol(sent.getDeclaredGrade(), Incident.Grade.class, "incident.declaredGrade", mistakes),
                sent.getMeasuresTaken(),
                bypass(sent.getBypass(), mistakes),
                sent.getLearnedAt(),
                sent.getSensitive().stream()
                        .map(claim -> symbol(claim, Incident.Sensitivity.class, "incident.sensitive", mistakes))
                        .filter(Objects::nonNull)
                        .toList());
    }

    private static @Nullable Count count(zhuji.events.@Nullable Count sent, String path, Mistakes mistakes) {
        return sent == null
                ? null
                : new Count(
                        sent.getCount(),
                        symbol(sent.getQualifier(), Incident.Qualifier.class, path + ".qualifier", mistakes));
    }

    private static @Nullable Bypass bypass(zhuji.events.@Nullable Bypass sent, Mistakes mistakes) {
        return sent == null
                ? null
                : new Bypass(
                        symbol(sent.getTargetLevel(), Incident.Level.class, "incident.bypass.targetLevel", mistakes),
                        presentOrNull(sent.getReason()),
                        presentOrNull(sent.getAuthoriser()));
    }

    private static <E extends Enum<E>> @Nullable E symbol(
            @Nullable Enum<?> sent, Class<E> type, String path, Mistakes mistakes) {
        if (sent == null) {
            return null;
        }
        if (sent.name().equals(UNRECOGNIZED)) {
            mistakes.wrong(path, "的取值未知", "holds an unknown symbol");
            return null;
        }
        return Enum.valueOf(type, sent.name());
    }

    private static @Nullable String presentOrNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    /**
     * The Avro form of an accepted submission.
     *
     * @throws NullPointerException when a required part is missing, which the rules exclude
     */
    public static zhuji.events.Submission write(Submission accepted) {
        return zhuji.events.Submission.newBuilder()
                .setSubmissionId(accepted.submissionId())
                .setOffice(accepted.office())
                .setAuthor(accepted.author())
                .setSigner(accepted.signer())
                .setMode(same(accepted.mode(), zhuji.events.Mode.class))
                .setCategory(same(accepted.category(), zhuji.events.Category.class))
                .setForm(same(accepted.form(), zhuji.events.Form.class))
                .setUrgency(same(accepted.urgency(), zhuji.events.Urgency.class))
                .setMarking(null)
                .setTitle(accepted.title())
                .setBody(accepted.body())
                .setSubmittedAt(accepted.submittedAt())
                .setRelay(same(accepted.relay(), zhuji.events.Relay.class))
                .setSolicitationId(accepted.solicitationId())
                .setIncident(write(accepted.incident()))
                .build();
    }

    private static zhuji.events.@Nullable Incident write(@Nullable Incident incident) {
        if (incident == null) {
            return null;
        }
        return zhuji.events.Incident.newBuilder()
                .setCaseNumber(incident.caseNumber())
                .setStage(same(incident.stage(), zhuji.events.Stage.class))
                .setClass$(same(incident.incidentClass(), zhuji.events.IncidentClass.class))
                .setType(incident.type())
                .setOccurredAt(incident.occurredAt())
                .setDivision(incident.division())
                .setPlace(incident.place())
                .setDeaths(write(incident.deaths()))
                .setMissing(write(incident.missing()))
                .setSeriousInjuries(write(incident.seriousInjuries()))
                .setInjuries(write(incident.injuries()))
                .setAffected(incident.affected())
                .setDirectLossYuan(incident.directLossYuan())
                .setDeclaredGrade(same(incident.declaredGrade(), zhuji.events.Grade.class))
                .setMeasuresTaken(incident.measuresTaken())
                .setBypass(write(incident.bypass()))
                .setLearnedAt(incident.learnedAt())
                .setSensitive(Objects.requireNonNullElse(incident.sensitive(), List.<Incident.Sensitivity>of()).stream()
                        .map(claim -> zhuji.events.Sensitivity.valueOf(claim.name()))
                        .toList())
                .build();
    }

    private static zhuji.events.@Nullable Count write(@Nullable Count count) {
        return count == null || count.count() == null
                ? null
                : new zhuji.events.Count(count.count(), same(count.qualifier(), zhuji.events.Qualifier.class));
    }

    private static zhuji.events.@Nullable Bypass write(@Nullable Bypass bypass) {
        return bypass == null
                ? null
                : new zhuji.events.Bypass(
                        same(bypass.targetLevel(), zhuji.events.Level.class), bypass.reason(), bypass.authoriser());
    }

    private static <E extends Enum<E>> @Nullable E same(@Nullable Enum<?> symbol, Class<E> type) {
        return symbol == null ? null : Enum.valueOf(type, symbol.name());
    }
}
