package zhuji.audit;

/** What is promised (design §8). */
public enum Invariant {
    I1("每条报送恰有一个处理结果", "every submission has exactly one outcome", "submissions"),
    I2("每条信息恰有一次分送，国家与省级同时收到", "every report is routed exactly once, to the State and its region alike", "reports"),
    I3("一般动态与标密件不上国家主题", "nothing general or marked is on report.national", "national copies"),
    I4("逐级接收，越级必抄送", "no rung receives before the one below has done with it, who is skipped is copied", "receptions"),
    I5("逾期恰报一次，五秒之内", "every deadline passed is reported missed exactly once, within five seconds", "deadlines"),
    I6(
            "每分有据，积分与决定可重算",
            "every point comes from an event; tallies and decisions can be recomputed",
            "entries, tallies, decisions"),
    I7("各单位摘要链不断", "each sender's chain of digests is unbroken", "links"),
    I8("状态不回退", "a status never moves back", "statuses"),
    I9("标密件正文不在任何主题", "no marked item's body is on any topic", "records");

    private final String zh;
    private final String en;
    private final String counted;

    Invariant(String zh, String en, String counted) {
        this.zh = zh;
        this.en = en;
        this.counted = counted;
    }

    /** In Chinese. */
    public String zh() {
        return zh;
    }

    /** In English. */
    public String en() {
        return en;
    }

    /** What is counted as checked. */
    public String counted() {
        return counted;
    }
}
