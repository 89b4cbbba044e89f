package zhuji.intake.domain;

import java.util.List;

/** What could be made of the bytes an office sent. */
public sealed interface Reading {

    /**
     * They hold a submission, perhaps with fields that could not be read.
     *
     * @param submission what could be read
     * @param contentDigest SHA-256 of the content in a canonical form, equal for equal content in JSON and Avro
     * @param problems fields that are unknown or could not be read
     * @param maybeMarked whether one of those fields may be a marking: a marking word stands in the bytes
     */
    record Read(Submission submission, String contentDigest, List<Reason> problems, boolean maybeMarked)
            implements Reading {
        public Read {
            problems = List.copyOf(problems);
        }
    }

    /**
     * They hold no submission.
     *
     * @param problem why not
     * @param maybeMarked whether the bytes may hold a secrecy marking
     */
    record Unreadable(Reason problem, boolean maybeMarked) implements Reading {}
}
