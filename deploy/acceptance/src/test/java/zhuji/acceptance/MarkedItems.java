package zhuji.acceptance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import zhuji.events.Submission;

/** Fifty marked items, each written in another way, as offices and their systems have written them or might. */
final class MarkedItems {

    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final Charset BIG5 = Charset.forName("Big5");
    private static final List<String> VALUES = List.of(
            "秘密",
            "机密★5年",
            "绝密",
            "机 密",
            "机　密★1年",
            "機密",
            "絕密",
            "机\u200B密",
            "祕密",
            "SECRET",
            "Top Secret",
            "confidential",
            "机·密",
            "内部");
    private static final List<String> FIELDS =
            List.of("Marking", "MARKING", "secrecyMarking", "secrecy_level", "密级", "classification", "定密责任人", "保密期限");

    private final RunningPipeline running;
    private final Foreign foreign;
    private final String secret;
    private final List<Item> all = new ArrayList<>();

    /**
     * One of them.
     *
     * @param sent how it is sent
     * @param traces bytes of it, in every form it or its text has
     */
    record Item(Hostile sent, List<String> traces) {}

    private MarkedItems(RunningPipeline running, Foreign foreign, String secret) {
        this.running = running;
        this.foreign = foreign;
        this.secret = secret;
    }

    /** @param secret what is in the title and the text of each, and nowhere else */
    static List<Item> of(RunningPipeline running, Foreign foreign, String secret) {
        var items = new MarkedItems(running, foreign, secret);
        VALUES.forEach(value -> items.json("marking " + value, json -> json.replace("@marking", value)));
        FIELDS.forEach(field -> items.json(
                "field " + field, json -> json.replace("\"marking\":\"@marking\"", "\"" + field + "\":\"机密\"")));
        items.addWritten();
        items.addPacked();
        items.addAvro();
        return items.all;
    }

    private String text() {
        return running.submission("MK" + all.size())
                .put("office", Hostile.OFFICE)
                .put("marking", "@marking")
                .put("title", secret + all.size())
                .put("body", secret + all.size())
                .toString();
    }

    private String marked() {
        return text().replace("@marking", "机密");
    }

    private void json(String what, UnaryOperator<String> change) {
        add(what, change.apply(text()).getBytes(UTF_8));
    }

    private void add(String what, byte[] value) {
        String raw = new String(value, ISO_8859_1);
        String plain = new String(secret.getBytes(UTF_8), ISO_8859_1);
        int middle = raw.length() / 2;
        // What stands in the middle of other forms is theirs alone; of plain text it may be any report's.
        String trace = raw.contains(plain) ? plain : raw.substring(middle, Math.min(middle + 24, raw.length()));
        all.add(new Item(Hostile.json(what, value), List.of(trace)));
    }

    private void addWritten() {
        json("a comma too much", json -> json.replace("@marking", "机密").replaceFirst("\\}$", ",}"));
        // Where its marking comes first; what is cut off cannot be seen.
        json("cut short", json -> "{\"marking\":\"机密\"," + json.substring(1, json.length() - 20));
        json("named twice", json -> json.replace("\"@marking\"", "\"机密\",\"marking\":null"));
        json("escaped", json -> json.replace("@marking", "\\u673a\\u5bc6"));
        json("in an object", json -> json.replace("\"@marking\"", "{\"level\":\"机密\"}"));
        json("in a list", json -> "[" + json.replace("@marking", "机密") + "]");
        json(
                "in a text",
                json -> "{\"data\":\"" + json.replace("@marking", "机密").replace("\"", "\\\"") + "\"}");
        json("in a cloud event", json -> "{\"specversion\":\"1.0\",\"data\":" + json.replace("@marking", "机密") + "}");
        json(
                "at the head of the title",
                json -> json.replace("\"@marking\"", "null").replace(secret, "机密★3年 " + secret));
        json(
                "at the head of the text",
                json -> json.replace("\"@marking\"", "null").replaceFirst("\"body\":\"", "\"body\":\"【机密】"));
        add(
                "XML",
                ("<report><marking>机密</marking><title>" + secret + all.size() + "</title></report>").getBytes(UTF_8));
        add("a form", ("marking=机密&title=" + secret + all.size()).getBytes(UTF_8));
        add("YAML", ("marking: 机密\ntitle: " + secret + all.size() + "\n").getBytes(UTF_8));
        add("GB18030", marked().getBytes(GB18030));
        add("Big5", marked().replace("机", "機").getBytes(BIG5));
        add("UTF-16LE", marked().getBytes(UTF_16LE));
        add("UTF-16BE", marked().getBytes(UTF_16BE));
        add("a mark of byte order", ("\uFEFF" + marked()).getBytes(UTF_8));
    }

    private interface Packing {
        OutputStream around(OutputStream bytes) throws IOException;
    }

    private static byte[] packed(byte[] plain, Packing packing) {
        var bytes = new ByteArrayOutputStream();
        try (OutputStream packed = packing.around(bytes)) {
            packed.write(plain);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private void addPacked() {
        add("gzip", packed(marked().getBytes(UTF_8), GZIPOutputStream::new));
        add("zlib", packed(marked().getBytes(UTF_8), DeflaterOutputStream::new));
        add("base64", Base64.getEncoder().encode(marked().getBytes(UTF_8)));
        add("base64 for addresses", Base64.getUrlEncoder().encode(marked().getBytes(UTF_8)));
        add("hexadecimal", HexFormat.of().formatHex(marked().getBytes(UTF_8)).getBytes(UTF_8));
        add("gzip in base64", Base64.getEncoder().encode(packed(marked().getBytes(UTF_8), GZIPOutputStream::new)));
    }

    private void addAvro() {
        Submission marked = Submission.newBuilder(Foreign.submission("MKA"))
                .setTitle(secret + all.size())
                .setBody(secret + all.size())
                .setMarking("机密")
                .build();
        byte[] body = Foreign.body(marked);
        add("Avro", Foreign.framed(foreign.released(), body));
        add("Avro cut short", Foreign.framed(foreign.released(), Arrays.copyOf(body, body.length - 9)));
        byte[] open =
                Foreign.body(Submission.newBuilder(marked).setMarking(null).build());
        byte[] value = "机密".getBytes(UTF_8);
        int schema = foreign.withField("Marking", "\"string\"");
        add("a field of its own in Avro", Foreign.framed(schema, open, Foreign.number(value.length), value));
        add("Avro of a schema nobody knows", Foreign.framed(999_999, body));
    }
}
