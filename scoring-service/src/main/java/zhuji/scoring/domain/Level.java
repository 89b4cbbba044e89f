package zhuji.scoring.domain;

/** Levels of government 层级, lowest first. */
public enum Level {
    COUNTY("县级", "county"),
    PREFECTURE("市级", "prefecture"),
    PROVINCE("省级", "province"),
    NATIONAL("国家级", "national");

    private final String zh;
    private final String en;

    Level(String zh, String en) {
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
