package zhuji.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import zhuji.cli.OfficeRegistry;
import zhuji.events.Level;
import zhuji.events.OfficeRegistered;
import zhuji.events.OfficeStatus;

/**
 * The shipped sample: a year of submissions made from the division table and the facts of real incidents, with sentences of its own and
 * invented names. It is the same at every run.
 */
public final class SampleYear {

    static final int YEAR = 2025;

    private static final int EVERY_INCIDENT = 3;
    private static final int EVERY_PREFECTURE = 4;
    private static final int EVERY_COUNTY = 150;
    private static final int IDLE = 9;
    private static final int SILENT = 23;
    /** Hours from the start to a few days before the year ends. */
    private static final long HOURS = 8_600;

    private static final ZoneOffset BEIJING = ZoneOffset.ofHours(8);
    private static final OffsetDateTime START =
            LocalDateTime.of(YEAR, 1, 2, 8, 30).atOffset(BEIJING);
    private static final JsonMapper JSON = JsonMapper.shared();

    private static final List<Topical> SUBJECTS = List.of(
            new Topical("POLICY_IMPLEMENTATION", "春耕备耕农资保供情况", "种子、化肥供应总体平稳，个别乡镇柴油配送滞后，建议统筹调运。"),
            new Topical("NEW_SITUATION", "返乡务工人员就近就业新情况", "返乡人员中技能型岗位需求上升，现有培训课程与用工需求不够匹配，建议按需开课。"),
            new Topical("LEADER_INSTRUCTION", "防汛隐患整改指示落实情况", "排查隐患点位已建台账并逐项销号，尚有两处堤段待汛前完成加固。"),
            new Topical("SOLICITED", "小微企业用电成本约稿信息", "走访企业反映峰谷价差执行后成本有所下降，转供电环节仍需规范。"),
            new Topical("POLICY_IMPLEMENTATION", "基层医疗机构药品配备情况", "常用慢性病用药基本配齐，偏远卫生院补货周期偏长，建议设置周转库。"),
            new Topical("GENERAL_DYNAMIC", "文化惠民活动开展情况", "各街道组织了群众文艺演出与阅读活动，参与人数较上年同期增加。"));

    /** A subject of routine reports. */
    private record Topical(String category, String title, String text) {}

    private final Map<String, OfficeRegistered> offices = OfficeRegistry.load(OfficeRegistry.SAMPLE);
    private final List<ObjectNode> submissions = new ArrayList<>();

    private SampleYear() {}

    /** The submissions, one JSON object a line, in order of time; the bad ones among them. */
    public static Stream<String> submissions() {
        var year = new SampleYear();
        year.addRoutine();
        year.addDuties();
        year.addIncidents();
        year.addMistakes();
        return Stream.concat(year.inOrder(), unreadable());
    }

    private Stream<String> inOrder() {
        return submissions.stream()
                .sorted(Comparator.comparing(node -> node.get("submittedAt").stringValue()))
                .map(JSON::writeValueAsString);
    }

    private void addRoutine() {
        List<OfficeRegistered> filing = new ArrayList<>();
        filing.addAll(every(EVERY_PREFECTURE, Level.PREFECTURE));
        filing.addAll(every(EVERY_PREFECTURE, Level.PROVINCE));
        filing.addAll(every(EVERY_COUNTY, Level.COUNTY));
        int number = 0;
        for (OfficeRegistered office : filing) {
            for (int report = 0; report < 2; report++, number++) {
                Topical subject = SUBJECTS.get(number % SUBJECTS.size());
                ObjectNode submission = routine(office, number, subject);
                if (number % 41 == 0) {
                    submission.put("relay", "PROVINCE");
                }
                if (number % 37 == 0) {
                    submission.put("mode", number % 2 == 0 ? "EXERCISE" : "TEST");
                }
                submissions.add(submission);
            }
        }
    }

    /**
     * Most contact points do their duty: three research reports a month. One in nine files two, one in twenty-three nothing but a word now and
     * then; in August some are short of one.
     */
    private void addDuties() {
        int number = 0;
        int place = 0;
        for (OfficeRegistered office : offices.values()) {
            place += office.getContactPoint() ? 1 : 0;
            if (!office.getContactPoint() || place % SILENT == 0) {
                continue;
            }
            int monthly = place % IDLE == 0 ? 2 : 3;
            for (int month = 1; month <= 12; month++) {
                for (int report = 0; report < monthly; report++, number++) {
                    if (number % 7 != 0 || month != 8) {
                        OffsetDateTime at =
                                START.withMonth(month).plusDays(9L * report).plusMinutes(number % 300);
                        Topical subject = SUBJECTS.get(number % (SUBJECTS.size() - 1));
                        ObjectNode submission = routine(office, "Q" + number, at, subject);
                        submission.put("form", "RESEARCH");
                        submissions.add(submission);
                    }
                }
            }
        }
    }

    private ObjectNode routine(OfficeRegistered office, int number, Topical subject) {
        OffsetDateTime at = START.plusHours(38L * number % HOURS).plusMinutes(number % 60);
        ObjectNode submission = routine(office, "S" + number, at, subject);
        submission.put("form", number % 3 == 0 ? "BRIEF" : "RESEARCH");
        return submission;
    }

    private ObjectNode routine(OfficeRegistered office, String number, OffsetDateTime at, Topical subject) {
        ObjectNode submission = submission(office.getCode(), number, at);
        submission.put("category", subject.category());
        submission.put("urgency", "ROUTINE");
        submission.put("title", office.getName() + subject.title());
        submission.put("body", "经调研，" + office.getName() + subject.text());
        if (subject.category().equals("SOLICITED")) {
            submission.put("solicitationId", "Y" + YEAR + "-" + at.getMonthValue());
        }
        return submission;
    }

    private void addIncidents() {
        List<List<String>> facts = facts();
        for (int index = 0; index < facts.size(); index += EVERY_INCIDENT) {
            ObjectNode initial = incident(facts.get(index), index, "INITIAL");
            submissions.add(initial);
            if (index % 15 == 0) {
                submissions.add(incident(facts.get(index), index, "FOLLOW_UP"));
            }
        }
    }

    private ObjectNode incident(List<String> fact, int index, String stage) {
        boolean initial = stage.equals("INITIAL");
        OffsetDateTime occurredAt = START.plusHours(27L * index % HOURS).plusMinutes(17L * index % 60);
        OffsetDateTime submittedAt = occurredAt.plus(Duration.ofMinutes(initial ? minutesToReport(index) : 500));
        String code = fact.get(2);
        OfficeRegistered office = offices.get(code);
        String place = office == null ? code : office.getName();
        ObjectNode submission = submission(code, (initial ? "I" : "F") + index, submittedAt);
        submission.put("category", "MAJOR_INCIDENT");
        submission.put("form", "BRIEF");
        submission.put("urgency", "FLASH");
        submission.put("title", place + wordsFor(fact.get(1)) + (initial ? "初报" : "续报"));
        submission.put("body", place + "发生" + wordsFor(fact.get(1)) + "，已组织救援处置，伤亡情况以要素栏为准，后续续报。");
        ObjectNode incident = submission.putObject("incident");
        incident.put("caseNumber", "K" + index);
        incident.put("stage", stage);
        incident.put("class", classOf(fact.get(1)));
        incident.put("type", fact.get(1).toUpperCase(Locale.ROOT));
        incident.put("occurredAt", occurredAt.toString());
        incident.put("division", code);
        incident.put("place", place);
        if (initial) {
            addPeculiarities(submission, incident, index);
        }
        count(incident, "deaths", fact.get(3), fact.get(4), initial ? 0 : 1);
        count(incident, "injuries", fact.get(5), fact.get(6), 0);
        count(incident, "missing", fact.get(7), "exact", 0);
        if (!fact.get(8).isEmpty()) {
            incident.put("affected", Long.parseLong(fact.get(8)));
        }
        return submission;
    }

    /** Most within the hour or so; one in ten takes too long. */
    private static int minutesToReport(int index) {
        return index % 30 == 6 ? 400 : 12 + index % 70;
    }

    /** A sensitive one, one that goes past the city, one of an exercise, and when the office learned of it. */
    private static void addPeculiarities(ObjectNode submission, ObjectNode incident, int index) {
        if (index % 60 == 12) {
            incident.putArray("sensitive").add("POPULATION");
        }
        if (index % 45 == 9) {
            incident.putObject("bypass")
                    .put("targetLevel", "PROVINCE")
                    .put("reason", "EXTREME_URGENCY")
                    .put("authoriser", "带班领导丙");
        }
        if (index % 75 == 18) {
            submission.put("mode", "EXERCISE");
        }
        if (index % 30 == 21) {
            incident.put(
                    "learnedAt",
                    OffsetDateTime.parse(submission.get("submittedAt").stringValue())
                            .minusMinutes(9)
                            .toString());
        }
    }

    private static void count(ObjectNode incident, String name, String number, String qualifier, int more) {
        if (number.isEmpty()) {
            incident.putNull(name);
            return;
        }
        ObjectNode count = incident.putObject(name);
        count.put("count", Long.parseLong(number) + more);
        count.put("qualifier", qualifier.isEmpty() ? "EXACT" : qualifier.toUpperCase(Locale.ROOT));
    }

    /** One of each mistake offices make. */
    private void addMistakes() {
        OfficeRegistered office = every(EVERY_PREFECTURE, Level.PREFECTURE).getFirst();
        Topical subject = SUBJECTS.getFirst();
        submissions.add(routine(office, 9_001, subject).put("colour", "red"));
        submissions.add(routine(office, 9_002, subject).put("title", ""));
        submissions.add(routine(office, 9_003, subject).put("office", "999999"));
        submissions.add(routine(office, 9_004, subject).put("signer", ""));
        submissions.add(routine(office, 9_005, subject).put("category", "RUMOUR"));
        submissions.add(routine(office, 9_006, subject).put("submittedAt", "昨天"));
        submissions.add(routine(office, 9_007, subject).put("office", "452100"));
        submissions.add(routine(office, 9_008, subject).put("marking", "秘密★1年").put("body", "示例：本条仅用于演示标密信息被拒收。"));
        ObjectNode first = routine(office, 9_009, subject);
        submissions.add(first);
        submissions.add(first.deepCopy());
        submissions.add(routine(office, 9_009, subject).put("title", "同一编号的另一内容"));
        submissions.add(
                incident(List.of("x", "fire", office.getCode(), "1", "exact", "", "", "", ""), 9_010, "FOLLOW_UP"));
        ObjectNode nowhere =
                incident(List.of("x", "fire", office.getCode(), "-1", "exact", "", "", "", ""), 9_011, "INITIAL");
        ((ObjectNode) nowhere.get("incident")).putNull("division");
        submissions.add(nowhere);
    }

    private static Stream<String> unreadable() {
        return Stream.of("{\"submissionId\":\"broken\",\"office\":", "not a submission at all");
    }

    private ObjectNode submission(String office, String number, OffsetDateTime submittedAt) {
        ObjectNode submission = JSON.createObjectNode();
        submission.put("submissionId", YEAR + "-" + number);
        submission.put("office", office);
        submission.put("author", "信息员甲");
        submission.put("signer", "值班领导乙");
        submission.put("mode", "ACTUAL");
        submission.putNull("marking");
        submission.put("submittedAt", submittedAt.toString());
        submission.putNull("solicitationId");
        submission.putNull("incident");
        return submission;
    }

    private List<OfficeRegistered> every(int step, Level level) {
        List<OfficeRegistered> all = offices.values().stream()
                .filter(office -> office.getLevel() == level && office.getStatus() == OfficeStatus.ACTIVE)
                .toList();
        return Stream.iterate(0, index -> index < all.size(), index -> index + step)
                .map(all::get)
                .toList();
    }

    private static String classOf(String kind) {
        return switch (kind) {
            case "earthquake" -> "NATURAL_DISASTER";
            case "food_poisoning" -> "PUBLIC_HEALTH";
            case "public_security" -> "SOCIAL_SECURITY";
            default -> "ACCIDENT";
        };
    }

    private static String wordsFor(String kind) {
        return switch (kind) {
            case "earthquake" -> "地震";
            case "food_poisoning" -> "食物中毒事件";
            case "public_security" -> "社会安全事件";
            case "fire" -> "火灾";
            case "mine_accident" -> "矿山事故";
            default -> "道路交通事故";
        };
    }

    private static List<List<String>> facts() {
        try (InputStream stream = SampleYear.class.getResourceAsStream("/sample/incident-facts.csv")) {
            if (stream == null) {
                throw new IllegalStateException("the jar lacks sample/incident-facts.csv");
            }
            var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
            return reader.lines()
                    .skip(1)
                    .map(line -> List.of(line.split(",", -1)))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
