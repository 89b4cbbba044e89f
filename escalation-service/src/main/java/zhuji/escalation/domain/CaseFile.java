package zhuji.escalation.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything known of a case.
 *
 * @param incident the case
 * @param timeline what happened to it, oldest first
 * @param aside its being set aside; null when it is not
 */
public record CaseFile(
        IncidentCase incident,
        List<Happening> timeline,
        @Nullable Aside aside) {
    public CaseFile {
        timeline = List.copyOf(timeline);
    }
}
