package zhuji.scoring.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import zhuji.peers.PeerRequests;
import zhuji.peers.RefusedRequest;
import zhuji.scoring.domain.ScoreBook;
import zhuji.scoring.domain.ScoreBook.Decided;
import zhuji.scoring.domain.ScoreBook.Published;
import zhuji.scoring.domain.ScoreBook.Ranked;
import zhuji.scoring.domain.ScoredOffice;

/** Rankings, and an office's year with the reason of every point. Any instance answers for all offices. */
@RestController
@Tag(name = "scores", description = "评分：排名、单位全年得分及每一分的理由")
class ScoreController {

    private static final int MOST = 1_000;

    private final ScoreBook book;
    private final PeerRequests peers;

    ScoreController(ScoreBook book, PeerRequests peers) {
        this.book = book;
        this.peers = peers;
    }

    /** The ranking of a year's contact points. */
    @Operation(
            summary = "年度排名 The ranking of a year",
            description = "Contact points, best first; as CSV with Accept: text/csv.")
    @ApiResponse(
            responseCode = "200",
            description = "排名 The ranking",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                        schema = @Schema(implementation = RankingPage.class)),
                @Content(mediaType = "text/csv", schema = @Schema(type = "string"))
            })
    @GetMapping(
            path = "/scores/{year}",
            produces = {MediaType.APPLICATION_JSON_VALUE, "text/csv;charset=UTF-8"})
    ResponseEntity<?> ranking(
            @PathVariable int year,
            @RequestParam(defaultValue = "") String region,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "50") int size,
            @RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accept) {
        List<Ranked> ranking = ranked(year, region);
        return Csv.isWanted(accept)
                ? ResponseEntity.ok().contentType(Csv.TYPE).body(table(year, ranking))
                : ResponseEntity.ok(page(year, ranking, page, size));
    }

    private RankingPage page(int year, List<Ranked> ranking, int page, int size) {
        if (page < 0 || size < 1 || size > MOST) {
            throw new RefusedRequest(
                    HttpStatus.BAD_REQUEST,
                    "PAGE_INVALID",
                    "page不小于0，size为1至" + MOST,
                    "page must not be negative, size must be between 1 and " + MOST);
        }
        Map<String, Decided> decided = book.decisions(year);
        return new RankingPage(
                year,
                book.closedAt(year),
                ranking.size(),
                page,
                size,
                ranking.stream()
                        .skip((long) page * size)
                        .limit(size)
                        .map(ranked -> RankingPage.Row.of(
                                ranked, decided.get(ranked.office().code())))
                        .toList());
    }

    /** The whole ranking as a table. */
    private String table(int year, List<Ranked> ranking) {
        Map<String, Decided> decided = book.decisions(year);
        List<List<?>> rows = new ArrayList<>();
        rows.add(List.of("名次", "代码", "单位", "得分", "采用篇均分", "得分篇数", "达标月数", "年度意见"));
        for (Ranked ranked : ranking) {
            Decided decision = decided.get(ranked.office().code());
            rows.add(List.of(
                    ranked.rank(),
                    ranked.office().code(),
                    ranked.office().name(),
                    ranked.standing().points(),
                    ranked.standing().average(),
                    ranked.standing().scoredItems(),
                    ranked.standing().quotaMonthsMet(),
                    decision == null ? "" : decision.outcome().zh() + (decision.confirmer() == null ? "（建议）" : "")));
        }
        return Csv.of(rows);
    }

    private List<Ranked> ranked(int year, String region) {
        List<Ranked> ranking = book.ranking(Years.known(year));
        if (ranking.isEmpty()) {
            throw new RefusedRequest(
                    HttpStatus.NOT_FOUND, "UNKNOWN_YEAR", "该年度无记录", "nothing counts in the year " + year);
        }
        List<Ranked> there = ranking.stream()
                .filter(ranked -> ranked.office().code().startsWith(region))
                .toList();
        if (there.isEmpty()) {
            throw new RefusedRequest(
                    HttpStatus.NOT_FOUND, "UNKNOWN_REGION", "该地区没有联系点", "no contact point has a code that begins so");
        }
        return there;
    }

    /** An office's year: tally, month by month, every entry with its reason. */
    @Operation(
            summary = "单位全年得分 An office's year",
            description =
                    "The tally, month by month, every entry with its reason in words and the event that earned it.")
    @ApiResponse(
            responseCode = "200",
            description = "全年得分 The office's year",
            content = @Content(schema = @Schema(implementation = OfficePage.class)))
    @GetMapping(path = "/scores/{year}/{office}", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> office(
            @PathVariable int year,
            @PathVariable String office,
            @RequestHeader(name = PeerRequests.FORWARDED, required = false) @Nullable String forwarded) {
        ScoredOffice found = book.office(office, Years.known(year));
        Published tally = found == null ? null : book.tally(office, year);
        if (found == null || tally == null) {
            throw new RefusedRequest(
                    HttpStatus.NOT_FOUND,
                    found == null ? "UNKNOWN_OFFICE" : "UNKNOWN_YEAR",
                    found == null ? "无此单位" : "该单位该年度无记录",
                    found == null ? "there is no such office" : "nothing counts for this office in " + year);
        }
        URI elsewhere = PeerRequests.onwards(book.elsewhere(office), forwarded);
        if (elsewhere != null) {
            return peers.get(ScoreAddresses.office(elsewhere, year, office));
        }
        return ResponseEntity.ok(OfficePage.of(
                year,
                found,
                book.predecessors(office, year),
                tally,
                book.decisions(year).get(office),
                book.entries(office, year)));
    }
}
