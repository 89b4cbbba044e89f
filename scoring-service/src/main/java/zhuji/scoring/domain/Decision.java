package zhuji.scoring.domain;

import java.util.List;

/**
 * What a year proposes for a contact point.
 *
 * @param rank from 1
 * @param of how many are ranked
 * @param standing what it is decided by
 * @param outcome what is proposed
 * @param reasons why, at least one
 */
public record Decision(int rank, int of, Standing standing, Outcome outcome, List<Reason> reasons) {

    /** What a year may decide (21号 四). */
    public enum Outcome {
        /** 通报表扬. */
        COMMEND("通报表扬"),
        /** 保留. */
        RETAIN("保留"),
        /** 取消信息联系点资格. */
        REVOKE("取消联系点资格");

        private final String zh;

        Outcome(String zh) {
            this.zh = zh;
        }

        /** In Chinese. */
        public String zh() {
            return zh;
        }
    }

    /**
     * A reason.
     *
     * @param code stable code
     * @param zh in Chinese
     * @param en in English
     */
    public record Reason(String code, String zh, String en) {}

    public Decision {
        reasons = List.copyOf(reasons);
    }
}
