package zhuji.audit;

import java.util.Comparator;
import zhuji.audit.log.Place;

/**
 * A promise that was not kept.
 *
 * @param invariant which
 * @param place the record that shows it
 * @param subject what it is about: a report, an incident, an office
 * @param words what is wrong, in words; never a report's text or a person's name
 */
public record Violation(Invariant invariant, Place place, String subject, String words) {

    static final Comparator<Violation> IN_ORDER = Comparator.comparing(Violation::invariant)
            .thenComparing(Violation::place)
            .thenComparing(Violation::subject)
            .thenComparing(Violation::words);

    @Override
    public String toString() {
        return invariant + " " + place + " " + subject + ": " + words;
    }
}
