package zhuji.scoring.domain;

import java.util.Arrays;
import java.util.Locale;

/** What is penalised in a report, in the names of rules and in words. */
enum Misreport {
    LATE("迟报", "reported late"),
    OMITTED("漏报", "omitted facts"),
    FALSIFIED("谎报", "falsified"),
    CONCEALED("瞒报", "concealed"),
    /** 杜绝失实 (R2). */
    UNTRUE("失实", "found untrue");

    private static final String FAMILY = "penalty.";

    private final String zh;
    private final String en;

    Misreport(String zh, String en) {
        this.zh = zh;
        this.en = en;
    }

    static Misreport of(Finding.Kind kind) {
        return valueOf(kind.name());
    }

    /** Name of its rule, as {@code penalty.late}. */
    String rule() {
        return FAMILY + name().toLowerCase(Locale.ROOT);
    }

    String zh() {
        return zh;
    }

    String en() {
        return en;
    }

    /** What a rule penalises, in Chinese; the rule itself when it is none of these. */
    static String zhOf(String rule) {
        return Arrays.stream(values())
                .filter(each -> each.rule().equals(rule))
                .map(Misreport::zh)
                .findFirst()
                .orElse(rule);
    }
}
