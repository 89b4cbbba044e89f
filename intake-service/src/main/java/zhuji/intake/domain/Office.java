package zhuji.intake.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A code as the registry knows it.
 *
 * @param code GB/T 2260 code
 * @param name name
 * @param parent code of the office above, null at the national office
 * @param standing whether it may file
 * @param successors of a former code: the codes that followed it
 */
public record Office(String code, String name, @Nullable String parent, Standing standing, List<String> successors) {

    /** ACTIVE may file, SUSPENDED may not, FORMER is a retired code. */
    public enum Standing {
        ACTIVE,
        SUSPENDED,
        FORMER
    }

    public Office {
        successors = List.copyOf(successors);
    }

    /** Whether it is a retired code that several followed, so that nobody can tell which is meant. */
    boolean isDivided() {
        return standing == Standing.FORMER && successors.size() != 1;
    }

    /** The code it goes by now; only for one that is not divided. */
    String currentCode() {
        return standing == Standing.FORMER ? successors.getFirst() : code;
    }
}
