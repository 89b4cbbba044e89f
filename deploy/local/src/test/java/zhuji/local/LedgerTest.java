package zhuji.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import zhuji.events.AnnualTally;
import zhuji.events.Grade;
import zhuji.events.IncidentEvent;
import zhuji.events.IncidentEventKind;
import zhuji.events.Level;
import zhuji.events.Matter;
import zhuji.events.Mode;
import zhuji.events.Reason;
import zhuji.events.ReportRejected;
import zhuji.events.ReportRouted;
import zhuji.events.RoutedReport;
import zhuji.events.Rung;
import zhuji.events.Source;
import zhuji.events.Submission;

class LedgerTest {

    private static final Instant SEEN = Instant.parse("2025-03-04T03:00:00Z");
    private static final Instant AT = Instant.parse("2025-03-04T02:30:00Z");

    private final Ledger ledger = new Ledger(() -> SEEN);

    @Test
    void waitsForTheOutcomeOfEverySubmission() {
        ledger.submitted(2, 7);
        assertThat(ledger.isSettled()).isFalse();
        assertThat(ledger.isAnswered(2, 7)).isFalse();

        ledger.happened(rejected(2, 7, "TITLE_MISSING", "BODY_MISSING"));

        assertThat(ledger.isSettled()).isTrue();
        assertThat(ledger.isAnswered(2, 7)).isTrue();
    }

    /** A record erased before it was read here still counts: its outcome names it. */
    @Test
    void countsASubmissionByItsOutcomeToo() {
        ledger.happened(rejected(0, 3, "SECRECY_MARKING"));

        Summary summary = ledger.summary(new Summary.Seconds(1, 2, 3));
        assertThat(summary.submitted()).isEqualTo(1);
        assertThat(ledger.lastMarked()).isEqualTo(Map.of(0, 3));
    }

    @Test
    void countsRejectionsByTheirFirstReasonAndReasonsApart() {
        ledger.happened(rejected(0, 0, "TITLE_MISSING", "BODY_MISSING"));
        ledger.happened(rejected(0, 1, "TITLE_MISSING"));

        Summary summary = ledger.summary(new Summary.Seconds(1, 2, 3));
        assertThat(summary.rejected()).isEqualTo(Map.of("TITLE_MISSING", 2L));
        assertThat(summary.reasons()).isEqualTo(Map.of("TITLE_MISSING", 2L, "BODY_MISSING", 1L));
    }

    @Test
    void tellsHowLongNinetyNineOfAHundredTookFromReceiptToRouting() {
        for (int second = 1; second <= 100; second++) {
            ledger.happened(ReportRouted.newBuilder()
                    .setEventId("e" + second)
                    .setReportId("450100:" + second)
                    .setOffice("450100")
                    .setDestinations(List.of())
                    .setRule("R1")
                    .setZh("x")
                    .setEn("x")
                    .setPolicyVersion("1")
                    .setRoutedAt(SEEN.minusSeconds(second))
                    .setMode(Mode.ACTUAL)
                    .build());
        }

        assertThat(ledger.routedP99()).isEqualTo(99);
    }

    @Test
    void tellsNationalFromRegions() {
        ledger.happened(routed("report.national"));
        ledger.happened(routed("report.region.45"));
        ledger.happened(routed("report.region.45"));

        Summary summary = ledger.summary(new Summary.Seconds(1, 2, 3));
        assertThat(summary.national()).isEqualTo(1);
        assertThat(summary.regions()).isEqualTo(Map.of("45", 2L));
    }

    @Test
    void isAtRestOnceNobodyOwesAnythingStillDue() {
        ledger.happened(incident(IncidentEventKind.RECEIVED, rung("450000", AT, null)));
        assertThat(ledger.isAtRest()).isFalse();

        ledger.happened(incident(IncidentEventKind.DEADLINE_MISSED, rung("450000", AT, AT.plusSeconds(6))));

        assertThat(ledger.isAtRest()).isTrue();
        Summary.Incidents incidents =
                ledger.summary(new Summary.Seconds(1, 2, 3)).incidents();
        assertThat(incidents.byGrade()).isEqualTo(Map.of("IV", 1L));
        assertThat(incidents.deadlinesMissed()).isEqualTo(1);
        assertThat(incidents.reachedTop()).isEqualTo(1);
        assertThat(ledger.exampleOf(CaseCounts.MISSED)).isEqualTo("450100:K1");
    }

    @Test
    void takesTheLatestTallyOfEachOfficeAndYear() {
        ledger.happened(tally("450100", 2025, 1));
        ledger.happened(tally("450100", 2025, 2));
        ledger.happened(tally("450200", 2026, 1));

        assertThat(ledger.summary(new Summary.Seconds(1, 2, 3)).scores())
                .isEqualTo(new Summary.Scores(2025, 1, 0, 0, 0));
    }

    private static ReportRejected rejected(int partition, long offset, String... codes) {
        List<Reason> reasons =
                Arrays.stream(codes).map(code -> new Reason(code, "", "", "")).toList();
        return ReportRejected.newBuilder()
                .setEventId("e")
                .setOffice("450100")
                .setReceivedAt(AT)
                .setReasons(reasons)
                .setDigest("d")
                .setSource(new Source("report.submitted", partition, offset))
                .build();
    }

    private static RoutedReport routed(String destination) {
        return RoutedReport.newBuilder()
                .setEventId("e")
                .setReportId("r")
                .setOffice("450100")
                .setDestination(destination)
                .setRule("R4")
                .setReceivedAt(AT)
                .setDigest("d")
                .setSubmission(new Submission())
                .build();
    }

    private static IncidentEvent incident(IncidentEventKind kind, Rung rung) {
        return IncidentEvent.newBuilder()
                .setEventId("e")
                .setIncidentId("450100:K1")
                .setOffice("450100")
                .setKind(kind)
                .setVersion(1)
                .setPolicyVersion("p")
                .setAt(AT)
                .setMode(Mode.ACTUAL)
                .setGrade(Grade.IV)
                .setMatter(Matter.INCIDENT)
                .setLadder(List.of(rung))
                .build();
    }

    private static Rung rung(String office, Instant receivedAt, @Nullable Instant missedAt) {
        return Rung.newBuilder()
                .setOffice(office)
                .setLevel(Level.PROVINCE)
                .setReceivedAt(receivedAt)
                .setMissedAt(missedAt)
                .build();
    }

    private static AnnualTally tally(String office, int year, long accepted) {
        return AnnualTally.newBuilder()
                .setOffice(office)
                .setYear(year)
                .setAccepted(accepted)
                .setByCategory(Map.of())
                .setByForm(Map.of())
                .setByMonth(Map.of())
                .setResearchByMonth(Map.of())
                .setPoints(BigDecimal.ZERO.setScale(4))
                .setEntries(0)
                .build();
    }
}
