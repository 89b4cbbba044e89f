package zhuji.scoring.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Everything known of a report that counts, in no order of arrival.
 *
 * @param reportId the report
 * @param filing its acceptance; null while only what was said of it has arrived
 * @param route rule it was routed by, or null
 * @param evaluations what higher offices concluded, in order
 * @param findings misreports found in it, in order
 * @param standing the entries it has now
 */
public record Item(
        String reportId,
        @Nullable Filing filing,
        @Nullable String route,
        List<Evaluation> evaluations,
        List<Finding> findings,
        List<Entry> standing) {

    public Item {
        evaluations = List.copyOf(evaluations);
        findings = List.copyOf(findings);
        standing = List.copyOf(standing);
    }

    /** A report nothing is known of yet. */
    public static Item unknown(String reportId) {
        return new Item(reportId, null, null, List.of(), List.of(), List.of());
    }

    /** With what a fact tells of it. */
    Item told(Fact.OfReport fact) {
        return switch (fact) {
            case Fact.Filed told -> filed(told.filing());
            case Fact.Routed told -> routed(told.rule());
            case Fact.Evaluated told -> with(told.evaluation());
            case Fact.Found told -> with(told.finding());
        };
    }

    private Item filed(Filing told) {
        Filing first = filing == null || Cause.FIRST.compare(told.cause(), filing.cause()) < 0 ? told : filing;
        return new Item(reportId, first, route, evaluations, findings, standing);
    }

    private Item routed(String rule) {
        return new Item(reportId, filing, rule, evaluations, findings, standing);
    }

    private Item with(Evaluation evaluation) {
        List<Evaluation> all = with(evaluations, evaluation, Evaluation::key, Evaluation::cause, Evaluation.IN_ORDER);
        return new Item(reportId, filing, route, all, findings, standing);
    }

    private Item with(Finding finding) {
        List<Finding> all = with(findings, finding, found -> found.cause().id(), Finding::cause, Finding.IN_ORDER);
        return new Item(reportId, filing, route, evaluations, all, standing);
    }

    Item standing(List<Entry> entries) {
        return new Item(reportId, filing, route, evaluations, findings, entries);
    }

    /** What was known of it by then. */
    Item asOf(Instant instant) {
        return new Item(
                reportId,
                filing != null && filing.cause().isBy(instant) ? filing : null,
                route,
                evaluations.stream()
                        .filter(evaluation -> evaluation.cause().isBy(instant))
                        .toList(),
                findings.stream()
                        .filter(finding -> finding.cause().isBy(instant))
                        .toList(),
                List.of());
    }

    /** The same event twice counts once, and as it came first. */
    private static <T> List<T> with(
            List<T> all, T one, Function<T, String> id, Function<T, Cause> cause, Comparator<T> order) {
        List<T> more = new ArrayList<>(all);
        for (T known : all) {
            if (id.apply(known).equals(id.apply(one))) {
                if (Cause.FIRST.compare(cause.apply(known), cause.apply(one)) <= 0) {
                    return all;
                }
                more.remove(known);
            }
        }
        more.add(one);
        more.sort(order);
        return more;
    }
}
