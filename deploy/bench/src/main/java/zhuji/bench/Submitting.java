package zhuji.bench;

import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;
import zhuji.events.Category;
import zhuji.events.Count;
import zhuji.events.Form;
import zhuji.events.Incident;
import zhuji.events.IncidentClass;
import zhuji.events.Mode;
import zhuji.events.Qualifier;
import zhuji.events.Stage;
import zhuji.events.Submission;
import zhuji.events.Topics;
import zhuji.events.Urgency;
import zhuji.wire.EventSerdes;

/** The office systems: contact points that submit routine reports, and here and there an incident, as Avro. */
final class Submitting implements AutoCloseable {

    private static final long NANOS = 1_000_000_000L;
    private static final long A_MILLISECOND = 1_000_000;
    private static final int DEATHS = 3;

    private final KafkaProducer<String, Submission> backlog;
    private final KafkaProducer<String, Submission> usual;
    private final List<String> offices;
    private final Saying saying;
    private long next;

    /** What an office says, by the number of the report. */
    private interface Saying {
        Submission submission(String office, long number);
    }

    private Submitting(Properties kafka, EventSerdes serdes, List<String> offices, Saying saying) {
        this.offices = offices;
        this.saying = saying;
        this.backlog = producer(Servers.filling(kafka), serdes);
        this.usual = producer(kafka, serdes);
    }

    private static KafkaProducer<String, Submission> producer(Properties settings, EventSerdes serdes) {
        return new KafkaProducer<>(settings, new StringSerializer(), serdes.<Submission>serializer());
    }

    /** Contact points in turn, with routine reports. */
    static Submitting of(Properties kafka, EventSerdes serdes, Texts texts) {
        return of(kafka, serdes, texts, Reports.contactPoints());
    }

    /** Those offices in turn, with routine reports. */
    static Submitting of(Properties kafka, EventSerdes serdes, Texts texts, List<String> offices) {
        return new Submitting(kafka, serdes, offices, (office, number) -> submission(office, number, texts));
    }

    /** Those offices in turn, with routine reports that are dated as those of a year. */
    static Submitting of(Properties kafka, EventSerdes serdes, Texts texts, List<String> offices, Reports year) {
        return new Submitting(
                kafka,
                serdes,
                offices,
                (office, number) -> Submission.newBuilder(submission(office, number, texts))
                        .setSubmittedAt(year.filedAt((int) number))
                        .build());
    }

    /**
     * Contact points in turn, with incidents among what they submit.
     *
     * @param incidentEvery one in so many is an incident; none when 0
     */
    static Submitting withIncidents(Properties kafka, EventSerdes serdes, Texts texts, int incidentEvery) {
        return new Submitting(
                kafka,
                serdes,
                Reports.contactPoints(),
                (office, number) -> incidentEvery > 0 && number % incidentEvery == 0
                        ? incident(office, number, texts)
                        : submission(office, number, texts));
    }

    /** Those offices in turn, with nothing but incidents. */
    static Submitting incidents(Properties kafka, EventSerdes serdes, Texts texts, List<String> offices) {
        return new Submitting(kafka, serdes, offices, (office, number) -> incident(office, number, texts));
    }

    /** How many were submitted by now. */
    long submitted() {
        return next;
    }

    /** Submits so many as fast as it goes, in large batches, and waits until the broker has them. */
    void submit(long number) {
        for (long last = next + number; next < last; ) {
            var unused = send(backlog);
        }
        backlog.flush();
    }

    /**
     * Submits at a rate, with the settings Kafka's clients have by default, each at its own instant, to a millisecond, whether what was submitted
     * before has arrived or not.
     *
     * @return the most any was late, milliseconds
     */
    long submit(long number, double perSecond) {
        long start = System.nanoTime();
        long late = 0;
        for (long sent = 0; sent < number; sent++) {
            long due = start + (long) (sent * NANOS / perSecond);
            long ahead = due - System.nanoTime();
            while (ahead > 0) {
                // To wake up for each would take from the services what offices' own machines have.
                LockSupport.parkNanos(Math.max(ahead, A_MILLISECOND));
                ahead = due - System.nanoTime();
            }
            late = Math.max(late, -ahead);
            var unused = send(usual);
        }
        usual.flush();
        return late / A_MILLISECOND;
    }

    private Future<RecordMetadata> send(KafkaProducer<String, Submission> producer) {
        long number = next++;
        String office = offices.get((int) (number % offices.size()));
        return producer.send(new ProducerRecord<>(Topics.REPORT_SUBMITTED, office, saying.submission(office, number)));
    }

    /** The report id of the submission of that number. */
    static String idOf(String office, long number) {
        return office + ":" + submissionId(number);
    }

    private static String submissionId(long number) {
        return "B" + number;
    }

    /** A routine report. */
    static Submission submission(String office, long number, Texts texts) {
        return Submission.newBuilder()
                .setSubmissionId(submissionId(number))
                .setOffice(office)
                .setAuthor("信息员")
                .setSigner("值班领导")
                .setMode(Mode.ACTUAL)
                .setCategory(number % 3 == 0 ? Category.POLICY_IMPLEMENTATION : Category.NEW_SITUATION)
                .setForm(number % 2 == 0 ? Form.RESEARCH : Form.BRIEF)
                .setUrgency(Urgency.ROUTINE)
                .setTitle("基层情况调研")
                .setBody(texts.body(number))
                .setSubmittedAt(Instant.now())
                .build();
    }

    /** Of grade III: it climbs to the province, and so has a window to relay in. */
    private static Submission incident(String office, long number, Texts texts) {
        return Submission.newBuilder(submission(office, number, texts))
                .setMode(Mode.EXERCISE)
                .setCategory(Category.MAJOR_INCIDENT)
                .setForm(Form.BRIEF)
                .setUrgency(Urgency.FLASH)
                .setIncident(Incident.newBuilder()
                        .setCaseNumber(submissionId(number))
                        .setStage(Stage.INITIAL)
                        .setClass$(IncidentClass.ACCIDENT)
                        .setType("FIRE")
                        .setOccurredAt(Instant.now().minusSeconds(600))
                        .setDivision(office)
                        .setDeaths(new Count((long) DEATHS, Qualifier.EXACT))
                        .build())
                .build();
    }

    @Override
    public void close() {
        backlog.close();
        usual.close();
    }
}
