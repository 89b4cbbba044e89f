package zhuji.escalation.domain;

import org.jspecify.annotations.Nullable;

/**
 * Going past rungs 越级上报, when necessary (Decree 493 art. 10; Emergency Response Law art. 17). The parts a request lacks are null; it is
 * refused then.
 *
 * @param target the level to deliver to at once
 * @param reason why
 * @param authoriser who authorised it
 */
public record Bypass(
        @Nullable Level target,
        @Nullable String reason,
        @Nullable String authoriser) {}
