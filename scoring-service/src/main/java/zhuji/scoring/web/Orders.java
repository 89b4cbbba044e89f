package zhuji.scoring.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import zhuji.peers.RefusedRequest;
import zhuji.peers.Requests;
import zhuji.scoring.domain.ControlBox;
import zhuji.scoring.domain.Decision;
import zhuji.scoring.domain.Grounds;
import zhuji.scoring.domain.RuleBooks;
import zhuji.scoring.domain.ScoreBook;
import zhuji.scoring.domain.ScoringYear;

/** Makes orders of what is posted, and refuses what a year as it stands does not allow. */
final class Orders {

    private final ScoreBook book;
    private final RuleBooks books;
    private final InstantSource clock;

    Orders(ScoreBook book, RuleBooks books, InstantSource clock) {
        this.book = book;
        this.books = books;
        this.clock = clock;
    }

    /**
     * Closes or opens a year.
     *
     * @param operator who does
     * @param reason why; needed to open it again
     */
    record TurnRequest(@Nullable String operator, @Nullable String reason) {}

    /**
     * Confirms a decision.
     *
     * @param outcome COMMEND 通报表扬, RETAIN 保留 or REVOKE 取消
     * @param confirmer who confirms
     * @param reason needed exactly when the outcome is not the one proposed
     */
    record ConfirmationRequest(
            @Nullable String outcome,
            @Nullable String confirmer,
            @Nullable String reason) {}

    /**
     * A solicitation that was not answered.
     *
     * @param office the office
     * @param solicitationId the solicitation
     */
    record MissedRequest(@Nullable String office, @Nullable String solicitationId) {}

    /**
     * A solicitation that was noted as not answered by mistake.
     *
     * @param office the office
     * @param solicitationId the solicitation
     * @param reason why it is taken back
     */
    record MistakeRequest(
            @Nullable String office,
            @Nullable String solicitationId,
            @Nullable String reason) {}

    /**
     * Nothing to report for a month.
     *
     * @param office the office
     * @param month 1 to 12
     * @param declarer who states it
     */
    record NothingRequest(
            @Nullable String office,
            @Nullable Integer month,
            @Nullable String declarer) {}

    ControlBox.Turn close(int year, TurnRequest request) {
        Instant now = clock.instant();
        if (ScoringYear.of(now).year() <= year) {
            throw conflict("YEAR_NOT_OVER", year + "年尚未结束", "the year " + year + " is not over");
        }
        Instant closedAt = book.closedAt(year);
        if (closedAt != null) {
            throw conflict("YEAR_CLOSED", "该年度已于" + closedAt + "关闭", "the year was closed at " + closedAt);
        }
        return turn("close", year, request, now, Grounds.of(book.offices(year), books.of(year)));
    }

    ControlBox.Turn reopen(int year, TurnRequest request) {
        Requests.required("reason", request.reason());
        if (book.closedAt(year) == null) {
            throw conflict("YEAR_OPEN", "该年度未关闭", "the year is not closed");
        }
        return turn("reopen", year, request, clock.instant(), null);
    }

    private static ControlBox.Turn turn(
            String what, int year, TurnRequest request, Instant now, @Nullable Grounds grounds) {
        return new ControlBox.Turn(
                what + "/" + year + "/" + now,
                year,
                grounds == null,
                Requests.required("operator", request.operator()),
                Requests.bounded("reason", request.reason()),
                now,
                grounds);
    }

    ControlBox.Confirmation confirm(int year, String office, ConfirmationRequest request) {
        ScoreBook.Decided decided = book.decisions(year).get(office);
        if (decided == null || book.closedAt(year) == null) {
            throw new RefusedRequest(
                    HttpStatus.NOT_FOUND, "NOTHING_PROPOSED", "该单位该年度无待核定意见", "nothing is proposed for this office");
        }
        String outcomeName = Requests.required("outcome", request.outcome());
        Decision.Outcome outcome = Requests.symbol("outcome", outcomeName, Decision.Outcome.class);
        String reason = Requests.bounded("reason", request.reason());
        if (outcome != decided.proposal()) {
            Requests.required("reason", reason);
        }
        Instant now = clock.instant();
        return new ControlBox.Confirmation(
                "confirm/" + year + "/" + office + "/" + now,
                year,
                office,
                outcome == null ? decided.proposal() : outcome,
                Requests.required("confirmer", request.confirmer()),
                reason,
                now);
    }

    ControlBox.Missed missed(int year, MissedRequest request) {
        String office = known(request.office(), year);
        String solicitation = Requests.required("solicitationId", request.solicitationId());
        return new ControlBox.Missed(
                "missed/" + year + "/" + office + "/" + solicitation, year, office, solicitation, clock.instant());
    }

    /** That a solicitation was not answered was noted by mistake. */
    ControlBox.MissedByMistake missedByMistake(int year, MistakeRequest request) {
        String office = known(request.office(), year);
        String solicitation = Requests.required("solicitationId", request.solicitationId());
        return new ControlBox.MissedByMistake(
                "withdrawn/" + year + "/" + office + "/" + solicitation,
                year,
                office,
                solicitation,
                Requests.required("reason", Requests.bounded("reason", request.reason())),
                clock.instant());
    }

    ControlBox.Nothing nothing(int year, NothingRequest request) {
        String office = known(request.office(), year);
        int month = month(year, request.month());
        if (clock.instant().isBefore(ScoringYear.beginOf(year, month))) {
            throw conflict(
                    "MONTH_NOT_BEGUN",
                    year + "年" + month + "月尚未开始，不能作零报告",
                    "month: it has not begun, and nobody knows yet that it holds nothing to report");
        }
        return new ControlBox.Nothing(
                "nothing/%s/%d-%02d".formatted(office, year, month),
                year,
                month,
                office,
                Requests.required("declarer", request.declarer()),
                clock.instant());
    }

    private String known(@Nullable String code, int year) {
        String office = Requests.required("office", code);
        if (book.office(office, year) == null) {
            throw new RefusedRequest(HttpStatus.NOT_FOUND, "UNKNOWN_OFFICE", "无此单位", "office: there is no such office");
        }
        return office;
    }

    private static int month(int year, @Nullable Integer month) {
        try {
            return YearMonth.of(year, month == null ? 0 : month).getMonthValue();
        } catch (DateTimeException none) {
            throw new RefusedRequest(
                    HttpStatus.BAD_REQUEST, "FIELD_INVALID", "month应为1至12", "month must be between 1 and 12");
        }
    }

    private static RefusedRequest conflict(String code, String zh, String en) {
        return new RefusedRequest(HttpStatus.CONFLICT, code, zh, en);
    }
}
