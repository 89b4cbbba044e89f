package zhuji.scoring.domain;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Points, exact to four decimals.
 *
 * @param tenThousandths the points times 10,000
 */
public record Points(long tenThousandths) implements Comparable<Points> {

    /** Decimals kept. */
    public static final int SCALE = 4;

    public static final Points ZERO = new Points(0);

    /** Points of a number; more than four decimals are rounded half up. */
    public static Points of(BigDecimal number) {
        return new Points(
                number.setScale(SCALE, RoundingMode.HALF_UP).unscaledValue().longValueExact());
    }

    public Points plus(Points other) {
        return new Points(Math.addExact(tenThousandths, other.tenThousandths));
    }

    public Points negated() {
        return new Points(Math.negateExact(tenThousandths));
    }

    /** These, times a factor, rounded half up. */
    public Points times(BigDecimal factor) {
        return of(decimal().multiply(factor));
    }

    /** An equal share of these among so many, rounded half up. */
    public Points sharedBy(int number) {
        return of(decimal().divide(BigDecimal.valueOf(number), SCALE, RoundingMode.HALF_UP));
    }

    public boolean isZero() {
        return tenThousandths == 0;
    }

    /** As a number with four decimals. */
    public BigDecimal decimal() {
        return BigDecimal.valueOf(tenThousandths, SCALE);
    }

    @Override
    public int compareTo(Points other) {
        return Long.compare(tenThousandths, other.tenThousandths);
    }

    /** Without decimals that say nothing. */
    @Override
    public String toString() {
        return isZero() ? "0" : decimal().stripTrailingZeros().toPlainString();
    }
}
