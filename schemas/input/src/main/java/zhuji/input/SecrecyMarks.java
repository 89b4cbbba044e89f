package zhuji.input;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds secrecy markings 密级 however they are written: 绝密, 机密, 秘密 (Law on Guarding State Secrets, 2024, art. 14), with spaces or invisible
 * characters between, in traditional characters, full width, in other fields than their own. Doubt never writes a secret down.
 */
public final class SecrecyMarks {

    /** Where a marking stands at the head of a document, its term follows after a star: 机密★1年 (GB/T 9704). */
    private static final Pattern STARRED = Pattern.compile("[绝机秘]密[★☆✩✪✫✬✭✮✯⭐*]");

    private static final Pattern WORD = Pattern.compile("[绝机秘][·•・_*~|-]{0,2}密");

    /** What is secret by other laws than that on State secrets, and is mentioned in plain reports. */
    private static final Pattern PLAIN_MENTION = Pattern.compile("(?:商业|技术|国家|工作|个人)[机秘]密");

    private static final Pattern EXPRESSION = Pattern.compile(
            "(?:绝密|机密|秘密|内部|涉密)(?:级|件|资料|文件|使用|[★☆*＊].*|[0-9]+[年月日天].*|长期)?"
                    + "|(?:top|most|strictly|highly)?(?:secret|confidential|classified|restricted|internal)(?:only|useonly)?");

    /** At the head of a line, before what it is the marking of: 机密 关于…, 密级：机密, 机密·长期; not 秘密战线…. */
    private static final Pattern HEADED =
            Pattern.compile("[\\p{P}\\p{S} ]*(?:密 ?级 ?:? ?)?[绝机秘] ?密(?:[\\p{P}\\p{S}\\p{Z}0-9级件].*|$)");

    /** What stands in brackets at the head of a line: 【机密】关于…. */
    private static final Pattern BRACKETED = Pattern.compile(" *\\p{Ps}([^\\p{Ps}\\p{Pe}]{1,20})\\p{Pe}.*");

    /** A marking that says what it is: 密级：内部. */
    private static final Pattern DECLARED = Pattern.compile(" *密 ?级 ?:? ?([^ ]{1,20}).*");

    /** Characters of a line that are looked at for a marking at its head. */
    private static final int HEAD = 40;

    private static final int ASCII = 0x80;
    private static final char FIRST_HAN = '\u4E00';
    private static final char LAST_HAN = '\u9FFF';

    /** Of "secret". */
    private static final int LEAST_LETTERS = 6;

    /** Parts of names that a field for markings has; 密 alone stands in 密度 and 密切 too. */
    private static final Pattern NAMES =
            Pattern.compile("marking|secre|classif|confiden|miji|baomi|[保涉机秘绝定解降脱]密|密[级等件别]|^密$"
                    + "|security(?:$|level|label|class|mark|grade|rating|code)|sensitivity(?:label|mark|grade)");

    private static final Pattern NONE = Pattern.compile(
            "无|无密级|没有|公开|非密|不涉密|未定密|非涉密|普通|一般|none|no|null|nil|n/a|na|public|open|unclassified|unmarked|false|0|-+|—+|/+|/");

    /** A name of such a field, a sign of assignment and a value, in text of any form. */
    private static final Pattern ASSIGNED = Pattern.compile(
            "(?:marking|secre[a-z]*|classif[a-z]*|confiden[a-z]*|miji|baomi|密级|保密|定密|涉密)[\\s\"'\\\\]*[:=>：＝][\\s\"'\\\\\\[{(<!cdata]*(?!null|none|无|公开|false)[\\p{L}\\p{N}]");

    /** Characters on either side of 密 among which its star stands. */
    private static final int SPREAD = 12;

    private static final String TRADITIONAL = "絕絶機祕級內資";
    private static final String SIMPLIFIED = "绝绝机秘级内资";

    private SecrecyMarks() {}

    /** Whether a name is that of a field for markings, in any spelling. */
    public static boolean isName(String name) {
        String plain = plain(name).replaceAll("[^\\p{L}\\p{N}]", "");
        return NAMES.matcher(plain).find();
    }

    /** Whether a value of the marking field says that there is none, where null should. */
    public static boolean saysNone(String marking) {
        return NONE.matcher(plain(marking)).matches();
    }

    /** Whether a value is a marking and nothing else, whatever its field is called. */
    public static boolean isMarking(String value) {
        return EXPRESSION.matcher(plain(value)).matches();
    }

    /** Whether a text that may be longer bears a marking: its first line is one or begins with one, or one with its star stands anywhere in it. */
    public static boolean bears(@Nullable String text) {
        return text != null && !text.isEmpty() && (isHeaded(text.strip()) || isStarred(text));
    }

    private static boolean isHeaded(String text) {
        int end = text.indexOf('\n');
        String first = end < 0 ? text : text.substring(0, end);
        return !isOrdinary(first) && isHeadedLine(first);
    }

    /**
     * Whether nothing at the head of a line can be part of a marking: neither 密 nor 内, and fewer letters than the shortest English one has. Most texts
     * are so, and making each of them plain cost intake a tenth of its time.
     */
    static boolean isOrdinary(String line) {
        int letters = 0;
        for (int at = 0; at < Math.min(line.length(), HEAD); at++) {
            char unit = line.charAt(at);
            boolean letter = (unit >= 'a' && unit <= 'z') || (unit >= 'A' && unit <= 'Z');
            boolean han = unit >= FIRST_HAN && unit <= LAST_HAN && unit != '密' && unit != '内' && unit != '內';
            boolean mark = unit < ASCII || (unit >= '\u3000' && unit <= '\u303F') || (unit >= '！' && unit <= '＠');
            if (!han && !mark) {
                return false;
            }
            letters += letter ? 1 : 0;
        }
        return letters < LEAST_LETTERS;
    }

    static boolean isHeadedLine(String first) {
        String line = folded(first.length() > HEAD ? first.substring(0, HEAD) : first, true);
        Matcher bracketed = BRACKETED.matcher(line);
        Matcher declared = DECLARED.matcher(line);
        return (first.length() <= HEAD && isMarking(line))
                || HEADED.matcher(line).matches()
                || (bracketed.matches() && isMarking(bracketed.group(1)))
                || (declared.matches() && isMarking(declared.group(1)));
    }

    /** Looked for around each 密 alone: most texts have none, and none has to be made plain as a whole. */
    private static boolean isStarred(String text) {
        for (int at = text.indexOf('密'); at >= 0; at = text.indexOf('密', at + 1)) {
            String near = text.substring(Math.max(0, at - SPREAD), Math.min(text.length(), at + SPREAD));
            if (STARRED.matcher(plain(near)).find()) {
                return true;
            }
        }
        return false;
    }

    /** Whether a text holds something like a field for markings, and a value of it: a form within a form. */
    public static boolean assigns(String text) {
        String spaced = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return ASSIGNED.matcher(spaced).find();
    }

    /** Whether a text that nobody could read as a form may be marked: a word stands in it, or a field for markings that is not empty. */
    static boolean maybeInText(String text) {
        if (assigns(text)) {
            return true;
        }
        String plain = PLAIN_MENTION.matcher(plain(text)).replaceAll("");
        return WORD.matcher(plain).find();
    }

    /** Whether bytes nobody could read may be marked, in whatever charset, escape or wrapping. */
    public static boolean maybeIn(byte @Nullable [] bytes) {
        return bytes != null && HiddenMarks.maybeIn(bytes);
    }

    /** One form for all spellings: NFKC, traditional folded, lower case, without spaces, controls and what cannot be seen. */
    static String plain(String text) {
        return folded(text, false);
    }

    private static String folded(String text, boolean withSpaces) {
        String normal = Normalizer.normalize(text, Normalizer.Form.NFKC);
        var plain = new StringBuilder(normal.length());
        normal.codePoints().forEach(point -> {
            if (isSeen(point)) {
                int folded = TRADITIONAL.indexOf(point);
                plain.appendCodePoint(folded < 0 ? Character.toLowerCase(point) : SIMPLIFIED.charAt(folded));
            } else if (withSpaces && (Character.isSpaceChar(point) || Character.isWhitespace(point))) {
                plain.append(' ');
            }
        });
        return plain.toString();
    }

    private static boolean isSeen(int point) {
        return switch (Character.getType(point)) {
            case Character.FORMAT,
                    Character.CONTROL,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK -> false;
            default -> point != 0x3164 && point != 0x2800 && point != 0x115F && point != 0x1160;
        };
    }
}
