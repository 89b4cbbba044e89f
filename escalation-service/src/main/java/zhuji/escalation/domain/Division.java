package zhuji.escalation.domain;

import org.jspecify.annotations.Nullable;

/**
 * An office in the division tree.
 *
 * @param code GB/T 2260 code
 * @param level its level
 * @param parent the office above, null at the national office
 */
public record Division(String code, Level level, @Nullable String parent) {}
