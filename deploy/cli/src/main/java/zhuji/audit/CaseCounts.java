package zhuji.audit;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import zhuji.audit.CaseJudge.Happening;
import zhuji.audit.claims.Claim;
import zhuji.events.Duty;
import zhuji.events.IncidentEvent;
import zhuji.events.IncidentEventKind;
import zhuji.events.Matter;
import zhuji.events.Mode;
import zhuji.events.Rung;

/** What a case counts for in offices' years: by when its first report was filed. */
final class CaseCounts {

    static final String INCIDENT = "INCIDENT";
    static final String ON_TIME = "ON_TIME";
    static final String LATE = "LATE";
    static final String OVER_ON_ARRIVAL = "OVER_ON_ARRIVAL";

    /** A deadline, and when its rung was first told of it. */
    private record Told(Instant due, Instant at) {}

    private final Map<String, Told> told = new HashMap<>();
    private final Consumer<Claim> counted;

    CaseCounts(Consumer<Claim> counted) {
        this.counted = counted;
    }

    void count(List<Happening> happenings) {
        Instant filed = happenings.stream()
                .map(Happening::event)
                .filter(event -> event.getKind() == IncidentEventKind.OPENED && event.getReport() != null)
                .map(event -> event.getReport().getSubmittedAt())
                .findFirst()
                .orElse(null);
        Set<String> seen = new HashSet<>();
        for (Happening happening : happenings) {
            IncidentEvent event = happening.event();
            note(event);
            if (event.getMode() == Mode.ACTUAL && seen.add(event.getEventId())) {
                count(happening, Standings.yearOf(filed == null ? event.getAt() : filed));
            }
        }
    }

    private void count(Happening happening, int year) {
        IncidentEvent event = happening.event();
        switch (event.getKind()) {
            case OPENED -> {
                if (event.getMatter() == Matter.INCIDENT) {
                    count(happening, event.getOffice(), year, INCIDENT);
                }
            }
            case RELAYED, ACKNOWLEDGED -> {
                Rung rung = rungOf(event);
                boolean top = rung != null && rung.equals(event.getLadder().getLast());
                if (rung != null
                        && rung.getMissedAt() == null
                        && top == (event.getKind() == IncidentEventKind.ACKNOWLEDGED)) {
                    count(happening, rung.getOffice(), year, ON_TIME);
                }
            }
            case DEADLINE_MISSED -> {
                if (event.getRung() != null && event.getDuty() != Duty.FOLLOW_UP) {
                    count(happening, event.getRung(), year, wasOverWhenSet(event) ? OVER_ON_ARRIVAL : LATE);
                }
            }
            case FOUND ->
                counted.accept(new Claim.Told(
                        happening.told().place(),
                        Claim.officeOf(event.getOffice()),
                        happening.told().at(),
                        event));
            default -> {}
        }
    }

    /** When each rung was first told of the deadline it has: told by the ladders, not by what an event says of itself. */
    private void note(IncidentEvent event) {
        for (Rung rung : event.getLadder()) {
            Told before = told.get(rung.getOffice());
            if (rung.getDue() != null && (before == null || !before.due().equals(rung.getDue()))) {
                told.put(rung.getOffice(), new Told(rung.getDue(), event.getAt()));
            }
        }
    }

    /** Whether the deadline had passed when the rung was told of it: nobody could have kept it. */
    private boolean wasOverWhenSet(IncidentEvent missed) {
        Told deadline = told.get(missed.getRung());
        return deadline != null && !deadline.due().isAfter(deadline.at());
    }

    private static @Nullable Rung rungOf(IncidentEvent event) {
        return event.getLadder().stream()
                .filter(rung -> rung.getOffice().equals(event.getRung()))
                .findFirst()
                .orElse(null);
    }

    private void count(Happening happening, String office, int year, String what) {
        counted.accept(new Claim.Counted(
                happening.told().place(), office, year, what, happening.told().at()));
    }
}
