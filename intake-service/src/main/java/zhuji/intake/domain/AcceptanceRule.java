package zhuji.intake.domain;

import java.util.function.Consumer;

/** One thing a submission has to satisfy; every rule is asked, so that the office gets every reason at once. */
@FunctionalInterface
interface AcceptanceRule {

    void check(Submission submission, Circumstances circumstances, Consumer<Reason> refused);
}
