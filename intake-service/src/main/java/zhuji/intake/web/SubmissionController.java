package zhuji.intake.web;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
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
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriUtils;
import zhuji.events.EventHeaders;
import zhuji.events.Topics;
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

    private static final Logger log = LoggerFactory.getLogger(SubmissionController.class);

    private final SubmissionReader reader;
    private final Intake intake;
    private final Standings standings;
    private final SubmissionBox box;
    private final InstantSource clock;
    private final PeerRequests peers;
    private final Counter markedItems;

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
            description = "202 with the receipt's address. A marked item is refused before anything is stored (422).")
    @RequestBody(content = @Content(schema = @Schema(ref = SubmissionSchema.REFERENCE)))
    @ApiResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = Receipt.class)))
    @PostMapping(path = "/submissions", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Receipt> submit(HttpServletRequest request) throws IOException {
        byte[] json = body(request);
        Submission submission = readable(json);
        String office = required(submission.office(), "office", "OFFICE_MISSING", "缺少报送单位");
        String number = required(submission.submissionId(), "submissionId", "SUBMISSION_ID_MISSING", "缺少报送编号");
        box.put(office, json);
        URI status = URI.create("/submissions/" + encoded(office) + "/" + encoded(number));
        return ResponseEntity.accepted()
                .location(status)
                .body(new Receipt(office + ":" + number, status.toString(), Digests.sha256(json)));
    }

    private Submission readable(byte[] json) {
        Reading reading = reader.read(json, EventHeaders.JSON);
        return switch (reading) {
            case Reading.Unreadable unreadable -> {
                if (unreadable.maybeMarked()) {
                    throw refusedMarked();
                }
                throw new RefusedSubmission(HttpStatus.BAD_REQUEST, List.of(unreadable.problem()));
            }
            case Reading.Read read -> {
                if (read.submission().carriesMarking() || read.maybeMarked()) {
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

    /** Asks every rule, stores nothing. */
    @Operation(
            summary = "试校验 Validate without filing",
            description = "The same rules as for a submission; nothing is stored.")
    @RequestBody(content = @Content(schema = @Schema(ref = SubmissionSchema.REFERENCE)))
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Verdict.class)))
    @PostMapping(path = "/submissions/validate", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> validate(HttpServletRequest request) throws IOException {
        byte[] json = body(request);
        Reading reading = reader.read(json, EventHeaders.JSON);
        String office = reading instanceof Reading.Read read ? read.submission().office() : null;
        URI elsewhere = office == null ? null : elsewhere(office, request);
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
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Standing.class)))
    @GetMapping("/submissions/{office}/{submissionId}")
    ResponseEntity<?> find(@PathVariable String office, @PathVariable String submissionId, HttpServletRequest request) {
        URI elsewhere = elsewhere(office, request);
        if (elsewhere != null) {
            return peers.get(elsewhere.resolve("/submissions/" + encoded(office) + "/" + encoded(submissionId)));
        }
        Standing standing = standings.find(office, submissionId);
        if (standing == null) {
            throw new RefusedSubmission(
                    HttpStatus.NOT_FOUND,
                    List.of(new Reason(
                            "SUBMISSION_UNKNOWN",
                            "",
                            "没有该报送，或尚在处理，请稍候再查",
                            "no such submission, or it is still being processed: ask again in a moment")));
        }
        return ResponseEntity.ok(standing);
    }

    private @Nullable URI elsewhere(String office, HttpServletRequest request) {
        return PeerRequests.onwards(standings.elsewhere(office), request.getHeader(PeerRequests.FORWARDED));
    }

    private static byte[] body(HttpServletRequest request) throws IOException {
        byte[] bytes = request.getInputStream().readNBytes(Topics.LARGEST_SUBMISSION + 1);
        if (bytes.length > Topics.LARGEST_SUBMISSION) {
            throw new RefusedSubmission(
                    HttpStatus.CONTENT_TOO_LARGE,
                    List.of(new Reason(
                            "SUBMISSION_TOO_LARGE",
                            "",
                            "报送超过8 MiB",
                            "a submission may have " + Topics.LARGEST_SUBMISSION + " bytes at most")));
        }
        return bytes;
    }

    private static String required(@Nullable String value, String path, String code, String zh) {
        if (value == null || value.isBlank()) {
            throw new RefusedSubmission(
                    HttpStatus.BAD_REQUEST, List.of(new Reason(code, path, zh, path + " is missing")));
        }
        return value;
    }

    private static String encoded(String part) {
        return UriUtils.encodePathSegment(part, StandardCharsets.UTF_8);
    }
}
