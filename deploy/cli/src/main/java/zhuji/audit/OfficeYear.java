package zhuji.audit;

import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import zhuji.audit.claims.Claim;
import zhuji.audit.claims.Filing;
import zhuji.audit.log.BeijingTime;
import zhuji.events.IncidentEvent;
import zhuji.events.NothingToReport;
import zhuji.events.ReportEvaluated;
import zhuji.events.SolicitationMissed;

/** All that counts for an office's year, each event once, as it came first. */
final class OfficeYear {

    /** Name of the count of submissions refused. */
    static final String REJECTED = "REJECTED";

    private static final int MONTHS = 12;

    /** An event that counts, and when the broker took it. */
    record Fact<E>(E event, Claim claim, Instant at) {

        boolean isBy(Instant instant) {
            return !at.isAfter(instant);
        }
    }

    /** A report and what was said of it. */
    static final class Item {
        final Fact<Filing> filing;
        final String reportId;

        @Nullable
        String route;

        final List<Fact<ReportEvaluated>> evaluations = new ArrayList<>();
        final List<Fact<IncidentEvent>> findings = new ArrayList<>();

        Item(String reportId, Fact<Filing> filing) {
            this.reportId = reportId;
            this.filing = filing;
        }
    }

    final List<Item> items = new ArrayList<>();
    final Map<String, Fact<SolicitationMissed>> missed = new TreeMap<>();
    final Map<String, Fact<SolicitationMissed>> withdrawn = new TreeMap<>();
    final Map<Integer, Fact<NothingToReport>> nothing = new TreeMap<>();
    final Map<String, Long> counts = new HashMap<>();

    @Nullable
    Claim first;

    /** Solicitations not answered, as far as was known by then; one that was withdrawn is none. */
    List<Fact<SolicitationMissed>> missedBy(Instant then) {
        return missed.entrySet().stream()
                .filter(each -> each.getValue().isBy(then))
                .filter(each -> {
                    Fact<SolicitationMissed> taken = withdrawn.get(each.getKey());
                    return taken == null || !taken.isBy(then);
                })
                .map(Map.Entry::getValue)
                .toList();
    }

    /** Whether it was said of a month before that began. */
    static boolean isPremature(Fact<NothingToReport> said) {
        return YearMonth.from(said.at().atZone(BeijingTime.ZONE))
                .isBefore(YearMonth.of(said.event().getYear(), said.event().getMonth()));
    }

    /** The years of an office, from what is claimed of it. */
    static Map<Integer, OfficeYear> of(List<Claim> ofOffice) {
        var gathering = new Gathering();
        ofOffice.forEach(gathering::file);
        gathering.makeItems();
        ofOffice.forEach(gathering::take);
        gathering.assign();
        return gathering.years;
    }

    /** Puts together what is claimed of an office, each event as it came first. */
    private static final class Gathering {

        private final Map<Integer, OfficeYear> years = new TreeMap<>();
        private final Map<String, Fact<Filing>> filings = new TreeMap<>();
        private final Map<String, Item> items = new TreeMap<>();
        private final Map<String, Fact<ReportEvaluated>> evaluations = new TreeMap<>();
        private final Map<String, Fact<IncidentEvent>> findings = new TreeMap<>();
        private final Map<String, Claim.Refused> refusals = new TreeMap<>();

        private void file(Claim claim) {
            if (claim instanceof Claim.Filed filed) {
                var fact = new Fact<>(filed.facts(), filed, filed.facts().receivedAt());
                filings.merge(filed.reportId(), fact, Gathering::first);
            }
        }

        private void makeItems() {
            filings.forEach((reportId, filing) -> {
                var item = new Item(reportId, filing);
                items.put(reportId, item);
                year(filing.event().day().getYear(), filing.claim()).items.add(item);
            });
        }

        private void take(Claim claim) {
            switch (claim) {
                case Claim.Routed routed -> {
                    Item item = items.get(routed.reportId());
                    if (item != null) {
                        item.route = routed.rule();
                    }
                }
                case Claim.Refused refused -> refusals.putIfAbsent(refused.eventId(), refused);
                case Claim.Counted counted ->
                    year(counted.year(), counted).counts.merge(counted.what(), 1L, Long::sum);
                case Claim.Told told -> take(told);
                default -> {}
            }
        }

        private void take(Claim.Told told) {
            switch (told.event()) {
                case ReportEvaluated evaluated ->
                    evaluations.merge(
                            evaluated.getReportId() + "\t" + evaluated.getEvaluationId() + "\t"
                                    + Superiors.objection(evaluated),
                            new Fact<>(evaluated, told, told.at()),
                            Gathering::first);
                case IncidentEvent found ->
                    findings.putIfAbsent(found.getEventId(), new Fact<>(found, told, found.getAt()));
                case SolicitationMissed missed ->
                    (missed.getWithdrawn()
                                    ? year(missed.getYear(), told).withdrawn
                                    : year(missed.getYear(), told).missed)
                            .merge(missed.getSolicitationId(), new Fact<>(missed, told, told.at()), Gathering::first);
                case NothingToReport nothing -> {
                    if (nothing.getMonth() >= 1 && nothing.getMonth() <= MONTHS) {
                        year(nothing.getYear(), told)
                                .nothing
                                .merge(nothing.getMonth(), new Fact<>(nothing, told, told.at()), Gathering::valid);
                    }
                }
                default -> {}
            }
        }

        /** To the reports they are about; what is said of a report that never came counts for nothing. */
        private void assign() {
            refusals.values()
                    .forEach(refused ->
                            year(Standings.yearOf(refused.at()), refused).counts.merge(REJECTED, 1L, Long::sum));
            evaluations.values().forEach(fact -> {
                Item item = items.get(fact.event().getReportId());
                if (item != null) {
                    item.evaluations.add(fact);
                }
            });
            findings.values().forEach(fact -> {
                Item item = items.get(String.valueOf(fact.event().getReportId()));
                if (item != null) {
                    item.findings.add(fact);
                }
            });
        }

        /** What was said of a month before it began does not stand in the way of what was said once it had. */
        private static Fact<NothingToReport> valid(Fact<NothingToReport> one, Fact<NothingToReport> two) {
            if (isPremature(one) != isPremature(two)) {
                return isPremature(one) ? two : one;
            }
            return first(one, two);
        }

        private static <E> Fact<E> first(Fact<E> one, Fact<E> two) {
            int order = one.at().compareTo(two.at());
            order = order == 0 ? one.claim().place().compareTo(two.claim().place()) : order;
            return order <= 0 ? one : two;
        }

        private OfficeYear year(int year, Claim claim) {
            OfficeYear found = years.computeIfAbsent(year, none -> new OfficeYear());
            if (found.first == null) {
                found.first = claim;
            }
            return found;
        }
    }
}
