package zhuji.scoring.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An office as the registry has it.
 *
 * @param code GB/T 2260 code
 * @param name its name
 * @param level its level
 * @param contactPoint whether it is a contact point
 * @param former whether the code is retired
 * @param successors the codes that followed a retired one; its points stay with it
 */
public record ScoredOffice(
        String code, String name, Level level, boolean contactPoint, boolean former, List<String> successors) {

    /** The registry. */
    public interface Registry {

        /**
         * The office of a code as it stands in a year; null when there is none.
         *
         * @param year a revocation of an earlier year holds in it
         */
        @Nullable
        ScoredOffice find(String code, int year);

        /** All of them, as they stand in a year. */
        List<ScoredOffice> all(int year);
    }
}
