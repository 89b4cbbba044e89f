package zhuji.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecrecyMarksTest {

    private static final String MARKED = "{\"marking\":\"机密\",\"title\":\"春耕\"";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "绝密",
                "机 密",
                "机　密★1年",
                "機密",
                "絕密",
                "祕密",
                "机\u200b密",
                "ＳＥＣＲＥＴ",
                "Top Secret",
                "confidential",
                "内部",
                "內部資料",
                "机密★",
                "秘密10年",
                "涉密"
            })
    void knowsAMarkingHoweverItIsWritten(String value) {
        assertThat(SecrecyMarks.isMarking(value)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"春耕备耕情况", "公开", "司机，密切关注", "x", "", "商业秘密保护"})
    void takesNoOtherValueForAMarking(String value) {
        assertThat(SecrecyMarks.isMarking(value)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Marking",
                "secrecyMarking",
                "SECRECY_LEVEL",
                "classification",
                "密级",
                "定密责任人",
                "Ｍarking",
                "mark-ing",
                "密",
                "密等",
                "保密期限",
                "securityLevel",
                "security"
            })
    void knowsAFieldForMarkingsByItsName(String name) {
        assertThat(SecrecyMarks.isName(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"categroy", "colour", "remark", "标题", "人口密度", "密切联系人", "securityStaff"})
    void takesNoOtherFieldForOne(String name) {
        assertThat(SecrecyMarks.isName(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"无", "公开", "非密", "NONE", "不涉密", "-", " 无 "})
    void knowsWhatSaysThatThereIsNone(String value) {
        assertThat(SecrecyMarks.saysNone(value)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "机密★1年\n关于",
                "绝密\n某事",
                "前言。機　密 ☆ 长期。正文",
                "秘密",
                "【机密】关于某事",
                "〔內部〕关于某事",
                "(SECRET) on this",
                "机密　关于某事",
                "机 密 关于某事",
                "密级：机密\n关于",
                "密级:内部 关于",
                "机密·长期\n关于",
                "机密级：关于",
                "秘密10年\n关于",
                "内部\n关于",
                "SECRET\non this"
            })
    void seesAMarkingAtTheHeadOfATextOrWithItsStar(String text) {
        assertThat(SecrecyMarks.bears(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "保护企业商业秘密专项行动开展情况",
                "情报中心将此秘密情报报告",
                "密切关注",
                "",
                "秘密战线的故事",
                "机密工作培训班开班",
                "【快讯】关于某事",
                "内部审计工作情况",
                "密级工业管理办法",
                "绝密宝藏"
            })
    void takesNoMentionInATextForAMarking(String text) {
        assertThat(SecrecyMarks.bears(text)).isFalse();
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("wrappings")
    void seesAMarkingInBytesNobodyCanRead(byte[] bytes) {
        assertThat(SecrecyMarks.maybeIn(bytes)).isTrue();
    }

    static Stream<byte[]> wrappings() throws IOException {
        byte[] plain = utf8(MARKED);
        return Stream.of(
                plain,
                MARKED.getBytes(Charset.forName("GB18030")),
                "{\"marking\":\"機密\"".getBytes(Charset.forName("Big5")),
                MARKED.getBytes(StandardCharsets.UTF_16LE),
                MARKED.getBytes(StandardCharsets.UTF_16BE),
                MARKED.getBytes(StandardCharsets.UTF_16),
                "{\"marking\":\"SECRET\",\"a\":1".getBytes(StandardCharsets.UTF_16LE),
                utf8("{\"marking\":\"\\u673a\\u5bc6\""),
                utf8("{\"x\":\"\\u673A\\u5BC6\""),
                utf8("<report><marking>机密</marking></report>"),
                utf8("<r 密级='x'/>"),
                utf8("<a>&#26426;&#23494;</a>"),
                utf8("<a>&#x673a;&#x5bc6;</a>"),
                utf8("a=1&marking=%E6%9C%BA%E5%AF%86"),
                utf8("=E6=9C=BA=E5=AF=86"),
                utf8("机\u200b密"),
                utf8("机 密"),
                utf8("机·密"),
                utf8("marking: SECRET\nbody: x"),
                utf8("{'classification' : 'TOP SECRET'"),
                gzip(plain),
                zlib(plain),
                gzip(gzip(plain)),
                Base64.getEncoder().encode(plain),
                Base64.getMimeEncoder().encode(plain),
                Base64.getUrlEncoder().encode(gzip(plain)),
                utf8(HexFormat.of().formatHex(plain)),
                utf8("{\"attachment\":\"" + Base64.getEncoder().encodeToString(plain) + "\","),
                HexFormat.of().parseHex("504b030414000600"),
                HexFormat.of().parseHex("255044462d312e37"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"marking\":null,\"title\":\"春耕\"}",
                "{\"marking\": \"\",\"title\":\"春耕\"",
                "{\"title\":\"保护企业商业秘密专项行动\"",
                "{\"title\":\"密切关注司机，密切联系\"",
                "{\"digest\":\"3b2a9f3b2a9f3b2a9f3b2a9f3b2a9f3b2a9f3b2a9f\"",
                "the secret garden"
            })
    void seesNoneWhereThereIsNone(String text) {
        assertThat(SecrecyMarks.maybeIn(utf8(text))).isFalse();
    }

    @Test
    void seesNoneInNoiseOrNothing() {
        assertThat(SecrecyMarks.maybeIn(new byte[] {0, 1, 2, -1})).isFalse();
        assertThat(SecrecyMarks.maybeIn(null)).isFalse();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    private static byte[] zlib(byte[] bytes) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var out = new DeflaterOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    /** However much may yet be looked at, so much is not held at once. */
    @Test
    void takesForMarkedWhatUnpacksToMegabytes() throws IOException {
        byte[] noise = new byte[5_000_000];
        new Random(1).nextBytes(noise);

        assertThat(SecrecyMarks.maybeIn(gzip(noise))).isTrue();
    }

    /** Packed in packed in packed, each many times: what takes too long to look into may be marked. */
    @Test
    void takesForMarkedWhatUnpacksWithoutEnd() throws IOException {
        byte[] bomb = new byte[300_000];
        for (int layer = 0; layer < 3; layer++) {
            String packed = Base64.getEncoder().encodeToString(gzip(bomb));
            bomb = utf8((packed + "\"").repeat(60));
        }

        assertThat(SecrecyMarks.maybeIn(bomb)).isTrue();
    }

    @Test
    void takesForMarkedWhatHasSignsWithoutEnd() {
        String signs = Base64.getEncoder().encodeToString(utf8("arking ".repeat(100)));

        assertThat(SecrecyMarks.maybeIn(utf8(signs + "\""))).isFalse();
        assertThat(SecrecyMarks.maybeIn(utf8((signs + "\"").repeat(40)))).isTrue();
    }

    /** What is not looked at closely because nothing of it can be a marking is none, whatever it is made of. */
    @Test
    void takesNothingForOrdinaryThatIsAMarking() {
        long seed = Long.getLong("zhuji.seed", System.nanoTime());
        System.out.println("seed of the lines: " + seed + " (again with -Dzhuji.seed=" + seed + ")");
        var random = new Random(seed);
        List<String> scraps = List.of(
                "密",
                "机",
                "绝",
                "秘",
                "級",
                "级",
                "内",
                "內",
                "部",
                "涉",
                "：",
                ":",
                " ",
                "　",
                "【",
                "】",
                "★",
                "1年",
                "关于",
                "报告",
                "secret",
                "SECRET",
                "s",
                "e",
                "c",
                "r",
                "t",
                "ＳＥ",
                "ⓢ",
                "𝐬ecret",
                "restricted",
                "internal",
                "-",
                "\u200b",
                "ſecret",
                "45",
                "㊙");
        int ordinary = 0;
        for (int line = 0; line < 200_000; line++) {
            var text = new StringBuilder();
            for (int scrap = 1 + random.nextInt(8); scrap > 0; scrap--) {
                text.append(scraps.get(random.nextInt(scraps.size())));
            }
            String made = text.toString();
            if (SecrecyMarks.isOrdinary(made)) {
                ordinary++;
                assertThat(SecrecyMarks.isHeadedLine(made)).as(made).isFalse();
            }
        }
        assertThat(ordinary).isPositive();
    }
}
