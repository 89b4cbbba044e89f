package zhuji.acceptance;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;
import zhuji.events.ActionKind;
import zhuji.events.DeskAction;
import zhuji.events.EvaluationKind;
import zhuji.events.Level;
import zhuji.events.NothingToReport;
import zhuji.events.ReportEvaluated;
import zhuji.events.Topics;
import zhuji.events.YearClosed;

/** The worst of what desks, higher offices and operators can write, one of each. */
final class HostileWords {

    private static final int LONG = 400_000;
    private static final List<String> TEXTS =
            List.of("x".repeat(LONG), "\u200B", "\0", "长".repeat(LONG / 4), "a/b#c", "");

    private final Serializer<SpecificRecord> serializer;
    private final List<Hostile> all = new ArrayList<>();

    private HostileWords(Serializer<SpecificRecord> serializer) {
        this.serializer = serializer;
    }

    static List<Hostile> of(Serializer<SpecificRecord> serializer) {
        var words = new HostileWords(serializer);
        words.addActions();
        words.addEvaluations();
        words.addOrders();
        List.of(Topics.INCIDENT_ACTION, Topics.REPORT_EVALUATED, Topics.SCORE_CONTROL)
                .forEach(words::addBytes);
        return words.all;
    }

    private void add(String what, String topic, String key, SpecificRecord event) {
        all.add(Hostile.bytes(what, topic, key, serializer.serialize(topic, event)));
    }

    private static DeskAction.Builder action(String id) {
        return DeskAction.newBuilder()
                .setActionId(id)
                .setIncidentId(Hostile.OFFICE + ":NONE")
                .setKind(ActionKind.RELAY)
                .setDesk(Hostile.OFFICE)
                .setActor("值班员")
                .setSeenVersion(0)
                .setActedAt(Instant.now());
    }

    private void action(String what, Consumer<DeskAction.Builder> change) {
        DeskAction.Builder built = action("hostile-" + all.size());
        change.accept(built);
        add(what, Topics.INCIDENT_ACTION, Hostile.OFFICE + ":NONE", built.build());
    }

    private void addActions() {
        for (String text : TEXTS) {
            String said = " of " + text.length() + " characters";
            action("an action number" + said, action -> action.setActionId(text));
            action("an incident number" + said, action -> action.setIncidentId(text));
            action("a desk" + said, action -> action.setDesk(text));
            action("an actor" + said, action -> action.setActor(text));
            action("a reason" + said, action -> action.setReason(text));
            action("an authoriser" + said, action -> action.setAuthoriser(text));
        }
        action("a version before all others", action -> action.setSeenVersion(Integer.MIN_VALUE));
        action("an action of the end of time", action -> action.setActedAt(Instant.ofEpochMilli(Long.MAX_VALUE)));
        action("an action before all time", action -> action.setActedAt(Instant.ofEpochMilli(Long.MIN_VALUE)));
    }

    private static ReportEvaluated.Builder evaluation(String id) {
        return ReportEvaluated.newBuilder()
                .setEvaluationId(id)
                .setReportId(Hostile.OFFICE + ":NONE")
                .setOffice(Hostile.OFFICE)
                .setKind(EvaluationKind.ADOPTED)
                .setLevel(Level.NATIONAL)
                .setAdoption("SPECIAL")
                .setEvaluator("000000")
                .setEvaluatedAt(Instant.now());
    }

    private void evaluation(String what, Consumer<ReportEvaluated.Builder> change) {
        ReportEvaluated.Builder built = evaluation("hostile-" + all.size());
        change.accept(built);
        add(what, Topics.REPORT_EVALUATED, Hostile.OFFICE, built.build());
    }

    private void addEvaluations() {
        for (String text : TEXTS) {
            String said = " of " + text.length() + " characters";
            evaluation("an evaluation number" + said, evaluation -> evaluation.setEvaluationId(text));
            evaluation("a report number" + said, evaluation -> evaluation.setReportId(text));
            evaluation("an office" + said, evaluation -> evaluation.setOffice(text));
            evaluation("an evaluator" + said, evaluation -> evaluation.setEvaluator(text));
            evaluation("an adoption" + said, evaluation -> evaluation.setAdoption(text));
            evaluation("a reason of an evaluation" + said, evaluation -> evaluation.setReason(text));
        }
        evaluation("shared by fewer than none", evaluation -> evaluation.setSharedBy(Integer.MIN_VALUE));
        evaluation(
                "an evaluation of the end of time",
                evaluation -> evaluation.setEvaluatedAt(Instant.ofEpochMilli(Long.MAX_VALUE)));
    }

    private void addOrders() {
        for (String text : TEXTS) {
            add("an order number of " + text.length(), Topics.SCORE_CONTROL, "2025", order(text, 2025, 1));
            add(
                    "an office of " + text.length(),
                    Topics.SCORE_CONTROL,
                    "2025",
                    nothing("hostile-office", text, 2025, 1));
        }
        for (int year : new int[] {Integer.MIN_VALUE, -1, 0, 2_147_483_646, Integer.MAX_VALUE}) {
            add("the year " + year, Topics.SCORE_CONTROL, "2025", order("hostile-" + year, year, 1));
            add("a month of " + year, Topics.SCORE_CONTROL, "2025", nothing("hostile-m" + year, "450100", 2025, year));
            add("closing " + year, Topics.SCORE_CONTROL, "2025", closing("hostile-c" + year, year));
        }
    }

    private static NothingToReport order(String id, int year, int month) {
        return nothing(id, Hostile.OFFICE, year, month);
    }

    private static NothingToReport nothing(String id, String office, int year, int month) {
        return NothingToReport.newBuilder()
                .setEventId(id)
                .setYear(year)
                .setMonth(month)
                .setOffice(office)
                .setDeclarer("值班员")
                .setAt(Instant.now())
                .build();
    }

    private static YearClosed closing(String id, int year) {
        return YearClosed.newBuilder()
                .setEventId(id)
                .setYear(year)
                .setReopened(false)
                .setOperator("值班员")
                .setAt(Instant.now())
                .build();
    }

    private void addBytes(String topic) {
        byte[] good = serializer.serialize(topic, something(topic));
        all.add(Hostile.bytes("no value", topic, Hostile.OFFICE, null));
        all.add(Hostile.bytes("nothing", topic, Hostile.OFFICE, new byte[0]));
        all.add(Hostile.bytes("noise", topic, Hostile.OFFICE, "noise".getBytes(StandardCharsets.UTF_8)));
        all.add(Hostile.bytes("half of one", topic, Hostile.OFFICE, Arrays.copyOf(good, good.length / 2)));
        all.add(Hostile.bytes("of a schema nobody knows", topic, Hostile.OFFICE, Foreign.framed(-1, good)));
        all.add(Hostile.bytes(
                "another kind of event",
                topic,
                Hostile.OFFICE,
                serializer.serialize("report.submitted", Foreign.submission("OTHER"))));
        all.add(Hostile.bytes("no text as its key", topic, Hostile.OFFICE, good).under(new byte[] {(byte) 0xFF}));
        all.add(Hostile.bytes("no key", topic, Hostile.OFFICE, good).under(null));
        all.add(Hostile.bytes("a long header", topic, Hostile.OFFICE, good).withHeader("ce_id", new byte[LONG]));
    }

    private static SpecificRecord something(String topic) {
        return switch (topic) {
            case Topics.INCIDENT_ACTION -> action("cut").build();
            case Topics.REPORT_EVALUATED -> evaluation("cut").build();
            default -> order("cut", 2025, 1);
        };
    }
}
