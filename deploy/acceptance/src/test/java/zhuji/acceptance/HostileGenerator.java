package zhuji.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.record.CompressionType;
import zhuji.events.EventHeaders;
import zhuji.events.Topics;

/** Makes records that are wrong in a different way each time, always the same ones of a seed. */
final class HostileGenerator {

    private static final int LONGEST_NOISE = 2_000;
    private static final int LONGEST_TEXT = 20_000;
    private static final int DEEPEST = 20_000;
    private static final List<String> SCRAPS = List.of(
            "null",
            "{}",
            "[]",
            "\"\"",
            "-0",
            "1e99",
            "true",
            "\"\\ud800\"",
            "\"\\u0000\"",
            "[[[[",
            "\"机密\"",
            "9".repeat(50));
    private static final List<String> TYPES = List.of(
            "application/json",
            "application/avro",
            "APPLICATION/JSON; charset=gbk",
            "text/xml",
            "",
            "\0",
            "multipart/form-data");

    private final Random random;
    private final RunningPipeline running;
    private final Foreign foreign;
    private final List<Hostile> words;
    private final List<Integer> schemas = new ArrayList<>();
    private final List<Supplier<Hostile>> kinds = List.of(
            this::noise,
            this::brokenJson,
            this::wrongJson,
            this::brokenAvro,
            this::foreignAvro,
            this::deepJson,
            this::word,
            this::longText);
    private int made;

    HostileGenerator(long seed, RunningPipeline running, Foreign foreign, List<Hostile> words) {
        this.random = new Random(seed);
        this.running = running;
        this.foreign = foreign;
        this.words = words;
        schemas.add(foreign.released());
        schemas.add(foreign.withField("nulls", "{\"type\":\"array\",\"items\":\"null\"}"));
        schemas.add(foreign.withField("map", "{\"type\":\"map\",\"values\":\"null\"}"));
        schemas.add(foreign.withField("Marking", "\"string\""));
        schemas.add(foreign.register("hostile-number", "\"long\""));
        schemas.add(foreign.register("hostile-bytes", "\"bytes\""));
    }

    /** The next one. */
    Hostile next() {
        made++;
        Hostile next = kinds.get(random.nextInt(kinds.size())).get();
        next = next.packed(CompressionType.forId(random.nextInt(5)));
        if (random.nextInt(4) == 0) {
            next = next.under(random.nextBoolean() ? null : noiseOf(random.nextInt(30)));
        }
        if (random.nextInt(4) == 0) {
            List<String> names =
                    List.of(EventHeaders.ID, EventHeaders.TRACE_PARENT, EventHeaders.TIME, "x", "Content-Type");
            next = next.withHeader(names.get(random.nextInt(names.size())), noiseOf(random.nextInt(200)));
        }
        if (random.nextInt(4) == 0) {
            byte[] type = TYPES.get(random.nextInt(TYPES.size())).getBytes(UTF_8);
            next = next.withHeaders(
                    known -> new ArrayList<>(List.of(new RecordHeader(EventHeaders.CONTENT_TYPE, type))));
        }
        return next;
    }

    private byte[] noiseOf(int length) {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        return noise;
    }

    private String good() {
        return (random.nextBoolean()
                        ? running.submission("GEN" + made)
                        : running.fire(Hostile.OFFICE, "GEN" + made, random.nextInt(-3, 40)))
                .put("office", Hostile.OFFICE)
                .toString();
    }

    private Hostile noise() {
        byte[] noise = noiseOf(random.nextInt(LONGEST_NOISE));
        if (noise.length > 0 && random.nextBoolean()) {
            noise[0] = 0;
        }
        return Hostile.bytes("noise", Topics.REPORT_SUBMITTED, Hostile.OFFICE, noise);
    }

    private Hostile brokenJson() {
        byte[] broken = good().getBytes(UTF_8);
        if (random.nextBoolean()) {
            return Hostile.json("JSON cut short", Arrays.copyOf(broken, random.nextInt(broken.length)));
        }
        flip(broken);
        return Hostile.json("JSON with other bytes in it", broken);
    }

    private void flip(byte[] bytes) {
        for (int times = random.nextInt(1, 6); times > 0; times--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
    }

    /** Something else stands where a value was. */
    private Hostile wrongJson() {
        String good = good();
        List<Integer> values = new ArrayList<>();
        for (int at = good.indexOf("\":"); at >= 0; at = good.indexOf("\":", at + 1)) {
            values.add(at + 2);
        }
        int from = values.get(random.nextInt(values.size()));
        int to = from;
        while (good.charAt(to) != ',' && good.charAt(to) != '}') {
            to++;
        }
        String scrap = SCRAPS.get(random.nextInt(SCRAPS.size()));
        return Hostile.json("JSON with another value in it", good.substring(0, from) + scrap + good.substring(to));
    }

    private Hostile brokenAvro() {
        byte[] body = Foreign.body(Foreign.submission("GEN" + made));
        flip(body);
        return avro("Avro with other bytes in it", foreign.released(), body);
    }

    private Hostile foreignAvro() {
        byte[] body = Foreign.body(Foreign.submission("GEN" + made));
        int schema = random.nextInt(5) == 0 ? random.nextInt() : schemas.get(random.nextInt(schemas.size()));
        return avro(
                "Avro of a foreign schema",
                schema,
                body,
                Foreign.number(random.nextLong() >> random.nextInt(64)),
                noiseOf(9));
    }

    private static Hostile avro(String what, int schema, byte[]... parts) {
        return Hostile.bytes(what, Topics.REPORT_SUBMITTED, Hostile.OFFICE, Foreign.framed(schema, parts));
    }

    private Hostile deepJson() {
        String opening = random.nextBoolean() ? "[" : "{\"x\":";
        return Hostile.json("JSON too deep", "{\"x\":" + opening.repeat(random.nextInt(DEEPEST)));
    }

    private Hostile longText() {
        String text = Character.toString(random.nextInt(0x20, 0xFFFF)).repeat(random.nextInt(LONGEST_TEXT));
        List<String> fields =
                List.of("submissionId", "office", "author", "signer", "title", "body", "submittedAt", text);
        return Hostile.json(
                "a long text",
                running.submission("GEN" + made)
                        .put("office", Hostile.OFFICE)
                        .put(fields.get(random.nextInt(fields.size())), text)
                        .toString());
    }

    private Hostile word() {
        Hostile word = words.get(random.nextInt(words.size()));
        byte[] value = word.value();
        if (value == null || value.length == 0 || value.length > LONGEST_TEXT) {
            return word;
        }
        byte[] changed = value.clone();
        flip(changed);
        return new Hostile(word.what(), word.topic(), word.key(), changed, word.headers(), word.codec());
    }
}
