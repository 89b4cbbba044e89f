package zhuji.scoring.domain;

import java.util.HashMap;
import java.util.Map;

/**
 * Which rule book a year uses.
 *
 * @param usual the book of every year that has none of its own
 * @param years the books of the others
 */
public record RuleBooks(RuleBook usual, Map<Integer, RuleBook> years) {

    public RuleBooks {
        years = Map.copyOf(years);
    }

    /** These, but for a year that uses another. */
    public RuleBooks with(int year, RuleBook book) {
        Map<Integer, RuleBook> more = new HashMap<>(years);
        more.put(year, book);
        return new RuleBooks(usual, more);
    }

    /** The book of a year. */
    public RuleBook of(int year) {
        return years.getOrDefault(year, usual);
    }
}
