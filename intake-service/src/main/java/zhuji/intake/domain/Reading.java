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
     * @param marked whether it bears a marking, or may bear one in a field named so
     * @param keepable whether what was sent may be kept as it is: every field is known, and none of it looks marked
     */
    record Read(Submission submission, String contentDigest, List<Reason> problems, boolean marked, boolean keepable)
            implements Reading {
        public Read {
            problems = List.copyOf(problems);
        }

        /** A submission without anything odd. */
        public static Read plain(Submission submission, String contentDigest) {
            return new Read(submission, contentDigest, List.of(), false, true);
        }
    }

    /**
     * They hold no submission. What was sent is not kept: nobody knows what it is.
     *
     * @param problem why not
     * @param marked whether the bytes may hold a secrecy marking
     */
    record Unreadable(Reason problem, boolean marked) implements Reading {}
}
