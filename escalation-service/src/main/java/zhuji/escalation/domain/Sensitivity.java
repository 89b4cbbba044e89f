package zhuji.escalation.domain;

/** What makes an incident sensitive whatever its figures: 敏感地点, 敏感时间, 敏感人群, 可能升级. */
public enum Sensitivity {
    PLACE,
    TIME,
    POPULATION,
    MAY_ESCALATE
}
