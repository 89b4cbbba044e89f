package zhuji.audit.replay;

import java.util.List;
import org.jspecify.annotations.Nullable;
import zhuji.audit.log.Place;

/**
 * A record that a replay does not come to as it was published.
 *
 * @param kind in what way
 * @param published where it was published; null where it was not
 * @param replayed where the replay's stands; null where there is none
 * @param id identity of the event
 * @param fields the fields that differ, never what they hold
 */
public record Difference(
        Kind kind, @Nullable Place published, @Nullable Place replayed, String id, List<String> fields) {

    /** In what way. */
    public enum Kind {
        NOT_MADE_AGAIN("已发布，重放未产生", "published, but the replay does not make it"),
        NEVER_PUBLISHED("重放产生，未曾发布", "made by the replay, but never published"),
        OTHERWISE("内容不同", "published otherwise than the replay makes it");

        private final String zh;
        private final String en;

        Kind(String zh, String en) {
            this.zh = zh;
            this.en = en;
        }

        public String zh() {
            return zh;
        }

        public String en() {
            return en;
        }
    }

    public Difference {
        fields = List.copyOf(fields);
    }

    @Override
    public String toString() {
        String where = published == null ? String.valueOf(replayed) : published.toString();
        return where + "  " + id + "  " + kind.zh() + " " + kind.en()
                + (fields.isEmpty() ? "" : ": " + String.join(", ", fields));
    }
}
