package zhuji.acceptance;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.record.CompressionType;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import zhuji.events.Incident;
import zhuji.events.IncidentClass;
import zhuji.events.Stage;
import zhuji.events.Submission;
import zhuji.events.Topics;

/** The worst submission of each kind, one of each. */
final class HostileSubmissions {

    private static final int LARGE = 8_300_000;
    private static final int DEEP = 300_000;
    private static final int ROOM = 100;
    private static final Charset GBK = Charset.forName("GBK");

    private final RunningPipeline running;
    private final Foreign foreign;
    private final List<Hostile> all = new ArrayList<>();

    private HostileSubmissions(RunningPipeline running, Foreign foreign) {
        this.running = running;
        this.foreign = foreign;
    }

    static List<Hostile> of(RunningPipeline running, Foreign foreign) {
        var submissions = new HostileSubmissions(running, foreign);
        submissions.addLarge();
        submissions.addAvro();
        submissions.addJson();
        submissions.addTexts();
        submissions.addEnvelopes();
        return submissions.all;
    }

    private String changed(String number, Consumer<ObjectNode> change) {
        ObjectNode submission = running.submission(number).put("office", Hostile.OFFICE);
        change.accept(submission);
        return submission.toString();
    }

    private void json(String what, Consumer<ObjectNode> change) {
        all.add(Hostile.json(what, changed("X" + all.size(), change)));
    }

    private void addLarge() {
        String body = changed("L", submission -> submission.put("body", "长".repeat(7_000_000)));
        all.add(Hostile.json("21 MB of text", body).packed(CompressionType.ZSTD));
        all.add(Hostile.json("21 MB of text", body).packed(CompressionType.GZIP));
        all.add(Hostile.json("8 MB of objects", "{\"x\":[" + "{},".repeat((LARGE - ROOM) / 3) + "{}]}"));
        all.add(Hostile.json("8 MB of names", "{" + names() + "\"x\":1}"));
        all.add(Hostile.json("8 MB of one number", "{\"submissionId\":" + "9".repeat(LARGE) + "}"));
        all.add(Hostile.json("8 MB of one name", "{\"" + "x".repeat(LARGE) + "\":1}"));
        all.add(Hostile.json("8 MB of depth", "[".repeat(LARGE)));
        all.add(Hostile.json("8 MB of spaces", " ".repeat(LARGE)));
        json("8 MB of text in a number", submission -> submission.put("submissionId", "x".repeat(LARGE)));
        json("8 MB of text in an office", submission -> submission.put("office", "4".repeat(LARGE)));
    }

    private static String names() {
        var names = new StringBuilder(LARGE);
        for (int number = 0; names.length() < LARGE - ROOM; number++) {
            names.append("\"n").append(number).append("\":0,");
        }
        return names.toString();
    }

    private void avro(String what, byte[] value) {
        all.add(Hostile.bytes(what, Topics.REPORT_SUBMITTED, Hostile.OFFICE, value));
    }

    private void addAvro() {
        int released = foreign.released();
        byte[] good = Foreign.body(Foreign.submission("AVRO"));
        for (int schema : new int[] {-1, 0, Integer.MAX_VALUE, Integer.MIN_VALUE, 999_999}) {
            avro("schema number " + schema, Foreign.framed(schema, good));
        }
        avro("cut in its middle", Foreign.framed(released, Arrays.copyOf(good, good.length / 2)));
        avro("bytes behind its end", Foreign.framed(released, good, new byte[ROOM]));
        avro("a frame and nothing in it", Foreign.framed(released));
        avro("a text of two thousand million bytes", Foreign.framed(released, Foreign.number(Integer.MAX_VALUE)));
        avro("a text shorter than nothing", Foreign.framed(released, Foreign.number(Long.MIN_VALUE)));
        avro("8 MB of sensitivities", withSensitivities(released));
        byte[] deep = new byte[DEEP];
        Arrays.fill(deep, (byte) 2);
        avro("a list 300,000 deep", Foreign.framed(list(), good, deep, new byte[1]));
        int nulls = foreign.withField("nulls", "{\"type\":\"array\",\"items\":\"null\"}");
        avro("a million million nulls", Foreign.framed(nulls, good, Foreign.number(1L << 40), new byte[1]));
        avro("five million nulls", Foreign.framed(nulls, good, Foreign.number(5_000_000), new byte[1]));
        int map = foreign.withField("map", "{\"type\":\"map\",\"values\":\"null\"}");
        avro("a map of more than there is", Foreign.framed(map, good, Foreign.number(Long.MAX_VALUE)));
        int marked = foreign.withField("Marking", "\"string\"");
        avro("a field of its own", Foreign.framed(marked, good, Foreign.number(3), "abc".getBytes(UTF_8)));
        int number = foreign.register("hostile-number", "\"long\"");
        avro("a number and no record", Foreign.framed(number, Foreign.number(7)));
    }

    private int list() {
        return foreign.withField(
                "list",
                "[\"null\",{\"type\":\"record\",\"name\":\"Node\",\"namespace\":\"foreign\",\"fields\":"
                        + "[{\"name\":\"next\",\"type\":[\"null\",\"foreign.Node\"]}]}]");
    }

    private static byte[] withSensitivities(int schema) {
        Submission submission = Submission.newBuilder(Foreign.submission("SENSITIVE"))
                .setIncident(Incident.newBuilder()
                        .setCaseNumber("SENSITIVE")
                        .setStage(Stage.INITIAL)
                        .setClass$(IncidentClass.ACCIDENT)
                        .setType("FIRE")
                        .setDivision(Hostile.OFFICE)
                        .build())
                .build();
        byte[] body = Foreign.body(submission);
        return Foreign.framed(
                schema, Arrays.copyOf(body, body.length - 1), Foreign.number(LARGE), new byte[LARGE], new byte[1]);
    }

    private void addJson() {
        String good = changed("J", submission -> {});
        all.add(Hostile.json("nothing", new byte[0]));
        all.add(Hostile.json("a text", "\"x\""));
        all.add(Hostile.json("null", "null"));
        all.add(Hostile.json("a list", "[" + good + "]"));
        all.add(Hostile.json("two of them", good + good));
        all.add(Hostile.json("a name twice", good.replaceFirst("\\{", "{\"title\":\"x\",")));
        all.add(Hostile.json("not a number", good.replaceFirst("\\{", "{\"x\":NaN,")));
        all.add(Hostile.json("a power of ten", good.replaceFirst("\\{", "{\"x\":1e999999999,")));
        all.add(Hostile.json("a comment", good + "/* x */"));
        all.add(Hostile.json("a mark of byte order", "\uFEFF" + good));
        all.add(Hostile.json("GBK", good.getBytes(GBK)));
        all.add(Hostile.json("UTF-16", good.getBytes(UTF_16)));
        all.add(Hostile.json("an overlong NUL", new byte[] {'"', (byte) 0xC0, (byte) 0x80, '"'}));
        json("a hundred unknown fields", submission -> {
            for (int field = 0; field < 200; field++) {
                submission.put("field" + field, "x");
            }
        });
        json("dead beyond counting", submission -> incident(submission, Long.MAX_VALUE));
        json("fewer dead than none", submission -> incident(submission, -1));
        json("the end of time", submission -> submission.put("submittedAt", "+999999999-12-31T23:59:59Z"));
        json("before all time", submission -> submission.put("submittedAt", "-999999999-01-01T00:00:00Z"));
        json("an office of no region", submission -> submission.put("office", "990100"));
        json("an office that is none", submission -> submission.put("office", "../../etc"));
    }

    private void incident(ObjectNode submission, long deaths) {
        JsonMapper mapper = JsonMapper.shared();
        submission.setAll((ObjectNode) mapper.readTree(
                running.fire(Hostile.OFFICE, "D" + deaths, deaths).toString()));
        ((ObjectNode) submission.get("incident"))
                .putObject("missing")
                .put("count", deaths)
                .put("qualifier", "EXACT");
    }

    private void addTexts() {
        for (String field : List.of("submissionId", "author", "signer", "title", "body", "office")) {
            json("half a character in " + field, submission -> submission.put(field, "x\uD842"));
            all.add(Hostile.json(
                    "half a character, escaped, in " + field,
                    changed("E" + all.size(), submission -> submission.put(field, "@@"))
                            .replace("@@", "x\\ud842")));
            for (String nothing : List.of("\u00A0", "\u200B", "\uFEFF", "\u3164", "\u2800", "\0", "\uFFFD")) {
                json("nothing to see in " + field, submission -> submission.put(field, nothing.repeat(2)));
            }
        }
        json(
                "a cut in the middle of a character",
                submission -> submission.put("submissionId", "x".repeat(79) + "𠮷野家报送编号"));
        json("a number in wide digits", submission -> submission.put("submissionId", "２０２５-０００７"));
        json("a number that is a path", submission -> submission.put("submissionId", "a/../b"));
    }

    private void addEnvelopes() {
        Hostile good = Hostile.json("", changed("N", submission -> {}));
        all.add(new Hostile("no key", good.topic(), null, good.value(), good.headers(), CompressionType.NONE));
        all.add(new Hostile("no value", good.topic(), good.key(), null, good.headers(), CompressionType.NONE));
        all.add(named("a key of a million bytes", good).under(new byte[1_000_000]));
        all.add(named("a key that is no text", good).under(new byte[] {(byte) 0xFF, (byte) 0xFE}));
        for (String header :
                List.of("ce_id", "ce_type", "ce_time", "traceparent", "content-type", "zhuji_replayed_from")) {
            all.add(named("a million bytes in " + header, good).withHeader(header, new byte[1_000_000]));
            all.add(named("nonsense in " + header, good).withHeader(header, new byte[] {(byte) 0xFF, 0, 7}));
        }
        all.add(named("thirty thousand headers", good).withHeaders(known -> {
            for (int header = 0; header < 30_000; header++) {
                known.add(new RecordHeader("header" + header, new byte[1]));
            }
            return known;
        }));
        for (String type : List.of("application/avro", "application/cloudevents+json", "text/plain; charset=GBK")) {
            all.add(named("JSON that says it is " + type, good)
                    .withHeaders(known -> new ArrayList<Header>())
                    .withHeader("Content-Type", type.getBytes(UTF_8)));
        }
    }

    private static Hostile named(String what, Hostile other) {
        return new Hostile(what, other.topic(), other.key(), other.value(), other.headers(), other.codec());
    }
}
