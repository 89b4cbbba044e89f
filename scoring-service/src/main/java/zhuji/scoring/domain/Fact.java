package zhuji.scoring.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One thing that happened and counts for one office. */
public sealed interface Fact {

    /** The office it counts for. */
    String office();

    /** The event. */
    Cause cause();

    /** What is about one report. */
    sealed interface OfReport extends Fact {

        /** The report. */
        String reportId();
    }

    /** What is about an office's year as a whole. */
    sealed interface OfYear extends Fact {

        /** The year. */
        int year();
    }

    /** What is counted for a year, and earns nothing by itself. */
    sealed interface Counted extends Fact {

        /** The year. */
        int year();

        /** Name of the figure it is counted under. */
        String figure();
    }

    /** A report was accepted. */
    record Filed(String office, String reportId, Filing filing) implements OfReport {
        @Override
        public Cause cause() {
            return filing.cause();
        }
    }

    /** A report was routed. */
    record Routed(String office, Cause cause, String reportId, String rule) implements OfReport {}

    /** A higher office evaluated a report. */
    record Evaluated(String office, String reportId, Evaluation evaluation) implements OfReport {
        @Override
        public Cause cause() {
            return evaluation.cause();
        }
    }

    /** A misreport was found. */
    record Found(String office, String reportId, Finding finding) implements OfReport {
        @Override
        public Cause cause() {
            return finding.cause();
        }
    }

    /** A submission was refused. It has no report: the broker's time tells its year. */
    record Refused(String office, Cause cause) implements Counted {
        @Override
        public int year() {
            return ScoringYear.of(cause.at()).year();
        }

        @Override
        public String figure() {
            return Figures.REJECTED;
        }
    }

    /**
     * A case was opened on a report of the office.
     *
     * @param filedAt when its first report was submitted
     */
    record CaseOpened(String office, Cause cause, Instant filedAt) implements Counted {
        @Override
        public int year() {
            return ScoringYear.of(filedAt).year();
        }

        @Override
        public String figure() {
            return Figures.INCIDENTS;
        }
    }

    /**
     * The office relayed a case in time, or missed a deadline.
     *
     * @param filedAt when the first report of the case was submitted
     * @param kept how it kept the deadline
     */
    record Hop(String office, Cause cause, Instant filedAt, Kept kept) implements Counted {

        /** IN_TIME 按时, LATE 超时, OVER_ON_ARRIVAL 送达时已过: passed before the case came, so that nobody there could have kept it. */
        public enum Kept {
            IN_TIME,
            LATE,
            OVER_ON_ARRIVAL
        }

        @Override
        public int year() {
            return ScoringYear.of(filedAt).year();
        }

        @Override
        public String figure() {
            return switch (kept) {
                case IN_TIME -> Figures.ON_TIME;
                case LATE -> Figures.LATE;
                case OVER_ON_ARRIVAL -> Figures.OVER_ON_ARRIVAL;
            };
        }
    }

    /** A solicitation 约稿 was not answered in time. */
    record SolicitationMissed(String office, Cause cause, int year, String solicitationId) implements OfYear {}

    /** That a solicitation was not answered was noted by mistake. */
    record SolicitationWithdrawn(String office, Cause cause, int year, String solicitationId) implements OfYear {}

    /** The office states that it has nothing to report for a month 零报告. */
    record NothingToReport(String office, Cause cause, int year, int month) implements OfYear {}

    /**
     * The year was closed, or opened again.
     *
     * @param basis what the closing rests on, of this office; null when it is opened again, or the closing does not name the office
     */
    record YearTurned(
            String office,
            Cause cause,
            int year,
            boolean reopened,
            @Nullable Basis basis) implements Fact {}
}
