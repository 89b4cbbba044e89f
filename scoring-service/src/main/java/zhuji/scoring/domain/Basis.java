package zhuji.scoring.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a closing rests on, of one office. It is part of the closing: what changes in the registry later changes nothing of it (design §7).
 *
 * @param name name of the office then
 * @param level its level
 * @param contactPoint whether it is a contact point of the year, and so ranked
 * @param unitClass its class of the rule book; null when it is in none
 * @param owed research reports it owes a month, at least; null when it owes none
 */
public record Basis(
        String name,
        Level level,
        boolean contactPoint,
        @Nullable String unitClass,
        @Nullable Integer owed) {

    /** What a closing now would rest on. */
    public static Basis of(ScoredOffice office, RuleBook book) {
        RuleBook.UnitClass unit = book.quota().of(office);
        return new Basis(
                office.name(),
                office.level(),
                office.contactPoint(),
                unit == null ? null : unit.name(),
                unit == null ? null : unit.min());
    }

    /** Whether there is anything to keep: who is no contact point and owes nothing is not part of a closing. */
    public boolean saysAnything() {
        return contactPoint || owed != null;
    }

    /** The office as it was. */
    public ScoredOffice office(String code) {
        return new ScoredOffice(code, name, level, contactPoint, false, List.of());
    }
}
