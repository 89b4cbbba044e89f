package zhuji.escalation.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import zhuji.escalation.EscalationProperties;
import zhuji.escalation.domain.ActionBox;
import zhuji.escalation.domain.DeskAction;
import zhuji.peers.PeerRequests;
import zhuji.peers.Requests;

/** What desks do. An action goes to {@code incident.action} as it would from a desk's own system; twice counts once. */
@RestController
@Tag(name = "actions", description = "操作：签收、转报、退回、越级、定级、认定、结案、恢复处理")
class ActionController {

    private final ActionBox box;
    private final Outcomes outcomes;
    private final InstantSource clock;
    private final EscalationProperties properties;

    ActionController(ActionBox box, Outcomes outcomes, InstantSource clock, EscalationProperties properties) {
        this.box = box;
        this.outcomes = outcomes;
        this.clock = clock;
        this.properties = properties;
    }

    /** Takes an action in, and says whether it was taken or refused; when that takes long, that it is on its way. */
    @Operation(
            summary = "值班室操作 Act on a case",
            description = "200 when it was taken, 409 when it was refused, 202 while it is on its way.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = ActionRequest.class)))
    @ApiResponse(
            responseCode = "200",
            description = "已受理 Taken",
            content = @Content(schema = @Schema(implementation = Outcome.class)))
    @ApiResponse(
            responseCode = "202",
            description = "处理中 On its way",
            content = @Content(schema = @Schema(implementation = Outcome.class)))
    @ApiResponse(
            responseCode = "409",
            description = "未接受 Refused, for the reason given",
            content = @Content(schema = @Schema(implementation = Outcome.class)))
    @PostMapping(
            path = "/incidents/{incidentId}/actions",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Outcome> act(@PathVariable String incidentId, HttpServletRequest request) throws IOException {
        DeskAction action = Requests.read(request, ActionRequest.class).on(incidentId, clock.instant());
        ActionName name = ActionName.of(action);
        Outcome before = outcomes.of(incidentId, name, null);
        if (before.outcome() == Outcome.State.PENDING) {
            box.put(action);
            before = outcomes.awaited(incidentId, name, properties.patience());
        }
        return answer(incidentId, name, before);
    }

    private static ResponseEntity<Outcome> answer(String incidentId, ActionName name, Outcome outcome) {
        URI here = IncidentAddresses.action(URI.create("/"), incidentId, name);
        return switch (outcome.outcome()) {
            case TAKEN -> ResponseEntity.ok(outcome);
            case REFUSED -> ResponseEntity.status(HttpStatus.CONFLICT).body(outcome);
            case PENDING -> ResponseEntity.accepted().location(here).body(outcome);
        };
    }

    /** What came of an action. */
    @Operation(summary = "操作结果 What came of an action")
    @GetMapping(path = "/incidents/{incidentId}/actions", produces = MediaType.APPLICATION_JSON_VALUE)
    Outcome outcome(
            @PathVariable String incidentId,
            @RequestParam String desk,
            @RequestParam DeskAction.Kind kind,
            @RequestParam String actionId,
            @RequestHeader(name = PeerRequests.FORWARDED, required = false) @Nullable String forwarded) {
        return outcomes.of(incidentId, new ActionName(desk, kind, actionId), forwarded);
    }
}
