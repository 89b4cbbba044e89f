package zhuji.bench;

import java.util.Arrays;

/** Measured lags, milliseconds. Not safe for several threads. */
final class Lags {

    private static final int FIRST = 1_024;

    private long[] values = new long[FIRST];
    private int size;

    void add(long millis) {
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        values[size++] = millis;
    }

    int size() {
        return size;
    }

    /** What they come to. */
    Summary summary() {
        long[] sorted = Arrays.copyOf(values, size);
        Arrays.sort(sorted);
        return new Summary(size, at(sorted, 0.5), at(sorted, 0.99), at(sorted, 0.999), at(sorted, 1));
    }

    private static long at(long[] sorted, double share) {
        return sorted.length == 0 ? 0 : sorted[Math.min(sorted.length - 1, (int) Math.ceil(share * sorted.length) - 1)];
    }

    /** How many, and the milliseconds half, 99 %, 99.9 % and all of them stay within. */
    record Summary(int count, long p50, long p99, long p999, long max) {}
}
