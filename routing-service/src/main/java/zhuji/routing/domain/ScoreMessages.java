package zhuji.routing.domain;

import org.jspecify.annotations.Nullable;

/** What a contact point is told about its year. */
public final class ScoreMessages {

    private ScoreMessages() {}

    /**
     * A contact point files less than its quota needs by now, or has filed nothing for long.
     *
     * @param silent whether it is about silence
     * @param month 1 to 12
     * @param filed research reports of the month so far
     * @param quota research reports the month needs
     * @param silentDays whole days since its last submission; null when it has filed nothing this year
     */
    public static Message about(
            String office, boolean silent, int month, int filed, int quota, @Nullable Integer silentDays) {
        if (!silent) {
            return new Message(
                    office,
                    Message.Purpose.REMINDER,
                    false,
                    "%d月已报调研信息%d篇，本月基数%d篇，请抓紧报送（57号）".formatted(month, filed, quota),
                    "month %d: %d research reports filed, %d are owed".formatted(month, filed, quota));
        }
        String zh = silentDays == null ? "本年尚未报送信息" : "已有" + silentDays + "天未报送信息";
        String en = silentDays == null ? "nothing filed this year" : "nothing filed for " + silentDays + " days";
        return new Message(
                office,
                Message.Purpose.REMINDER,
                false,
                zh + "；确无信息可报的，请作零报告",
                en + "; say so if there is nothing to report");
    }
}
