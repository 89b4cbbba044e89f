package zhuji.scoring.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import zhuji.peers.PeerRequests;
import zhuji.peers.RefusedRequest;
import zhuji.peers.Requests;
import zhuji.rulefiles.RuleFile;
import zhuji.scoring.ScoringProperties;
import zhuji.scoring.domain.ControlBox;
import zhuji.scoring.domain.RuleBook;
import zhuji.scoring.domain.RuleBooks;
import zhuji.scoring.domain.ScoreBook;
import zhuji.scoring.domain.ScoreBook.Decided;
import zhuji.scoring.domain.Standing;
import zhuji.scoring.rulebook.RuleBookReader;

/** What operators do with a year: close it, read the circular, confirm, try another rule book. */
@RestController
@Tag(name = "years", description = "年度：关闭、通报、核定、试算、约稿与零报告")
class YearController {

    private static final MediaType MARKDOWN = MediaType.parseMediaType("text/markdown;charset=UTF-8");
    private static final int LARGEST_RULE_BOOK = 256 * 1024;
    private static final Duration LOOK = Duration.ofMillis(50);

    private final ScoreBook book;
    private final RuleBooks books;
    private final ControlBox box;
    private final PeerRequests peers;
    private final ScoringProperties properties;
    private final Orders orders;

    YearController(
            ScoreBook book,
            RuleBooks books,
            ControlBox box,
            PeerRequests peers,
            ScoringProperties properties,
            InstantSource clock) {
        this.book = book;
        this.books = books;
        this.box = box;
        this.peers = peers;
        this.properties = properties;
        this.orders = new Orders(book, books, clock);
    }

    /** The years in which anything counts. */
    @Operation(summary = "有记录的年度 The years there are")
    @GetMapping(path = "/years", produces = MediaType.APPLICATION_JSON_VALUE)
    List<YearState> years() {
        return book.years().stream().map(this::state).toList();
    }

    /** How a year stands. */
    @Operation(summary = "年度状态 How a year stands")
    @GetMapping(path = "/years/{year}", produces = MediaType.APPLICATION_JSON_VALUE)
    YearState asked(@PathVariable int year) {
        return state(Years.known(year));
    }

    private YearState state(int year) {
        Map<String, Decided> decided = book.decisions(year);
        long confirmed = decided.values().stream()
                .filter(each -> each.confirmer() != null)
                .count();
        return new YearState(
                year,
                book.closedAt(year),
                decided.size(),
                confirmed,
                books.of(year).title(),
                books.of(year).hash());
    }

    /**
     * A year.
     *
     * @param year calendar year
     * @param closedAt when it was closed; null while it is open
     * @param decided contact points decided on
     * @param confirmed of those, by a person
     * @param title its rule book
     * @param ruleBook hash of that
     */
    record YearState(
            int year, @Nullable Instant closedAt, int decided, long confirmed, String title, String ruleBook) {}

    /** Closes a year. */
    @Operation(
            summary = "关闭年度 Close a year",
            description =
                    "Ranks its contact points and proposes what becomes of each. 200 once that is done, 202 while it is on its way.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Orders.TurnRequest.class)))
    @ApiResponse(
            responseCode = "200",
            description = "已办结 Done",
            content = @Content(schema = @Schema(implementation = YearState.class)))
    @ApiResponse(
            responseCode = "202",
            description = "处理中 On its way",
            content = @Content(schema = @Schema(implementation = YearState.class)))
    @PostMapping(
            path = "/years/{year}/close",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<YearState> close(@PathVariable int year, HttpServletRequest request) throws IOException {
        box.put(orders.close(Years.known(year), Requests.read(request, Orders.TurnRequest.class)));
        return awaited(year, () -> isDecided(year));
    }

    private boolean isDecided(int year) {
        int decided = book.decisions(year).size();
        return book.closedAt(year) != null
                && decided > 0
                && decided == book.ranking(year).size();
    }

    /** Opens a closed year again. */
    @Operation(
            summary = "重新开放年度 Open a year again",
            description = "Needs a reason; decisions are made anew at the next closing.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Orders.TurnRequest.class)))
    @ApiResponse(
            responseCode = "200",
            description = "已办结 Done",
            content = @Content(schema = @Schema(implementation = YearState.class)))
    @ApiResponse(
            responseCode = "202",
            description = "处理中 On its way",
            content = @Content(schema = @Schema(implementation = YearState.class)))
    @PostMapping(
            path = "/years/{year}/reopen",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<YearState> reopen(@PathVariable int year, HttpServletRequest request) throws IOException {
        box.put(orders.reopen(Years.known(year), Requests.read(request, Orders.TurnRequest.class)));
        return awaited(year, () -> book.closedAt(year) == null);
    }

    /** Confirms what is decided of a contact point. */
    @Operation(
            summary = "核定年度意见 Confirm a decision",
            description = "A person's word; an outcome that is not the one proposed needs a reason.")
    @RequestBody(
            required = true,
            content = @Content(schema = @Schema(implementation = Orders.ConfirmationRequest.class)))
    @ApiResponse(
            responseCode = "200",
            description = "已办结 Done",
            content = @Content(schema = @Schema(implementation = YearState.class)))
    @ApiResponse(
            responseCode = "202",
            description = "处理中 On its way",
            content = @Content(schema = @Schema(implementation = YearState.class)))
    @PostMapping(
            path = "/years/{year}/decisions/{office}",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<YearState> confirm(@PathVariable int year, @PathVariable String office, HttpServletRequest request)
            throws IOException {
        var confirmation =
                orders.confirm(Years.known(year), office, Requests.read(request, Orders.ConfirmationRequest.class));
        box.put(confirmation);
        return awaited(year, () -> {
            Decided decided = book.decisions(year).get(office);
            return decided != null && decided.confirmer() != null && decided.outcome() == confirmation.outcome();
        });
    }

    /** Notes an unanswered solicitation. */
    @Operation(summary = "约稿未报 A solicitation was not answered")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Orders.MissedRequest.class)))
    @ApiResponse(
            responseCode = "202",
            description = "处理中 On its way",
            content = @Content(schema = @Schema(implementation = YearState.class)))
    @PostMapping(
            path = "/years/{year}/solicitations-missed",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<YearState> missed(@PathVariable int year, HttpServletRequest request) throws IOException {
        box.put(orders.missed(Years.known(year), Requests.read(request, Orders.MissedRequest.class)));
        return ResponseEntity.accepted().body(state(year));
    }

    /** Takes back that a solicitation was not answered. */
    @Operation(summary = "撤销约稿未报 A solicitation was noted as not answered by mistake", description = "It says why.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Orders.MistakeRequest.class)))
    @ApiResponse(
            responseCode = "202",
            description = "处理中 On its way",
            content = @Content(schema = @Schema(implementation = YearState.class)))
    @PostMapping(
            path = "/years/{year}/solicitations-withdrawn",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<YearState> missedByMistake(@PathVariable int year, HttpServletRequest request) throws IOException {
        box.put(orders.missedByMistake(Years.known(year), Requests.read(request, Orders.MistakeRequest.class)));
        return ResponseEntity.accepted().body(state(year));
    }

    /** Notes that an office has nothing to report for a month. */
    @Operation(summary = "零报告 Nothing to report for a month", description = "It is not silence; the quota stands.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Orders.NothingRequest.class)))
    @ApiResponse(
            responseCode = "202",
            description = "处理中 On its way",
            content = @Content(schema = @Schema(implementation = YearState.class)))
    @PostMapping(
            path = "/years/{year}/nothing-to-report",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<YearState> nothing(@PathVariable int year, HttpServletRequest request) throws IOException {
        box.put(orders.nothing(Years.known(year), Requests.read(request, Orders.NothingRequest.class)));
        return ResponseEntity.accepted().body(state(year));
    }

    /** The circular on a closed year. */
    @Operation(summary = "年度通报 The circular on a closed year", description = "Markdown, or CSV with Accept: text/csv.")
    @ApiResponse(
            responseCode = "200",
            description = "通报 The circular",
            content = {
                @Content(mediaType = "text/markdown", schema = @Schema(type = "string")),
                @Content(mediaType = "text/csv", schema = @Schema(type = "string"))
            })
    @GetMapping(
            path = "/years/{year}/bulletin",
            produces = {"text/markdown;charset=UTF-8", "text/csv;charset=UTF-8"})
    ResponseEntity<String> bulletin(
            @PathVariable int year,
            @RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accept) {
        Bulletin bulletin = bulletinOf(Years.known(year));
        boolean table = Csv.isWanted(accept);
        return ResponseEntity.ok()
                .contentType(table ? Csv.TYPE : MARKDOWN)
                .body(table ? bulletin.csv() : bulletin.markdown());
    }

    private Bulletin bulletinOf(int year) {
        Instant closedAt = book.closedAt(year);
        if (closedAt == null) {
            throw new RefusedRequest(
                    HttpStatus.CONFLICT,
                    "YEAR_OPEN",
                    "该年度未关闭，尚无通报",
                    "the year is not closed: there is no circular yet");
        }
        return new Bulletin(
                year,
                closedAt,
                book.ranking(year),
                book.decisions(year),
                books.of(year).title());
    }

    /** What another rule book would make of a year. */
    @Operation(
            summary = "试算 What another rule book would make of a year",
            description = "The body is a rule book in YAML. Differences only; nothing is kept.")
    @RequestBody(
            required = true,
            content = @Content(mediaType = MediaType.APPLICATION_YAML_VALUE, schema = @Schema(type = "string")))
    @ApiResponse(
            responseCode = "200",
            description = "差异 What would differ",
            content = @Content(schema = @Schema(implementation = WhatIf.class)))
    @PostMapping(
            path = "/years/{year}/what-if",
            consumes = {MediaType.APPLICATION_YAML_VALUE, MediaType.TEXT_PLAIN_VALUE},
            produces = MediaType.APPLICATION_JSON_VALUE)
    Object whatIf(
            @PathVariable int year,
            HttpServletRequest request,
            @RequestHeader(name = PeerRequests.FORWARDED, required = false) @Nullable String forwarded)
            throws IOException {
        Years.known(year);
        String yaml = new String(Requests.bytes(request, LARGEST_RULE_BOOK), StandardCharsets.UTF_8);
        RuleBook other = RuleBookReader.read(new RuleFile("what-if.yaml", yaml));
        Map<String, Standing> here = book.recounted(year, other);
        if (forwarded != null) {
            return new Part(here);
        }
        Map<String, Standing> all = new TreeMap<>(here);
        for (URI instance : book.others()) {
            Part part =
                    peers.compute(ScoreAddresses.recount(instance, year), MediaType.APPLICATION_YAML, yaml, Part.class);
            if (part != null) {
                all.putAll(part.standings());
            }
        }
        return WhatIf.of(year, other, book, all);
    }

    /** What one instance contributes. */
    record Part(Map<String, Standing> standings) {}

    private ResponseEntity<YearState> awaited(int year, BooleanSupplier done) {
        Instant until = Instant.now().plus(properties.patience());
        while (!done.getAsBoolean()) {
            if (Instant.now().isAfter(until)) {
                return ResponseEntity.accepted()
                        .location(URI.create("/years/" + year))
                        .body(state(year));
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
        return ResponseEntity.ok(state(year));
    }
}
