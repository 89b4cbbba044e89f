package zhuji.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody is measured in the better places. */
class RoundsTest {

    private static final List<String> FOUR = List.of("routing", "loop", "camel", "spring-cloud-stream");

    private static List<Integer> placesOf(String contender, List<String> contenders, int rounds) {
        return IntStream.range(0, rounds)
                .mapToObj(round -> Rounds.order(contenders, round).indexOf(contender))
                .toList();
    }

    @Test
    void givesFourContendersEachPlaceOnceInFourRounds() {
        assertThat(FOUR)
                .allSatisfy(
                        contender -> assertThat(placesOf(contender, FOUR, 4)).containsExactlyInAnyOrder(0, 1, 2, 3));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void givesAllPlacesThatAddUpToTheSameInTwoRounds(int number) {
        List<String> contenders = FOUR.subList(0, number);

        assertThat(contenders)
                .allSatisfy(contender -> assertThat(placesOf(contender, contenders, 2))
                        .satisfies(places ->
                                assertThat(places.getFirst() + places.getLast()).isEqualTo(number - 1)));
    }
}
