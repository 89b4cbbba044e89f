package zhuji.intake.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import zhuji.intake.domain.Incident.Count;
import zhuji.intake.domain.Incident.Grade;
import zhuji.intake.domain.Incident.IncidentClass;
import zhuji.intake.domain.Incident.Qualifier;
import zhuji.intake.domain.Incident.Stage;

/** Invented submissions of invented offices. */
final class SubmissionFixtures {

    static final Instant RECEIVED = Instant.parse("2025-03-04T02:30:00Z");
    static final ClockRule NATIONAL =
            new ClockRule(Duration.ofMinutes(5), Duration.ofDays(3), Duration.ofDays(366), false);
    static final ClockRule ANY_PAST =
            new ClockRule(Duration.ofMinutes(5), Duration.ofDays(3), Duration.ofDays(366), true);
    static final TextLimits LIMITS = new TextLimits(10, 20, 100);

    private static final Map<String, Office> OFFICES = Map.of(
            "000000", office("000000", null),
            "450000", office("450000", "000000"),
            "450100", office("450100", "450000"),
            "450103", office("450103", "450100"),
            "450200", office("450200", "450000"),
            "450900", new Office("450900", "停", "450000", Office.Standing.SUSPENDED, List.of()),
            "452600", new Office("452600", "旧一", null, Office.Standing.FORMER, List.of("450200")),
            "452100", new Office("452100", "旧二", null, Office.Standing.FORMER, List.of("450100", "450200")));

    private SubmissionFixtures() {}

    static Offices offices() {
        return OFFICES::get;
    }

    private static Office office(String code, @Nullable String parent) {
        return new Office(code, "单位" + code, parent, Office.Standing.ACTIVE, List.of());
    }

    /** A submission nothing is wrong with. */
    static Submission routine() {
        return new Submission(
                "2025-1",
                "450100",
                "甲",
                "乙",
                Submission.Mode.ACTUAL,
                Submission.Category.NEW_SITUATION,
                Submission.Form.RESEARCH,
                Submission.Urgency.ROUTINE,
                null,
                "标题",
                "正文",
                RECEIVED.minusSeconds(60),
                null,
                null,
                null);
    }

    /** An incident report nothing is wrong with. */
    static Submission incident(Stage stage) {
        return with(
                routine(),
                new Incident(
                        "K1",
                        stage,
                        IncidentClass.ACCIDENT,
                        "FIRE",
                        RECEIVED.minusSeconds(1_800),
                        "450103",
                        "某街",
                        deaths(3L),
                        null,
                        null,
                        null,
                        null,
                        null,
                        (Grade) null,
                        null,
                        null,
                        null,
                        null));
    }

    static Count deaths(long number) {
        return new Count(number, Qualifier.EXACT);
    }

    static Submission with(Submission base, @Nullable Incident incident) {
        return new Submission(
                base.submissionId(),
                base.office(),
                base.author(),
                base.signer(),
                base.mode(),
                incident == null ? base.category() : Submission.Category.MAJOR_INCIDENT,
                base.form(),
                base.urgency(),
                base.marking(),
                base.title(),
                base.body(),
                base.submittedAt(),
                base.relay(),
                base.solicitationId(),
                incident);
    }

    static Reading.Read read(Submission submission) {
        return Reading.Read.plain(submission, "content of " + submission);
    }

    static Arrival arrival(Submission submission) {
        return new Arrival(submission.office(), true, RECEIVED, read(submission));
    }

    /** What was filed, in memory. */
    static final class Register implements FiledReports {
        private final Map<String, Filed> filed = new HashMap<>();
        private final Set<String> cases = new HashSet<>();

        Register filing(Submission submission) {
            String id = submission.office() + ":" + submission.submissionId();
            filed.put(id, new Filed(id, read(submission).contentDigest(), RECEIVED));
            return this;
        }

        Register withCaseOf(Submission initial) {
            cases.add(String.valueOf(initial.incidentId()));
            return this;
        }

        @Override
        public @Nullable Filed find(String office, String submissionId) {
            return filed.get(office + ":" + submissionId);
        }

        @Override
        public boolean hasCase(String incidentId) {
            return cases.contains(incidentId);
        }
    }

    /** The same incident, one thing changed. */
    static Submission incidentWith(UnaryOperator<Incident> change) {
        Submission base = incident(Stage.INITIAL);
        Incident incident = base.incident();
        return incident == null ? base : with(base, change.apply(incident));
    }

    /** The same record, one component changed. */
    static <T extends Record> T but(T base, String component, @Nullable Object value) {
        try {
            var components = base.getClass().getRecordComponents();
            var types = new Class<?>[components.length];
            var values = new @Nullable Object[components.length];
            for (int index = 0; index < components.length; index++) {
                types[index] = components[index].getType();
                values[index] = components[index].getName().equals(component)
                        ? value
                        : components[index].getAccessor().invoke(base);
            }
            @SuppressWarnings("unchecked")
            T changed = (T) base.getClass().getDeclaredConstructor(types).newInstance(values);
            return changed;
        } catch (ReflectiveOperationException broken) {
            throw new LinkageError(broken.getMessage(), broken);
        }
    }
}
