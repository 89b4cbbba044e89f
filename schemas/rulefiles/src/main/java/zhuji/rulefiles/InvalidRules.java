package zhuji.rulefiles;

import java.util.List;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** A rule file that must not be used, with every mistake in it by line and path. */
public final class InvalidRules extends RuntimeException {

    InvalidRules(List<String> mistakes) {
        super("the rules are invalid:\n  " + String.join("\n  ", mistakes));
    }

    InvalidRules(String mistake, Throwable cause) {
        super("the rules are invalid:\n  " + mistake, cause);
    }

    /** Tells the mistakes instead of a stack trace. */
    static final class Analyzer extends AbstractFailureAnalyzer<InvalidRules> {

        @Override
        protected FailureAnalysis analyze(Throwable root, InvalidRules invalid) {
            return new FailureAnalysis(
                    String.valueOf(invalid.getMessage()), "mend the file, or name another, and start again", invalid);
        }
    }
}
