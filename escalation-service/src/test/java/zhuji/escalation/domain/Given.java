package zhuji.escalation.domain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import zhuji.escalation.policy.PolicyReader;
import zhuji.rulefiles.RuleFile;

/** What tests begin with: the shipped policies, reports and actions. */
public final class Given {

    /** When the first report is received, unless said otherwise. */
    public static final Instant RECEIVED = Instant.parse("2025-03-04T02:30:00Z");

    private static final Path POLICY = Path.of("src/main/resources/policy");

    private Given() {}

    /** The shipped policies. */
    public static Policies policies(int speed) {
        try (Stream<Path> regions = Files.list(POLICY.resolve("regions"))) {
            return new PolicyReader()
                    .read(
                            source(POLICY.resolve("national.yaml")),
                            regions.sorted().map(Given::source).toList(),
                            speed);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static Policy national() {
        return policies(1).national();
    }

    private static RuleFile source(Path file) {
        try {
            return new RuleFile(file.getFileName().toString(), Files.readString(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static Facts facts(@Nullable Long deaths) {
        return facts("FIRE", deaths);
    }

    static Facts facts(String type, @Nullable Long deaths) {
        return facts(IncidentClass.ACCIDENT, type, deaths, RECEIVED.minusSeconds(600));
    }

    static Facts facts(IncidentClass incidentClass, String type, @Nullable Long deaths, @Nullable Instant occurredAt) {
        return new Facts(incidentClass, type, null, occurredAt, deaths, null, null, null, null, null, Set.of());
    }

    /** Of a class that is not graded (突发事件应对法 art. 3). */
    static Facts unrest() {
        return facts(IncidentClass.SOCIAL_SECURITY, "PUBLIC_SECURITY", null, RECEIVED.minusSeconds(600));
    }

    static Facts declared(Facts facts, @Nullable Grade grade) {
        return new Facts(
                facts.incidentClass(),
                facts.type(),
                facts.division(),
                facts.occurredAt(),
                facts.deaths(),
                facts.missing(),
                facts.seriousInjuries(),
                facts.affected(),
                facts.directLossYuan(),
                grade,
                facts.sensitive());
    }

    static IncidentReport initial(String office, Facts facts) {
        return report(office, 1, Stage.INITIAL, RECEIVED, facts);
    }

    static IncidentReport report(String office, int number, Stage stage, Instant receivedAt, Facts facts) {
        return new IncidentReport(
                "e" + number,
                office + ":" + number,
                office + ":K1",
                Matter.INCIDENT,
                office,
                Mode.ACTUAL,
                stage,
                receivedAt,
                receivedAt.minusSeconds(60),
                null,
                facts,
                null);
    }

    static IncidentReport with(IncidentReport report, @Nullable Instant learnedAt, @Nullable Bypass bypass) {
        return new IncidentReport(
                report.eventId(),
                report.reportId(),
                report.incidentId(),
                report.matter(),
                report.office(),
                report.mode(),
                report.stage(),
                report.receivedAt(),
                report.submittedAt(),
                learnedAt,
                report.facts(),
                bypass);
    }

    /** A desk's action so many minutes after the first report was received. */
    static Acting act(DeskAction.Kind kind, String desk, int minutes) {
        return new Acting(kind, desk, RECEIVED.plus(Duration.ofMinutes(minutes)));
    }

    /** An action in the making. */
    static final class Acting {

        private final DeskAction.Kind kind;
        private final String desk;
        private final Instant at;
        private int seen = 1;
        private @Nullable String reason;
        private @Nullable String authoriser;
        private @Nullable Level target;
        private @Nullable Grade grade;
        private @Nullable Finding finding;

        private Acting(DeskAction.Kind kind, String desk, Instant at) {
            this.kind = kind;
            this.desk = desk;
            this.at = at;
        }

        Acting seen(int version) {
            seen = version;
            return this;
        }

        Acting because(String words) {
            reason = words;
            return this;
        }

        Acting authorisedBy(String person) {
            authoriser = person;
            return this;
        }

        Acting to(Level level) {
            target = level;
            return this;
        }

        Acting grade(Grade wanted) {
            grade = wanted;
            return this;
        }

        Acting finding(Finding found) {
            finding = found;
            return this;
        }

        DeskAction on(IncidentCase incident) {
            return new DeskAction(
                    kind + "/" + desk + "/" + at,
                    incident.incidentId(),
                    kind,
                    desk,
                    "丙",
                    seen,
                    reason,
                    authoriser,
                    target,
                    grade,
                    finding,
                    at);
        }
    }

    /** The codes of a ladder, bottom to top. */
    static List<String> codes(IncidentCase incident) {
        return incident.ladder().stream().map(Rung::office).toList();
    }
}
