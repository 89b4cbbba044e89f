package zhuji.intake.reading;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import zhuji.intake.domain.Incident;
import zhuji.intake.domain.Incident.Bypass;
import zhuji.intake.domain.Incident.Count;
import zhuji.intake.domain.Submission;

/** The JSON form of a submission: the names of the Avro schema, unknown ones refused. */
final class JsonSubmissions {

    private JsonSubmissions() {}

    static Submission read(JsonNode object, Mistakes mistakes) {
        var fields = new Fields(object, "", mistakes);
        var submission = new Submission(
                fields.text("submissionId"),
                fields.text("office"),
                fields.text("author"),
                fields.text("signer"),
                fields.symbol("mode", Submission.Mode.class),
                fields.symbol("category", Submission.Category.class),
                fields.symbol("form", Submission.Form.class),
                fields.symbol("urgency", Submission.Urgency.class),
                marking(fields, mistakes),
                fields.text("title"),
                fields.text("body"),
                fields.instant("submittedAt"),
                fields.symbol("relay", Submission.Relay.class),
                fields.text("solicitationId"),
                incident(fields.object("incident")));
        fields.refuseUnknown();
        return submission;
    }

    /** A marking that is not text is still a marking: doubt never writes a secret down. */
    private static @Nullable String marking(Fields fields, Mistakes mistakes) {
        String marking = fields.text("marking");
        if (marking == null) {
            return fields.has("marking") ? "?" : null;
        }
        return Markings.of(marking, mistakes);
    }

    private static @Nullable Incident incident(@Nullable Fields fields) {
        if (fields == null) {
            return null;
        }
        var incident = new Incident(
                fields.text("caseNumber"),
                fields.symbol("stage", Incident.Stage.class),
                fields.symbol("class", Incident.IncidentClass.class),
                fields.text("type"),
                fields.instant("occurredAt"),
                fields.text("division"),
                fields.text("place"),
                count(fields.object("deaths")),
                count(fields.object("missing")),
                count(fields.object("seriousInjuries")),
                count(fields.object("injuries")),
                fields.whole("affected"),
                fields.whole("directLossYuan"),
                fields.symbol("declaredGrade", Incident.Grade.class),
                fields.text("measuresTaken"),
                bypass(fields.object("bypass")),
                fields.instant("learnedAt"),
                fields.symbols("sensitive", Incident.Sensitivity.class));
        fields.refuseUnknown();
        return incident;
    }

    private static @Nullable Count count(@Nullable Fields fields) {
        if (fields == null) {
            return null;
        }
        var count = new Count(fields.whole("count"), fields.symbol("qualifier", Incident.Qualifier.class));
        fields.refuseUnknown();
        return count;
    }

    private static @Nullable Bypass bypass(@Nullable Fields fields) {
        if (fields == null) {
            return null;
        }
        var bypass = new Bypass(
                fields.symbol("targetLevel", Incident.Level.class), fields.text("reason"), fields.text("authoriser"));
        fields.refuseUnknown();
        return bypass;
    }
}
