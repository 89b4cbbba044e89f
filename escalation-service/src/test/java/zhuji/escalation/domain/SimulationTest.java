package zhuji.escalation.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.support.serializer.JacksonJsonSerde;
import zhuji.escalation.domain.CaseEvent.Kind;
import zhuji.input.Numbers;

/**
 * Random histories of thousands of cases: reports, follow-ups, corrections, actions of any desk in any order, duplicates, clock jumps,
 * commands that waited for the service, and restarts between any two steps, against what must hold of every log ({@link CaseLog}).
 */
class SimulationTest {

    private static final int STEPS = 120_000;
    private static final int STEPS_OF_A_CASE = 40;
    private static final String SEED = "zhuji.seed";
    private static final Instant START = Instant.parse("2025-03-01T00:00:00Z");

    private final RealDivisions divisions = new RealDivisions();
    private final Escalation escalation = new Escalation(divisions);
    private final Policies policies = Given.policies(1);
    private final JacksonJsonSerde<IncidentCase> state =
            new JacksonJsonSerde<>(IncidentCase.class).ignoreTypeHeaders().noTypeInfo();

    @Test
    void keepsEveryPromiseInEveryHistory() {
        long seed = Long.getLong(SEED, System.nanoTime());
        System.out.println("seed of the simulation: " + seed + " (again with -D" + SEED + "=" + seed + ")");
        var random = new Random(seed);
        Map<Kind, Long> happened = new EnumMap<>(Kind.class);
        for (int steps = 0; steps < STEPS; steps += STEPS_OF_A_CASE) {
            var history = new History(random);
            try {
                for (int step = 0; step < STEPS_OF_A_CASE; step++) {
                    history.step();
                }
            } catch (AssertionError | RuntimeException broken) {
                throw new AssertionError(
                        "a promise is broken with -D" + SEED + "=" + seed + " after " + steps + " steps, in "
                                + history.told,
                        broken);
            }
            for (Kind kind : Kind.values()) {
                happened.merge(kind, history.log.count(kind), Long::sum);
            }
        }
        System.out.println("simulated " + STEPS + " steps: " + happened);
        for (Kind kind : Kind.values()) {
            if (kind != Kind.SET_ASIDE && kind != Kind.TAKEN_UP) {
                assertThat(happened)
                        .as("the histories reach everything")
                        .extractingByKey(kind)
                        .isNotEqualTo(0L);
            }
        }
    }

    /** One case and its world. */
    private final class History {

        private final Random random;
        private final String office;
        private final Policy policy;
        private final CaseLog log;
        private final List<Runnable> commands = new ArrayList<>();
        private final List<String> told = new ArrayList<>();
        private Instant now = START;
        private int numbers;
        private IncidentCase incident;
        private @Nullable IncidentCase other;

        private History(Random random) {
            this.random = random;
            List<String> codes = divisions.codes();
            this.office = codes.get(1 + random.nextInt(codes.size() - 1));
            this.policy = policies.of(office);
            this.log = new CaseLog(divisions, office);
            this.now = START.plus(minutes(random.nextInt(600)));
            IncidentReport initial = report(Stage.INITIAL, now);
            told.add("open " + initial);
            Transition opened = escalation.open(initial, now, policy);
            this.incident = opened.after();
            log.add(opened, initial.eventId(), now);
        }

        private void step() {
            int choice = random.nextInt(100);
            if (choice < 35) {
                pass();
            } else if (choice < 75) {
                act();
            } else if (choice < 88) {
                follow();
            } else if (choice < 95 && !commands.isEmpty()) {
                told.add("again");
                int before = log.size();
                commands.get(random.nextInt(commands.size())).run();
                assertThat(log.size()).as("a duplicate changes nothing").isEqualTo(before);
            } else {
                restart();
            }
        }

        private void pass() {
            now = now.plus(
                    random.nextInt(20) == 0 ? Duration.ofHours(random.nextInt(240)) : minutes(random.nextInt(90)));
            Instant upTo = now;
            told.add("pass " + upTo);
            handle(() -> escalation.pass(incident, upTo, now, policy), null);
            log.checkNothingOverdue(incident, upTo);
        }

        private void act() {
            DeskAction action = action(came());
            told.add(action.toString());
            Runnable command =
                    () -> handle(() -> escalation.act(incident, action, now, policy), "action " + action.actionId());
            command.run();
            commands.add(command);
        }

        private void follow() {
            Stage stage = pick(Stage.values());
            IncidentReport report = report(stage, came());
            told.add(report.toString());
            if (!report.incidentId().equals(incident.incidentId())) {
                followOther(report);
                return;
            }
            Runnable command = () -> handle(() -> escalation.follow(incident, report, now, policy), report.eventId());
            command.run();
            commands.add(command);
        }

        /** An exercise under the number of a real case, or a real case under that of an exercise: a case of its own, in nobody's way. */
        private void followOther(IncidentReport report) {
            IncidentCase before = incident;
            Transition done = other == null
                    ? escalation.open(report, now, policy)
                    : escalation.follow(other, report, now, policy);
            other = done.after();
            assertThat(other.mode()).isEqualTo(report.mode());
            assertThat(done.events())
                    .as("every report opens or follows a case, or is refused for what it is")
                    .isNotEmpty()
                    .noneMatch(event -> event.detail().refusal() == Refusal.MODE_DIFFERS);
            assertThat(incident).isEqualTo(before);
        }

        /** When the broker received what is handled now: mostly just now, sometimes long ago. */
        private Instant came() {
            Instant before = now;
            now = now.plus(minutes(random.nextInt(40)));
            return random.nextInt(4) == 0 ? before : now;
        }

        /** A crash before the commit: the step is done again from the state before it, and must make the same of it. */
        private void handle(Supplier<Transition> step, @Nullable String command) {
            Transition done = step.get();
            if (random.nextInt(10) == 0) {
                assertThat(step.get()).isEqualTo(done);
            }
            incident = done.after();
            log.add(done, command, now);
        }

        private void restart() {
            told.add("restart");
            IncidentCase restored =
                    state.deserializer().deserialize("cases", state.serializer().serialize("cases", incident));
            assertThat(restored).isEqualTo(incident);
            incident = Objects.requireNonNull(restored);
        }

        private DeskAction action(Instant at) {
            DeskAction.Kind kind = pick(DeskAction.Kind.values());
            List<Rung> ladder = incident.ladder();
            String desk = random.nextInt(12) == 0
                    ? divisions.codes().get(random.nextInt(divisions.codes().size()))
                    : ladder.get(random.nextInt(ladder.size())).office();
            return new DeskAction(
                    "a" + numbers++,
                    incident.incidentId(),
                    random.nextInt(3) == 0 ? DeskAction.Kind.RELAY : kind,
                    desk,
                    "丙",
                    seen(),
                    random.nextInt(6) == 0 ? null : "理由",
                    random.nextInt(6) == 0 ? null : "丁",
                    random.nextInt(6) == 0 ? null : pick(Level.values()),
                    random.nextInt(6) == 0 ? null : pick(Grade.values()),
                    random.nextInt(6) == 0 ? null : pick(Finding.values()),
                    at);
        }

        /** Mostly the version that is there, sometimes an older one, sometimes one that never was. */
        private int seen() {
            return switch (random.nextInt(8)) {
                case 0 -> 0;
                case 1 -> incident.version() + 1;
                case 2, 3 -> 1 + random.nextInt(incident.version());
                default -> incident.version();
            };
        }

        private IncidentReport report(Stage stage, Instant at) {
            int number = numbers++;
            Mode mode = random.nextInt(30) == 0 ? Mode.EXERCISE : Mode.ACTUAL;
            Instant occurredAt = random.nextInt(5) == 0 ? null : START.plus(minutes(random.nextInt(600)));
            Instant learnedAt = random.nextInt(3) == 0 ? START.plus(minutes(random.nextInt(600))) : null;
            var bypass = random.nextInt(6) == 0
                    ? new Bypass(random.nextInt(5) == 0 ? null : pick(Level.values()), "理由", "丁")
                    : null;
            return new IncidentReport(
                    "e" + number,
                    office + ":" + number,
                    Numbers.incidentId(office, "K", mode.name()),
                    Matter.INCIDENT,
                    office,
                    mode,
                    stage,
                    at,
                    at,
                    learnedAt,
                    facts(occurredAt),
                    stage == Stage.INITIAL ? bypass : null);
        }

        private Facts facts(@Nullable Instant occurredAt) {
            return new Facts(
                    pick(IncidentClass.values()),
                    List.of("FIRE", "ROAD_TRAFFIC", "ENVIRONMENT", "EARTHQUAKE").get(random.nextInt(4)),
                    office,
                    occurredAt,
                    number(40),
                    number(10),
                    number(120),
                    number(300),
                    null,
                    random.nextInt(10) == 0 ? pick(Grade.values()) : null,
                    random.nextInt(15) == 0 ? Set.of(pick(Sensitivity.values())) : Set.of());
        }

        private @Nullable Long number(int below) {
            return random.nextInt(3) == 0 ? null : (long) Math.floor(below * Math.pow(random.nextDouble(), 3));
        }

        private <T> T pick(T[] values) {
            return values[random.nextInt(values.length)];
        }

        private static Duration minutes(int number) {
            return Duration.ofMinutes(number);
        }
    }
}
