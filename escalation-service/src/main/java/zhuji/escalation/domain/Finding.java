package zhuji.escalation.domain;

/** 迟报 is computed, 漏报, 谎报 and 瞒报 are found by people (Decree 14 of 2024 of the emergency ministry). */
public enum Finding {
    LATE,
    OMITTED,
    FALSIFIED,
    CONCEALED
}
