package zhuji.intake.web;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import zhuji.input.ContentType;
import zhuji.input.Numbers;
import zhuji.intake.domain.Arrival;
import zhuji.intake.domain.Intake;
import zhuji.intake.domain.Reading;
import zhuji.intake.domain.Reason;
import zhuji.intake.domain.Standing;
import zhuji.intake.domain.Standings;
import zhuji.intake.domain.Submission;
import zhuji.intake.domain.SubmissionBox;
import zhuji.intake.meters.IntakeMeters;
import zhuji.intake.reading.Digests;
import zhuji.intake.reading.SubmissionReader;
import zhuji.peers.PeerRequests;

/** Submissions over HTTP: file one, try one, ask what became of one. */
@RestController
@Tag(name = "submissions", description = "报送：提交、试校验、查询去向")
class SubmissionController {

    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
    private static final Logger log = LoggerFactory.getLogger(SubmissionController.class);

    private final SubmissionReader reader;
    private final Intake intake;
    private final Standings standings;
    private final SubmissionBox box;
    private final InstantSource clock;
    private final PeerRequests peers;
    private final Counter markedItems;
    private final BodyRoom room = new BodyRoom();

    SubmissionController(
            SubmissionReader reader,
            Intake intake,
            Standings standings,
            SubmissionBox box,
            InstantSource clock,
            PeerRequests peers,
            MeterRegistry meters) {
        this.reader = reader;
        this.intake = intake;
        this.standings = standings;
        this.box = box;
        this.clock = clock;
        this.peers = peers;
        this.markedItems = IntakeMeters.MARKED_REFUSED.counter(meters, "http");
    }

    /** Takes a submission in; its outcome follows under the address of the receipt. */
    @Operation(
            summary = "提交报送 File a submission",
            description =
                    "202 with the receipt's address. A marked item is refused before anything is stored (422), and so is what"
                            + " can only be rejected: a number or an office that is none.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(ref = SubmissionSchema.REFERENCE)))
    @ApiResponse(
            responseCode = "202",
            description = "收到 Taken in",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = Receipt.class)))
    @PostMapping(
            path = "/submissions",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Receipt> submit(HttpServletRequest request) throws IOException {
        return room.read(request, json -> taken(json, typeOf(request)));
    }

    private static ContentType typeOf(HttpServletRequest request) {
        return ContentType.of(request.getContentType());
    }

    private ResponseEntity<Receipt> taken(byte[] json, ContentType type) {
        Submission submission = readable(reader.read(json, type));
        List<Reason> against = intake.reasonsToRefuseUnstored(submission);
        if (!against.isEmpty()) {
            throw new RefusedSubmission(HttpStatus.UNPROCESSABLE_CONTENT, against);
        }
        String office = String.valueOf(submission.office());
        String number = String.valueOf(submission.submissionId());
        String digest = Digests.sha256(json);
        box.put(office, office + ":" + number + "#" + digest, json);
        URI status = URI.create("/submissions/" + office + "/" + number);
        return ResponseEntity.accepted()
                .location(status)
                .body(new Receipt(office + ":" + number, status.toString(), digest));
    }

    private Submission readable(Reading reading) {
        return switch (reading) {
            case Reading.Unreadable unreadable -> {
                if (unreadable.marked()) {
                    throw refusedMarked();
                }
                throw new RefusedSubmission(HttpStatus.BAD_REQUEST, List.of(unreadable.problem()));
            }
            case Reading.Read read -> {
                if (read.submission().carriesMarking() || read.marked()) {
                    throw refusedMarked();
                }
                yield read.submission();
            }
        };
    }

    private RefusedSubmission refusedMarked() {
        markedItems.increment();
        log.error(
                "涉密信息误投，未予保存 / a marked item came over HTTP and was refused, nothing stored: tell the security officer");
        return new RefusedSubmission(HttpStatus.UNPROCESSABLE_CONTENT, List.of(Intake.marked()));
    }

    /** Asks every rule, stores nothing. What is marked goes no further, not even to another instance. */
    @Operation(
            summary = "试校验 Validate without filing",
            description = "The same rules as for a submission; nothing is stored.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(ref = SubmissionSchema.ATTEMPT_REFERENCE)))
    @ApiResponse(
            responseCode = "200",
            description = "结论 What would become of it",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = Verdict.class)))
    @PostMapping(
            path = "/submissions/validate",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> validate(HttpServletRequest request) throws IOException {
        return room.read(request, json -> validated(json, request));
    }

    private ResponseEntity<?> validated(byte[] json, HttpServletRequest request) {
        Reading reading = reader.read(json, typeOf(request));
        boolean marked = switch (reading) {
            case Reading.Unreadable unreadable -> unreadable.marked();
            case Reading.Read read -> read.marked() || read.submission().carriesMarking();
        };
        if (marked) {
            throw refusedMarked();
        }
        String office = reading instanceof Reading.Read read ? read.submission().office() : null;
        URI elsewhere = office == null || !Numbers.isDivision(office) ? null : elsewhere(office, request);
        if (elsewhere != null) {
            return peers.post(elsewhere.resolve("/submissions/validate"), json);
        }
        var arrival = new Arrival(office, true, clock.instant(), reading);
        return ResponseEntity.ok(Verdict.of(intake.decide(arrival, standings.filed())));
    }

    /** What became of a submission, per destination. */
    @Operation(
            summary = "查询去向 What became of a submission",
            description = "Its outcome, and how far it has come at each destination.")
    @ApiResponse(
            responseCode = "200",
            description = "去向 What became of it",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = Standing.class)))
    @GetMapping(path = "/submissions/{office}/{submissionId}", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> find(@PathVariable String office, @PathVariable String submissionId, HttpServletRequest request) {
        if (!Numbers.isDivision(office) || !Numbers.isNumber(submissionId)) {
            throw unknown();
        }
        return found(office, submissionId, "/submissions/" + office + "/" + submissionId, request);
    }

    /** What became of a submission that had no number to be found by: it could not be read, or was marked. */
    @Operation(
            summary = "按位置或摘要查询拒收原因 Why a submission without a number was refused",
            description =
                    "By its digest, or by the partition and offset it was sent to; the last 500 of each office are kept.")
    @ApiResponse(
            responseCode = "200",
            description = "去向 What became of it",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = Standing.class)))
    @GetMapping(path = "/submissions/{office:\\d{6}}", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> findUnread(
            @PathVariable String office,
            @Parameter(description = "SHA-256 of the bytes sent, lower-case hex")
                    @RequestParam(required = false)
                    @Nullable
                    String digest,
            @RequestParam(required = false) @Nullable Integer partition,
            @RequestParam(required = false) @Nullable Long offset,
            HttpServletRequest request) {
        if (digest != null && DIGEST.matcher(digest).matches()) {
            return findUnread(office, Standing.digested(digest), "?digest=" + digest, request);
        }
        if (partition != null && offset != null && partition >= 0 && offset >= 0) {
            String query = "?partition=" + partition + "&offset=" + offset;
            return findUnread(office, Standing.placed(partition, offset), query, request);
        }
        throw new RefusedSubmission(
                HttpStatus.BAD_REQUEST,
                List.of(new Reason(
                        "DIGEST_OR_PLACE_MISSING",
                        "",
                        "须给出digest（64位小写十六进制），或partition与offset",
                        "give digest, 64 lower-case hexadecimal digits, or partition and offset")));
    }

    private ResponseEntity<?> findUnread(String office, String name, String query, HttpServletRequest request) {
        if (!Numbers.isDivision(office)) {
            throw unknown();
        }
        return found(office, name, "/submissions/" + office + query, request);
    }

    private ResponseEntity<?> found(String office, String name, String path, HttpServletRequest request) {
        URI elsewhere = elsewhere(office, request);
        if (elsewhere != null) {
            return peers.get(elsewhere.resolve(path));
        }
        Standing standing = standings.find(office, name);
        if (standing == null) {
            throw unknown();
        }
        return ResponseEntity.ok(standing);
    }

    private static RefusedSubmission unknown() {
        return new RefusedSubmission(
                HttpStatus.NOT_FOUND,
                List.of(new Reason(
                        "SUBMISSION_UNKNOWN",
                        "",
                        "没有该报送，或尚在处理，请稍候再查",
                        "no such submission, or it is still being processed: ask again in a moment")));
    }

    private @Nullable URI elsewhere(String office, HttpServletRequest request) {
        return PeerRequests.onwards(standings.elsewhere(office), request.getHeader(PeerRequests.FORWARDED));
    }
}
