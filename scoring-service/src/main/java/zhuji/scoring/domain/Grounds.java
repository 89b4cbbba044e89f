package zhuji.scoring.domain;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a closing rests on. It is written into the log with the closing, and nothing that changes later changes it (design §7).
 *
 * @param book the rule book
 * @param offices the contact points and whoever owes anything, by code
 */
public record Grounds(RuleBook book, SortedMap<String, Basis> offices) {

    public Grounds {
        offices = Collections.unmodifiableSortedMap(new TreeMap<>(offices));
    }

    /** What a closing now rests on. */
    public static Grounds of(Collection<ScoredOffice> registered, RuleBook book) {
        SortedMap<String, Basis> offices = new TreeMap<>();
        for (ScoredOffice office : registered) {
            Basis basis = Basis.of(office, book);
            if (basis.saysAnything()) {
                offices.put(office.code(), basis);
            }
        }
        return new Grounds(book, offices);
    }
}
