package zhuji.escalation.domain;

/** Why an action, a report or a bypass was refused. */
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
    UNKNOWN_VERSION("没有这一版本的报告", "there is no such version of the report"),
    REASON_MISSING("须写明理由", "a reason is owed"),
    AUTHORISER_MISSING("越级须写明批准人", "a bypass needs an authoriser"),
    TARGET_MISSING("越级须写明目标层级", "a bypass needs a target level"),
    TARGET_NOT_ON_LADDER(
            "目标层级不在本事件的报告链上；须报更高层级的，请先定级",
            "the target level is not on the ladder of this case: to go higher, regrade first"),
    NOTHING_TO_BYPASS("目标即上一级，请转报", "the target is the next rung: relay instead"),
    TARGET_HAS_IT("目标层级已收到本事件", "the target has received the case already"),
    GRADE_MISSING("须写明级别", "a regrading needs a grade"),
    GRADE_BELOW_FACTS("不得低于按事实或申报确定的级别", "no lower than the facts and the declaration make it"),
    GRADE_SET_ABOVE("上级已定级，本级不得调低", "an office above has set the grade: it may not be lowered here"),
    GRADE_UNCHANGED("级别未变", "the grade is this already"),
    FINDING_MISSING("须写明认定", "a finding is missing"),
    FINDING_COMPUTED("迟报由系统计算，不由人工认定", "lateness is computed, not found"),
    NOT_SUPERIOR("只有报送单位的上级可以认定", "only an office above the reporting one may find"),
    NOT_FOR_RELAY_REQUEST(
            "请求转报的事项只可签收、转报或退回不办", "a relay request can be acknowledged, relayed, returned or closed only"),
    NOT_SET_ASIDE("该事件未被搁置", "the case is not set aside"),
    NO_INITIAL_REPORT("该事件没有初报，不能续报、更正或终报", "there is no initial report to follow up"),
    MODE_DIFFERS(
            "实报、演练与测试不得混在同一事件，请另立事件编号", "actual, exercise and test do not mix in one case: use another case number"),
    ACTION_TOO_LONG("操作的文字过长", "a text of the action is too long"),
    ACTION_MALFORMED(
            "操作的编号、单位代码或文字不合要求（编号1至200字，单位为六位代码，文字不含控制字符与U+FFFD，须为UTF-8）",
            "the action's number, desk or a text is none: numbers have 1 to 200 characters, desks six digits, texts no controls and no U+FFFD (check the encoding)"),
    ACTOR_MISSING("须写明操作人", "the actor is missing"),
    TOO_MANY_WAITING(
            "该事件已搁置，待办操作已达上限，恢复后再办",
            "the case is set aside and as many actions wait as may: act again once it is taken up"),
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
