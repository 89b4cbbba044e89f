package zhuji.escalation.policy;

import java.util.List;

/** A policy file that must not be used, with every mistake in it by path. */
public final class InvalidPolicy extends RuntimeException {

    InvalidPolicy(List<String> mistakes) {
        super("the policy is invalid:\n  " + String.join("\n  ", mistakes));
    }

    InvalidPolicy(String mistake, Throwable cause) {
        super("the policy is invalid: " + mistake, cause);
    }
}
