package zhuji.cli;

import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zhuji.events.ActionKind;
import zhuji.events.DeskAction;
import zhuji.events.Finding;
import zhuji.events.Grade;
import zhuji.events.Level;
import zhuji.events.Topics;

/** {@code zhuji act}. */
@Command(
        name = "act",
        mixinStandardHelpOptions = true,
        description =
                "值班室操作 Act on an incident as a desk does; escalation answers with an event, and refuses what may not be.")
final class ActCommand implements Callable<Integer> {

    @Mixin
    private Cluster cluster = new Cluster();

    @Parameters(index = "0", paramLabel = "INCIDENT", description = "incidentId, as 450103:K1")
    private String incident = "";

    @Parameters(
            index = "1",
            paramLabel = "KIND",
            description = "acknowledge, relay, return, bypass, regrade, find, close or take_up")
    private String kind = "";

    @Option(names = "--desk", required = true, description = "Division of the desk")
    private String desk = "";

    @Option(names = "--actor", required = true, description = "Who acts")
    private String actor = "";

    @Option(names = "--seen-version", defaultValue = "1", description = "Version of the report the desk has before it")
    private int seenVersion;

    @Option(
            names = "--id",
            description = "The desk's number of the action; the same twice counts once. Else made from the rest")
    private @Nullable String id;

    @Option(names = "--reason", description = "Reason, where one is owed")
    private @Nullable String reason;

    @Option(names = "--authoriser", description = "Who authorised a bypass")
    private @Nullable String authoriser;

    @Option(names = "--target", description = "Level a bypass goes to: ${COMPLETION-CANDIDATES}")
    private @Nullable Level target;

    @Option(names = "--grade", description = "Grade of a regrading: ${COMPLETION-CANDIDATES}")
    private @Nullable Grade grade;

    @Option(names = "--finding", description = "What was found: ${COMPLETION-CANDIDATES}")
    private @Nullable Finding finding;

    @Override
    public Integer call() throws ExecutionException, InterruptedException {
        DeskAction action = DeskAction.newBuilder()
                .setActionId(Given.identity(
                        "--id", Objects.requireNonNullElse(id, incident + "/" + desk + "/" + kind + "/" + seenVersion)))
                .setIncidentId(Given.identity("INCIDENT", incident))
                .setKind(kindOf(kind))
                .setDesk(Given.division("--desk", desk))
                .setActor(Given.identity("--actor", actor))
                .setSeenVersion(seenVersion)
                .setReason(Given.text("--reason", reason))
                .setAuthoriser(Given.text("--authoriser", authoriser))
                .setTargetLevel(target)
                .setGrade(grade)
                .setFinding(finding)
                .setActedAt(Instant.now())
                .build();
        System.out.println(
                "stands at " + EventPost.post(cluster, Topics.INCIDENT_ACTION, incident, action.getActionId(), action));
        return 0;
    }

    private static ActionKind kindOf(String text) {
        try {
            ActionKind known = ActionKind.valueOf(text.toUpperCase(Locale.ROOT));
            if (known != ActionKind.UNRECOGNIZED) {
                return known;
            }
        } catch (IllegalArgumentException unknown) {
            // Said below, with what there is.
        }
        throw new IllegalArgumentException(
                "KIND '" + text + "' is none of acknowledge, relay, return, bypass, regrade, find, close, take_up");
    }
}
