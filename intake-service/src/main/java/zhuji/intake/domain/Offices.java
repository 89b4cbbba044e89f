package zhuji.intake.domain;

import org.jspecify.annotations.Nullable;

/** The office registry. */
@FunctionalInterface
public interface Offices {

    /** What is registered under a code, current or former, or null. */
    @Nullable
    Office find(String code);

    /** Whether {@code division} is {@code office} itself or lies below it. */
    default boolean covers(String office, String division) {
        for (String code = division; code != null; ) {
            if (code.equals(office)) {
                return true;
            }
            Office found = find(code);
            code = found == null ? null : found.parent();
        }
        return false;
    }
}
