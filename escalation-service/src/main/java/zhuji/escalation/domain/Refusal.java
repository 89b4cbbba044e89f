package zhuji.escalation.domain;

/** Why an action was refused. */
public enum Refusal {
    UNKNOWN_CASE("没有该事件", "there is no such case"),
    CASE_CLOSED("事件已结案", "the case is closed"),
    NOT_ON_LADDER("该单位不在本事件的报告链上", "the desk is not on the ladder of this case"),
    NOT_RECEIVED("该单位尚未收到本事件", "the desk has not received the case yet"),
    ALREADY_ACKNOWLEDGED("已签收", "already acknowledged"),
    ALREADY_RELAYED("已转报", "already relayed"),
    NOTHING_ABOVE("已是最高一级，无须转报，请签收", "this is the top of the ladder: acknowledge instead"),
    NOT_AT_TOP("只有最高一级可以结案", "only the top of the ladder may close the case"),
    STALE_VERSION("其后另有续报，请阅后再办", "a later report has come: read it first"),
    REASON_MISSING("须写明理由", "a reason is owed"),
    UNKNOWN_ACTION("不支持该操作", "this action is not known here");

    private final String zh;
    private final String en;

    Refusal(String zh, String en) {
        this.zh = zh;
        this.en = en;
    }

    /** In Chinese. */
    public String zh() {
        return zh;
    }

    /** In English. */
    public String en() {
        return en;
    }
}
