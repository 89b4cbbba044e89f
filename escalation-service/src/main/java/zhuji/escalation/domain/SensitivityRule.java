package zhuji.escalation.domain;

import java.time.Instant;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When an incident is sensitive, and how far it then goes whatever its grade. The office may say so; the policy may know places, days and
 * kinds of its own.
 *
 * @param route the grade whose ladder it climbs at least
 * @param places prefixes of division codes
 * @param days days of the year, first and last included
 * @param types kinds of incident that strike people in need of protection
 */
public record SensitivityRule(Grade route, List<String> places, List<Days> days, Set<String> types) {

    private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");

    /** From one day of the year to another, in Asia/Shanghai. */
    public record Days(MonthDay from, MonthDay to) {

        private boolean include(Instant instant) {
            MonthDay day = MonthDay.from(instant.atZone(BEIJING));
            return !day.isBefore(from) && !day.isAfter(to);
        }
    }

    public SensitivityRule {
        places = List.copyOf(places);
        days = List.copyOf(days);
        types = Set.copyOf(types);
    }

    boolean applies(Facts facts, @Nullable Instant occurredAt) {
        String division = facts.division();
        return !facts.sensitive().isEmpty()
                || types.contains(facts.type())
                || (division != null && places.stream().anyMatch(division::startsWith))
                || (occurredAt != null && days.stream().anyMatch(each -> each.include(occurredAt)));
    }
}
