package zhuji.intake.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.http.HttpStatus;
import zhuji.events.Topics;
import zhuji.intake.domain.Reason;
import zhuji.intake.reading.SubmissionReader;

/**
 * Reads bodies, and no more of them at a time than there is room for: a few of the largest would take the whole heap. A body takes room as it
 * arrives, has to arrive in time, and small ones have room of their own: whoever sends slowly keeps nobody else out.
 */
final class BodyRoom {

    private static final int KIB = 1024;

    /** Of the heap, what large bodies may take; reading one takes a few times as much. Small ones have a quarter of that. */
    private static final int PART_OF_HEAP = 12;

    private static final int PART_FOR_SMALL = 4;

    /** Most submissions are smaller, KiB. */
    private static final int SMALL = 64;

    /** By which a large body takes room, KiB. */
    private static final int STEP = 256;

    private static final int LARGEST = Topics.LARGEST_SUBMISSION / KIB;
    private static final long PATIENCE_MILLIS = 2_000;
    private static final Duration ARRIVAL = Duration.ofSeconds(30);

    /** In KiB. */
    private final Semaphore large;

    private final Semaphore small;
    private final Duration arrival;

    BodyRoom() {
        this(Runtime.getRuntime().maxMemory(), ARRIVAL);
    }

    /**
     * @param heap bytes there are for everything
     * @param arrival how long a body may take to arrive
     */
    BodyRoom(long heap, Duration arrival) {
        int room = (int) Math.max(LARGEST + STEP, heap / PART_OF_HEAP / KIB);
        this.large = new Semaphore(room);
        this.small = new Semaphore(room / PART_FOR_SMALL);
        this.arrival = arrival;
    }

    /** What is done with a body. */
    @FunctionalInterface
    interface Work<T> {
        T with(byte[] body) throws IOException;
    }

    /**
     * Does something with the body of a request.
     *
     * @throws RefusedSubmission when it is larger than any submission, does not arrive in time, or there is no room for it for long
     */
    <T> T read(HttpServletRequest request, Work<T> work) throws IOException {
        long said = request.getContentLengthLong();
        if (said > Topics.LARGEST_SUBMISSION) {
            throw tooLarge(said);
        }
        return read(request.getInputStream(), work);
    }

    <T> T read(InputStream body, Work<T> work) throws IOException {
        try (var held = new Held()) {
            return work.with(arrived(body, held));
        }
    }

    private byte[] arrived(InputStream body, Held held) throws IOException {
        long begun = System.nanoTime();
        var bytes = new ByteArrayOutputStream();
        byte[] part = new byte[SMALL * KIB / PART_FOR_SMALL];
        for (int read = body.read(part); read >= 0; read = body.read(part)) {
            if (bytes.size() + read > Topics.LARGEST_SUBMISSION) {
                throw tooLarge(bytes.size() + read);
            }
            if (System.nanoTime() - begun > arrival.toNanos()) {
                throw tooSlow();
            }
            held.roomFor(bytes.size() + read);
            bytes.write(part, 0, read);
        }
        return bytes.toByteArray();
    }

    /** The room one body has. */
    private final class Held implements AutoCloseable {

        private int ofLarge;

        Held() {
            require(small, SMALL);
        }

        void roomFor(int size) {
            while (size > (SMALL + ofLarge) * KIB) {
                require(large, STEP);
                ofLarge += STEP;
            }
        }

        @Override
        public void close() {
            small.release(SMALL);
            large.release(ofLarge);
        }
    }

    private static void require(Semaphore room, int needed) {
        try {
            if (room.tryAcquire(needed, PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        throw new RefusedSubmission(
                HttpStatus.SERVICE_UNAVAILABLE,
                List.of(new Reason(
                        "BUSY",
                        "",
                        "本实例正忙，请稍候重发",
                        "this instance is busy with large submissions: send it again in a moment")));
    }

    private RefusedSubmission tooSlow() {
        return new RefusedSubmission(
                HttpStatus.REQUEST_TIMEOUT,
                List.of(new Reason(
                        "TOO_SLOW",
                        "",
                        "报送须在" + arrival.toSeconds() + "秒内传完，请重发",
                        "a submission has to arrive within " + arrival.toSeconds() + " seconds: send it again")));
    }

    private static RefusedSubmission tooLarge(long length) {
        return new RefusedSubmission(HttpStatus.CONTENT_TOO_LARGE, List.of(SubmissionReader.tooLarge(length)));
    }
}
