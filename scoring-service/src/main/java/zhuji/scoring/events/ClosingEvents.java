package zhuji.scoring.events;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import zhuji.events.ClosingBasis;
import zhuji.events.ClosingOffice;
import zhuji.events.ClosingRuleBook;
import zhuji.events.Level;
import zhuji.events.YearClosed;
import zhuji.input.Numbers;
import zhuji.scoring.domain.Basis;
import zhuji.scoring.domain.Grounds;
import zhuji.scoring.domain.RuleBook;
import zhuji.scoring.domain.ScoredOffice;

/** Writes and reads what a closing rests on: it is part of the closing, in the log (design §7). */
public final class ClosingEvents {

    private ClosingEvents() {}

    /** What a closing rests on, as an event has it. */
    public static ClosingBasis basis(Grounds grounds) {
        List<ClosingOffice> offices = new ArrayList<>();
        grounds.offices()
                .forEach((code, basis) -> offices.add(new ClosingOffice(
                        code,
                        basis.name(),
                        Level.valueOf(basis.level().name()),
                        basis.contactPoint(),
                        basis.unitClass(),
                        basis.owed())));
        RuleBook book = grounds.book();
        return new ClosingBasis(new ClosingRuleBook(book.title(), book.hash(), book.text()), offices);
    }

    /**
     * What a closing rests on, by office.
     *
     * @param registry asked only for a closing that does not say it, as those written by hand
     * @param book likewise
     * @throws IllegalArgumentException when it says it of what is no office
     */
    public static Map<String, Basis> of(YearClosed closed, ScoredOffice.Registry registry, RuleBook book) {
        ClosingBasis basis = closed.getBasis();
        if (closed.getReopened()) {
            return Map.of();
        }
        return basis == null ? Grounds.of(registry.all(closed.getYear()), book).offices() : read(basis);
    }

    private static Map<String, Basis> read(ClosingBasis basis) {
        Map<String, Basis> bases = new TreeMap<>();
        for (ClosingOffice office : basis.getOffices()) {
            if (!Numbers.isDivision(office.getCode()) || !Numbers.isIdentity(office.getName())) {
                throw new IllegalArgumentException("basis.offices: a code has six digits, a name says something");
            }
            Basis known = bases.put(
                    office.getCode(),
                    new Basis(
                            office.getName(),
                            Facts.known(zhuji.scoring.domain.Level.class, office.getLevel()),
                            office.getContactPoint(),
                            office.getUnitClass(),
                            owed(office.getOwed())));
            if (known != null) {
                throw new IllegalArgumentException("basis.offices: an office is named twice");
            }
        }
        return bases;
    }

    private static @Nullable Integer owed(@Nullable Integer owed) {
        if (owed != null && owed < 0) {
            throw new IllegalArgumentException("basis.offices: what is owed cannot be negative");
        }
        return owed;
    }
}
