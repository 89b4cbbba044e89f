package zhuji.cli;

import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zhuji.events.EvaluationKind;
import zhuji.events.Level;
import zhuji.events.ReportEvaluated;
import zhuji.events.Topics;
import zhuji.input.EvaluationObjection;

/** {@code zhuji evaluate}. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = "采用与批示 Evaluate a report as a higher office's editor does; scoring enters the points.")
final class EvaluateCommand implements Callable<Integer> {

    @Mixin
    private Cluster cluster = new Cluster();

    @Parameters(paramLabel = "REPORT", description = "reportId, as 450100:2025-0007")
    private String report = "";

    @Option(names = "--office", description = "The office it counts for; else the one that sent it")
    private @Nullable String office;

    @Option(names = "--kind", required = true, description = "${COMPLETION-CANDIDATES}")
    private EvaluationKind kind = EvaluationKind.UNRECOGNIZED;

    @Option(
            names = "--level",
            required = true,
            description = "Level of the evaluating office: ${COMPLETION-CANDIDATES}")
    private Level level = Level.UNRECOGNIZED;

    @Option(names = "--evaluator", required = true, description = "Division of the evaluating office")
    private String evaluator = "";

    @Option(names = "--adoption", description = "Kind of adoption, a code of the rule book")
    private @Nullable String adoption;

    @Option(names = "--shared-by", defaultValue = "1", description = "Reports merged into what was adopted")
    private int sharedBy;

    @Option(names = "--withdraws", description = "With --kind WITHDRAWN: the number of the evaluation taken back")
    private @Nullable String withdraws;

    @Option(names = "--reason", description = "Why; a withdrawal needs it")
    private @Nullable String reason;

    @Option(names = "--id", description = "Its number; the same twice counts once. Else made from the rest")
    private @Nullable String id;

    @Override
    public Integer call() throws ExecutionException, InterruptedException {
        if (!report.contains(":")) {
            throw new IllegalArgumentException("REPORT must be office:number, as 450100:2025-0007");
        }
        if (kind == EvaluationKind.UNRECOGNIZED || level == Level.UNRECOGNIZED || sharedBy < 1) {
            throw new IllegalArgumentException("--kind and --level must be known ones, --shared-by 1 or more");
        }
        String counted = Given.division(
                "--office", Objects.requireNonNullElse(office, report.substring(0, report.indexOf(':'))));
        requireSuperior(Given.division("--evaluator", evaluator), counted);
        ReportEvaluated event = ReportEvaluated.newBuilder()
                .setEvaluationId(Given.identity(
                        "--id", Objects.requireNonNullElse(id, numbered(report + "/" + evaluator + "/" + kind))))
                .setReportId(Given.identity("REPORT", report))
                .setOffice(counted)
                .setKind(kind)
                .setLevel(level)
                .setAdoption(adoption)
                .setSharedBy(sharedBy)
                .setEvaluator(evaluator)
                .setWithdraws(withdraws == null ? null : Given.identity("--withdraws", withdraws))
                .setReason(Given.text("--reason", reason))
                .setEvaluatedAt(Instant.now())
                .build();
        System.out.println("stands at "
                + EventPost.post(cluster, Topics.REPORT_EVALUATED, counted, event.getEvaluationId(), event));
        return 0;
    }

    /** Several evaluations may be taken back. */
    private String numbered(String made) {
        return withdraws == null ? made : made + "/" + withdraws;
    }

    private void requireSuperior(String superior, String counted) {
        EvaluationObjection objection = EvaluationObjection.of(superior, level.name(), counted);
        if (objection == null
                && kind == EvaluationKind.WITHDRAWN
                && EvaluationObjection.ofWithdrawal(withdraws, reason) != null) {
            throw new IllegalArgumentException("--withdraws and --reason: " + EvaluationObjection.NO_REASON.zh() + " "
                    + EvaluationObjection.NO_REASON.en());
        }
        if (objection != null) {
            throw new IllegalArgumentException(
                    (objection == EvaluationObjection.NOT_SUPERIOR ? "--evaluator: " : "--level: ") + objection.zh()
                            + " " + objection.en() + "; scoring would give nothing for it");
        }
    }
}
