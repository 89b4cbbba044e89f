package zhuji.audit;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Points have four decimals, rounded half up. */
final class Points {

    static final int SCALE = 4;
    static final BigDecimal ZERO = of(BigDecimal.ZERO);

    private Points() {}

    static BigDecimal of(BigDecimal number) {
        return number.setScale(SCALE, RoundingMode.HALF_UP);
    }

    static BigDecimal share(BigDecimal points, int among) {
        return points.divide(BigDecimal.valueOf(among), SCALE, RoundingMode.HALF_UP);
    }
}
