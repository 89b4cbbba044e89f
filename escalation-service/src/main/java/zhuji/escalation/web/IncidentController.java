package zhuji.escalation.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import zhuji.escalation.domain.CaseBook;
import zhuji.escalation.domain.CaseFile;
import zhuji.escalation.domain.DeskLine;
import zhuji.peers.PeerRequests;
import zhuji.peers.RefusedRequest;

/** What desks have, and everything about a case. Any instance answers for every case. */
@RestController
@Tag(name = "incidents", description = "事件：各值班室的清单、事件全貌")
class IncidentController {

    /** Cases in one answer at most. */
    static final int MOST = 1_000;

    private final CaseBook cases;
    private final PeerRequests peers;

    IncidentController(CaseBook cases, PeerRequests peers) {
        this.cases = cases;
        this.peers = peers;
    }

    /** The cases on a desk's list, or all of them. */
    @Operation(
            summary = "值班室清单 The cases on a desk's list",
            description = "Without a desk every case as a whole; the most urgent first.")
    @GetMapping(path = "/incidents", produces = MediaType.APPLICATION_JSON_VALUE)
    CaseList list(
            @RequestParam(defaultValue = DeskLine.EVERY_DESK) String desk,
            @RequestParam(required = false) DeskLine.@Nullable State state,
            @Parameter(schema = @Schema(type = "integer", minimum = "1", maximum = "1000", defaultValue = "200"))
                    @RequestParam(defaultValue = "200")
                    int limit,
            @RequestHeader(name = PeerRequests.FORWARDED, required = false) @Nullable String forwarded) {
        if (limit < 1 || limit > MOST) {
            throw new RefusedRequest(
                    HttpStatus.BAD_REQUEST, "LIMIT_INVALID", "limit应为1至" + MOST, "limit must be between 1 and " + MOST);
        }
        requireDesk(cases, desk);
        CaseBook.Listed here = cases.listOf(desk, state, limit);
        int total = here.total();
        List<DeskLine> found = new ArrayList<>(here.lines());
        for (URI other : forwarded == null ? cases.others() : Set.<URI>of()) {
            CaseList there = peers.get(IncidentAddresses.list(other, desk, state, limit), CaseList.class);
            total += there == null ? 0 : there.total();
            found.addAll(there == null ? List.of() : there.incidents());
        }
        found.sort(DeskLine.MOST_URGENT_FIRST);
        return new CaseList(total, found.stream().limit(limit).toList());
    }

    static void requireDesk(CaseBook cases, String desk) {
        if (!desk.equals(DeskLine.EVERY_DESK) && !cases.isOffice(desk)) {
            throw new RefusedRequest(
                    HttpStatus.NOT_FOUND, "UNKNOWN_DESK", "没有该单位的值班室", "there is no office of that code, and no desk");
        }
    }

    /** The cases that were set aside because their handling failed. */
    @Operation(
            summary = "搁置的事件 Cases set aside",
            description = "Their handling failed; what comes for them waits until TAKE_UP.")
    @GetMapping(path = "/incidents/aside", produces = MediaType.APPLICATION_JSON_VALUE)
    AsideList aside(@RequestHeader(name = PeerRequests.FORWARDED, required = false) @Nullable String forwarded) {
        List<AsideList.Item> found =
                new ArrayList<>(cases.aside().stream().map(AsideList.Item::of).toList());
        for (URI other : forwarded == null ? cases.others() : Set.<URI>of()) {
            AsideList there = peers.get(other.resolve("/incidents/aside"), AsideList.class);
            found.addAll(there == null ? List.of() : there.incidents());
        }
        return new AsideList(found.size(), found);
    }

    /** Everything about a case. */
    @Operation(
            summary = "事件全貌 A case",
            description = "Facts, the reports and what changed between them, the ladder, the timeline in words.")
    @ApiResponse(
            responseCode = "200",
            description = "事件 The case",
            content = @Content(schema = @Schema(implementation = CasePage.class)))
    @GetMapping(path = "/incidents/{incidentId}", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> find(
            @PathVariable String incidentId,
            @RequestHeader(name = PeerRequests.FORWARDED, required = false) @Nullable String forwarded) {
        URI elsewhere = PeerRequests.onwards(cases.elsewhere(incidentId), forwarded);
        if (elsewhere != null) {
            return peers.get(IncidentAddresses.incident(elsewhere, incidentId));
        }
        CaseFile file = cases.find(incidentId);
        if (file == null) {
            throw Outcomes.unknown();
        }
        return ResponseEntity.ok(CasePage.of(file, cases::nameOf));
    }
}
