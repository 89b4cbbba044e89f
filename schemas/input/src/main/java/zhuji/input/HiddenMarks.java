package zhuji.input;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/**
 * Looks for markings in bytes that are no form of ours. It looks near the few signs without which there is none, in each charset that offices
 * write in, so that a record of megabytes takes milliseconds; and into what is packed or encoded, a few layers deep. What nobody can look into
 * (an archive, a scan, a document of an office program) may be marked.
 */
final class HiddenMarks {

    private static final int LAYERS = 4;

    /** Bytes that are unpacked of one record beyond twice its own, all layers together; where there are more, doubt decides. */
    private static final int UNPACKED = 512 * 1024;

    /** Bytes on either side of a sign that are looked at. */
    private static final int NEAR = 160;

    /** Of each layer, bytes that are unpacked, and among which encoded texts are looked for. */
    private static final int HEAD = 2 * 1024 * 1024;

    /** Signs looked near to in one record, all layers together; where there are more, doubt decides. */
    private static final int MOST_SIGNS = 500;

    private static final int BYTES = 256;
    private static final int LEAST_ENCODED = 16;
    private static final int MOST_TOKENS = 64;

    private static final List<Charset> CHARSETS = List.of(
            StandardCharsets.UTF_8,
            Charset.forName("GB18030"),
            Charset.forName("Big5"),
            StandardCharsets.UTF_16LE,
            StandardCharsets.UTF_16BE);

    /** Packed with what is not looked into, or a document or picture. */
    private static final List<byte[]> CLOSED = Stream.of(
                    "28b52ffd", // zstd
                    "fd377a585a00", // xz
                    "425a68", // bzip2
                    "504b0304", // zip, and all office documents since 2007
                    "377abcaf271c", // 7-Zip
                    "526172211a07", // RAR
                    "04224d18", // LZ4
                    "ff060000734e61507059", // Snappy
                    "d0cf11e0a1b11ae1", // office documents before 2007
                    "255044462d", // PDF
                    "7b5c727466", // RTF
                    "89504e47", // PNG
                    "ffd8ff", // JPEG
                    "49492a00", // TIFF
                    "4d4d002a",
                    "47494638") // GIF
            .map(HexFormat.of()::parseHex)
            .toList();

    private static final Pattern ESCAPED = Pattern.compile(
            "\\\\+u([0-9a-fA-F]{4})|&#x([0-9a-fA-F]{2,6});|&#([0-9]{2,7});|((?:%[0-9a-fA-F]{2})+)|((?:=[0-9A-F]{2}(?:=\\r?\\n)?)+)");

    /** Of each form in which the sign may be written, its bytes and the charset to read it in. */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares or prints it
    private record Sign(byte[] bytes, Charset charset) {}

    /** By their first byte: most bytes are none. */
    private static final Sign[][] SIGNS = signs();

    /** Bytes that may yet be looked at. */
    private long room;

    private int signs;

    private HiddenMarks(int length) {
        this.room = 3L * length + UNPACKED;
    }

    /** By the first byte, for every byte is looked up. */
    private static Sign[][] signs() {
        Stream<Sign> raw = CHARSETS.stream().map(charset -> new Sign("密".getBytes(charset), charset));
        Stream<Sign> escaped = Stream.of(
                        "u5bc6",
                        "u5BC6",
                        "u5Bc6",
                        "u5bC6",
                        "#23494;",
                        "#x5bc6;",
                        "#x5BC6;",
                        "%E5%AF%86",
                        "%e5%af%86",
                        "=E5=AF=86",
                        "%C3%DC",
                        "%c3%dc",
                        "=C3=DC")
                .map(text -> new Sign(text.getBytes(StandardCharsets.US_ASCII), StandardCharsets.UTF_8));
        Stream<Sign> names = Stream.of(
                        "arking", "ARKING", "ecre", "ECRE", "lassif", "LASSIF", "onfiden", "ONFIDEN", "iji", "aomi")
                .map(text -> new Sign(text.getBytes(StandardCharsets.US_ASCII), StandardCharsets.UTF_8));
        List<Sign> all = Stream.of(raw, escaped, names).flatMap(signs -> signs).toList();
        return IntStream.range(0, BYTES)
                .mapToObj(first -> all.stream()
                        .filter(sign -> Byte.toUnsignedInt(sign.bytes()[0]) == first)
                        .toArray(Sign[]::new))
                .toArray(Sign[][]::new);
    }

    static boolean maybeIn(byte[] bytes) {
        return new HiddenMarks(bytes.length).maybeIn(bytes, LAYERS);
    }

    private boolean maybeIn(byte[] bytes, int layers) {
        room -= bytes.length;
        if (room < 0 || isClosed(bytes) || isNearASign(bytes)) {
            return true;
        }
        return layers > 0 && (isInUnpacked(bytes, layers - 1) || isInDecoded(bytes, layers - 1));
    }

    private static boolean isClosed(byte[] bytes) {
        return CLOSED.stream().anyMatch(magic -> startsWith(bytes, magic, 0));
    }

    private static boolean startsWith(byte[] bytes, byte[] wanted, int at) {
        if (bytes.length - at < wanted.length) {
            return false;
        }
        for (int index = 0; index < wanted.length; index++) {
            if (bytes[at + index] != wanted[index]) {
                return false;
            }
        }
        return true;
    }

    private boolean isNearASign(byte[] bytes) {
        for (int at = 0; at < bytes.length; at++) {
            for (Sign sign : SIGNS[Byte.toUnsignedInt(bytes[at])]) {
                if (startsWith(bytes, sign.bytes(), at)) {
                    signs++;
                    if (signs > MOST_SIGNS || SecrecyMarks.maybeInText(near(bytes, at, sign.charset()))) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** An even distance, so that a character of two bytes stays one. */
    private static String near(byte[] bytes, int at, Charset charset) {
        int beginning = charset.name().startsWith("UTF-16") ? at % 2 : 0;
        int from = at - NEAR < 0 ? beginning : at - NEAR;
        int to = Math.min(bytes.length, at + NEAR);
        return resolved(new String(bytes, from, to - from, charset));
    }

    /** Text with its escapes resolved: those of JSON, XML, URLs and mail. */
    static String resolved(String text) {
        Matcher escape = ESCAPED.matcher(text);
        return escape.find() ? escape.replaceAll(found -> Matcher.quoteReplacement(resolved(found))) : text;
    }

    private static String resolved(MatchResult escape) {
        if (escape.group(1) != null) {
            return character(Integer.parseInt(escape.group(1), 16));
        }
        if (escape.group(2) != null) {
            return character(Integer.parseInt(escape.group(2), 16));
        }
        if (escape.group(3) != null) {
            return character(Integer.parseInt(escape.group(3)));
        }
        String hex = escape.group().replaceAll("[^0-9a-fA-F]", "");
        byte[] bytes = HexFormat.of().parseHex(hex);
        String utf8 = new String(bytes, StandardCharsets.UTF_8);
        return Texts.hasReplacement(utf8) ? new String(bytes, Charset.forName("GB18030")) : utf8;
    }

    private static String character(int point) {
        return Character.isValidCodePoint(point) ? Character.toString(point) : "";
    }

    private boolean isInUnpacked(byte[] bytes, int layers) {
        boolean gzip = bytes.length > 2 && bytes[0] == (byte) 0x1F && bytes[1] == (byte) 0x8B;
        boolean zlib = bytes.length > 2
                && bytes[0] == 0x78
                && (Byte.toUnsignedInt(bytes[0]) * 256 + Byte.toUnsignedInt(bytes[1])) % 31 == 0;
        if (!gzip && !zlib) {
            return isWide(bytes) && maybeIn(narrowed(bytes), layers);
        }
        try (InputStream packed = new ByteArrayInputStream(bytes);
                InputStream unpacked = gzip ? new GZIPInputStream(packed) : new InflaterInputStream(packed)) {
            byte[] inside = unpacked.readNBytes(HEAD);
            return inside.length == HEAD || maybeIn(inside, layers);
        } catch (IOException damaged) {
            // It is packed, and nobody can look into it.
            return gzip;
        }
    }

    /** Whether every other of the first bytes is zero: ASCII in UTF-16. */
    private static boolean isWide(byte[] bytes) {
        int zeros = 0;
        int looked = Math.min(bytes.length, NEAR);
        for (int at = 0; at < looked; at++) {
            zeros += bytes[at] == 0 ? 1 : 0;
        }
        return looked >= LEAST_ENCODED && zeros > looked / 3;
    }

    private static byte[] narrowed(byte[] bytes) {
        Charset charset =
                bytes[0] == 0 || (bytes[0] == (byte) 0xFE) ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
        return new String(bytes, 0, Math.min(bytes.length, HEAD), charset).getBytes(StandardCharsets.UTF_8);
    }

    private boolean isInDecoded(byte[] bytes, int layers) {
        byte[] text = bytes.length > HEAD ? Arrays.copyOf(bytes, HEAD) : bytes;
        byte[] joined = Runs.withoutSpaces(text);
        return isInRuns(Runs.hexadecimal(joined, MOST_TOKENS), HiddenMarks::hex, layers)
                || isInRuns(Runs.base64(joined, MOST_TOKENS), HiddenMarks::base64, layers)
                || (joined.length < text.length
                        && isInRuns(Runs.base64(text, MOST_TOKENS), HiddenMarks::base64, layers));
    }

    private boolean isInRuns(List<String> runs, Function<String, byte[]> decoding, int layers) {
        return runs.stream().map(decoding).anyMatch(decoded -> maybeIn(decoded, layers));
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text, 0, text.length() - text.length() % 2);
    }

    private static byte[] base64(String text) {
        String plain = text.replace('-', '+').replace('_', '/');
        int whole = plain.length() - (plain.length() % 4 == 1 ? 1 : 0);
        return Base64.getDecoder().decode(plain.substring(0, whole));
    }
}
