package zhuji.escalation.domain;

import org.jspecify.annotations.Nullable;

/** I 特别重大, II 重大, III 较大, IV 一般; UNGRADED where the class has no grades or the facts that decide are unknown. */
public enum Grade {
    UNGRADED,
    IV,
    III,
    II,
    I;

    /** The graver of the two. */
    public Grade orGraver(@Nullable Grade other) {
        return other != null && other.compareTo(this) > 0 ? other : this;
    }
}
