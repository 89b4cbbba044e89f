package zhuji.bench;

import java.util.List;
import java.util.stream.IntStream;

/** Arithmetic of results. */
final class Figures {

    private static final double THOUSAND = 1_000.0;

    private Figures() {}

    /** The one in the middle; of an even number, the mean of the two. */
    static double median(List<Double> figures) {
        List<Double> sorted = figures.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** The median of what each is of the other measured beside it, to three digits: the machine is the same for both. */
    static double share(List<Double> some, List<Double> others) {
        return rounded(median(IntStream.range(0, some.size())
                .mapToObj(pair -> some.get(pair) / others.get(pair))
                .toList()));
    }

    /** What some are of others, pair by pair, their geometric mean: what favours one in a pair and the other in the next cancels. */
    static double meanShare(List<Double> some, List<Double> others) {
        double logarithms = IntStream.range(0, some.size())
                .mapToDouble(pair -> Math.log(some.get(pair) / others.get(pair)))
                .average()
                .orElseThrow();
        return rounded(Math.exp(logarithms));
    }

    /** To three digits after the point. */
    static double rounded(double figure) {
        return Math.round(THOUSAND * figure) / THOUSAND;
    }

    static List<Long> whole(List<Double> figures) {
        return figures.stream().map(Math::round).toList();
    }
}
