package zhuji.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** In which order contenders take their turns. */
final class Rounds {

    private Rounds() {}

    /**
     * Whoever comes later in a round is faster, for the broker has become warmer. So each second round goes the other way, and each second pair begins in
     * the middle: of two rounds all have places that add up to the same, and of four rounds four contenders have each place once.
     *
     * @param number of the round, from 0
     */
    static <T> List<T> order(List<T> contenders, int number) {
        var order = new ArrayList<>(contenders);
        Collections.rotate(order, (number / 2 % 2) * (contenders.size() / 2));
        if (number % 2 == 1) {
            Collections.reverse(order);
        }
        return order;
    }
}
