package zhuji.bench.peer.job;

import java.util.Arrays;

/**
 * What a peer is told: {@code --bootstrap}, {@code --registry}, {@code --group}, {@code --prefix}.
 *
 * @param bootstrap the broker
 * @param registry the schema registry
 * @param group its consumer group, and its transactions
 * @param prefix of the topics it writes to
 */
public record Arguments(String bootstrap, String registry, String group, String prefix) {

    /**
     * Reads them.
     *
     * @throws IllegalArgumentException naming one that is missing
     */
    public static Arguments of(String[] given) {
        return new Arguments(
                value(given, "bootstrap"), value(given, "registry"), value(given, "group"), value(given, "prefix"));
    }

    private static String value(String[] given, String name) {
        String begins = "--" + name + "=";
        return Arrays.stream(given)
                .filter(argument -> argument.startsWith(begins))
                .map(argument -> argument.substring(begins.length()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(begins + " is missing"));
    }
}
