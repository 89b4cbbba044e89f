package zhuji.escalation.web;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.springframework.web.util.UriUtils;

/** Where things are found, at whatever instance. */
final class IncidentAddresses {

    private IncidentAddresses() {}

    static URI incident(URI instance, String incidentId) {
        return instance.resolve("/incidents/" + encoded(incidentId));
    }

    static URI action(URI instance, String incidentId, String actionId) {
        return instance.resolve("/incidents/" + encoded(incidentId) + "/actions?actionId="
                + UriUtils.encodeQueryParam(actionId, StandardCharsets.UTF_8));
    }

    static URI list(URI instance, String desk) {
        return instance.resolve("/incidents?limit=" + IncidentController.MOST + "&desk="
                + UriUtils.encodeQueryParam(desk, StandardCharsets.UTF_8));
    }

    private static String encoded(String part) {
        return UriUtils.encode(part, StandardCharsets.UTF_8);
    }
}
