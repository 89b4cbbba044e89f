package zhuji.escalation.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import zhuji.escalation.domain.CaseBook;
import zhuji.escalation.domain.NewsStand;
import zhuji.escalation.domain.NewsStand.Following;
import zhuji.escalation.domain.NewsStand.Item;
import zhuji.peers.RefusedRequest;

/** What concerns a desk, as it happens, as server-sent events. */
@RestController
@Tag(name = "news", description = "值班室动态（服务器推送）")
class NewsController {

    private static final long FOR_EVER = 0;

    private final NewsStand stand;
    private final CaseBook cases;

    NewsController(NewsStand stand, CaseBook cases) {
        this.stand = stand;
        this.cases = cases;
    }

    /**
     * One event.
     *
     * @param incidentId the case
     * @param line what happened
     */
    record News(String incidentId, CasePage.Line line) {}

    /** Follows a desk's cases; a client that comes back with Last-Event-ID misses nothing. */
    @Operation(
            summary = "值班室动态 Follow a desk",
            description = "Server-sent events from now on, or from Last-Event-ID on; the name of each is its kind.")
    @GetMapping(path = "/desks/{desk}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter follow(
            @PathVariable String desk,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId) {
        IncidentController.requireDesk(cases, desk);
        var emitter = new SseEmitter(FOR_EVER);
        Following following;
        try {
            following = stand.follow(desk, lastEventId, new Sender(emitter));
        } catch (IllegalArgumentException noPosition) {
            throw new RefusedRequest(
                    HttpStatus.BAD_REQUEST,
                    "LAST_EVENT_ID_INVALID",
                    "Last-Event-ID不是本服务给出的位置",
                    "Last-Event-ID is no position this service gave");
        }
        emitter.onCompletion(following::close);
        emitter.onTimeout(following::close);
        emitter.onError(failure -> following.close());
        return emitter;
    }

    /** Sends items on; a client that is gone ends the following. */
    private final class Sender implements NewsStand.Reader {

        private final SseEmitter emitter;

        Sender(SseEmitter emitter) {
            this.emitter = emitter;
        }

        @Override
        public void take(Item item) {
            send(SseEmitter.event()
                    .id(item.position())
                    .name(item.happening().kind().name())
                    .data(
                            new News(item.incidentId(), CasePage.Line.of(item.happening(), cases::nameOf)),
                            MediaType.APPLICATION_JSON));
        }

        @Override
        public void quiet(String position) {
            send(SseEmitter.event().id(position).comment("quiet"));
        }

        private void send(SseEmitter.SseEventBuilder event) {
            try {
                emitter.send(event);
            } catch (IOException gone) {
                throw new IllegalStateException("the reader is gone", gone);
            }
        }

        @Override
        public void ended() {
            emitter.complete();
        }
    }
}
