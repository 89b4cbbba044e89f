package zhuji.intake.reading;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import zhuji.input.SecrecyMarks;
import zhuji.input.Texts;
import zhuji.intake.domain.Intake;
import zhuji.intake.domain.Reason;

/** What is wrong with what an office sent, as it is read: so many mistakes at most, and whether what is odd about it may be a secrecy marking. */
final class Mistakes {

    /** Characters of an unknown name that are told. */
    private static final int SHOWN = 80;

    /** Characters of an unknown text that are looked at for a marking. */
    private static final int LOOKED_AT = 20_000;

    private final List<Reason> reasons = new ArrayList<>();
    private int more;
    private boolean unknown;
    private boolean marked;
    private boolean looksMarked;

    void add(Reason reason) {
        if (reasons.size() < Intake.MOST_REASONS) {
            reasons.add(reason);
        } else {
            more++;
        }
    }

    /** A field whose value is not what it must be. */
    void wrong(String path, String zh, String en) {
        add(new Reason("WRONG_TYPE", path, path + zh, path + " " + en));
    }

    /**
     * A field that no submission has.
     *
     * @param prefix path of the object it stands in, with a dot; empty at the top
     */
    void unknown(String prefix, String name) {
        unknown = true;
        add(new Reason("UNKNOWN_FIELD", prefix + Texts.shown(name, SHOWN), "未知字段", "unknown field"));
    }

    /** A field bears a name as that of a marking has, and something stands in it. */
    void namedAsAMarking() {
        marked = true;
    }

    /** A text that stands where none should: whatever its field is called, it may be a marking. */
    void strayText(String text) {
        String looked = text.length() > LOOKED_AT ? text.substring(0, LOOKED_AT) : text;
        if (SecrecyMarks.isMarking(looked) || SecrecyMarks.bears(looked) || SecrecyMarks.assigns(looked)) {
            marked = true;
        } else if (SecrecyMarks.maybeIn(looked.getBytes(StandardCharsets.UTF_8))) {
            looksMarked = true;
        }
    }

    /** Texts of known fields: none of them may bear a marking at its head, or one with its star. */
    void text(String text) {
        if (SecrecyMarks.bears(text)) {
            marked = true;
        }
    }

    /** All there is to say against it. */
    List<Reason> reasons() {
        List<Reason> all = new ArrayList<>(reasons);
        if (looksMarked && !marked) {
            all.add(
                    new Reason(
                            "MAYBE_MARKED",
                            "",
                            "未知字段的内容疑似标密，原文未予保存；如确涉密，请走机要渠道",
                            "what stands in an unknown field looks like a secrecy marking, and nothing was kept: if it is one, use the confidential courier"));
        }
        if (more > 0) {
            all.add(new Reason("MORE_REASONS", "", "另有" + more + "处问题未列", more + " more mistakes are not listed"));
        }
        return all;
    }

    /** Whether it bears a marking, or may bear one in a field named so. */
    boolean isMarked() {
        return marked;
    }

    /** Whether what was sent may be kept as it is. */
    boolean isKeepable() {
        return !unknown && !marked && !looksMarked;
    }
}
