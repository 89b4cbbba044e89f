package zhuji.escalation.web;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;
import zhuji.escalation.domain.DeskLine;

/** Where things are found, at whatever instance. */
final class IncidentAddresses {

    private IncidentAddresses() {}

    static URI incident(URI instance, String incidentId) {
        return instance.resolve("/incidents/" + encoded(incidentId));
    }

    static URI action(URI instance, String incidentId, ActionName action) {
        return instance.resolve("/incidents/" + encoded(incidentId) + "/actions?desk=" + encoded(action.desk())
                + "&kind=" + action.kind() + "&actionId=" + encoded(action.actionId()));
    }

    static URI list(URI instance, String desk, DeskLine.@Nullable State state, int limit) {
        return instance.resolve(
                "/incidents?limit=" + limit + (state == null ? "" : "&state=" + state) + "&desk=" + encoded(desk));
    }

    private static String encoded(String part) {
        return UriUtils.encode(part, StandardCharsets.UTF_8);
    }
}
