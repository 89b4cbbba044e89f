package zhuji.audit.replay;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import zhuji.audit.log.LogRecord;

/** What escalation was told of a case, and what it published of it, each in the order of the log. */
final class CaseFile {

    /** What sets the identity of an event apart that no command caused: the instant follows. */
    private static final String DUE = "/due/";

    private final String incidentId;
    private final List<Command> reports = new ArrayList<>();
    private final List<Command> actions = new ArrayList<>();
    private final List<Published> events = new ArrayList<>();

    /**
     * A report or an action.
     *
     * @param cause what the identities of the events begin with that it causes
     * @param record as it stands
     */
    record Command(String cause, LogRecord record) {}

    /**
     * An event.
     *
     * @param id its identity, derived from its cause
     * @param at when it was made, or when what caused it came
     * @param notBefore the latest time known from the events before it on its partition: it was handled no earlier
     */
    record Published(String id, Instant at, Instant notBefore) {

        boolean isCausedBy(String cause) {
            return id.startsWith(cause + "#");
        }

        boolean isOfSettingAside(String incidentId) {
            return id.matches(Pattern.quote(incidentId) + "/.*#(SET_ASIDE|TAKEN_UP)");
        }

        /** The instant that came; null of what a command caused. */
        @Nullable
        Instant dueOf(String incidentId) {
            String due = incidentId + DUE;
            return id.startsWith(due) ? Instant.parse(id.substring(due.length(), id.indexOf('#', due.length()))) : null;
        }
    }

    CaseFile(String incidentId) {
        this.incidentId = incidentId;
    }

    String incidentId() {
        return incidentId;
    }

    List<Command> reports() {
        return reports;
    }

    List<Command> actions() {
        return actions;
    }

    List<Published> events() {
        return events;
    }

    /** When a command was handled: what it made bears that time, or the time the command came. */
    Instant handledAt(int first, String cause) {
        Instant handled = later(events.get(first).at(), events.get(first).notBefore());
        for (int next = first; next < events.size() && events.get(next).isCausedBy(cause); next++) {
            handled = later(handled, events.get(next).at());
        }
        return handled;
    }

    static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
