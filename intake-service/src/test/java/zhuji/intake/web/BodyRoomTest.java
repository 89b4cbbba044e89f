package zhuji.intake.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import zhuji.events.Topics;

class BodyRoomTest {

    private static final long SHIPPED_HEAP = 256L * 1024 * 1024;

    private final BodyRoom room = new BodyRoom(SHIPPED_HEAP, Duration.ofSeconds(30));

    /** Of a body that announces the largest, sends so much, and then nothing until it is let go. */
    private final class Stalled extends InputStream {
        private final CountDownLatch stalled = new CountDownLatch(1);
        private final CountDownLatch letGo = new CountDownLatch(1);
        private final Thread sending;
        private int left;

        Stalled(int sent) throws InterruptedException {
            this.left = sent;
            this.sending = Thread.ofVirtual().start(() -> {
                try {
                    room.read(this, body -> body.length);
                } catch (IOException impossible) {
                    throw new IllegalStateException(impossible);
                }
            });
            stalled.await();
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int read(byte[] into, int from, int most) {
            if (left == 0) {
                stalled.countDown();
                try {
                    letGo.await();
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
                return -1;
            }
            int read = Math.min(left, most);
            left -= read;
            return read;
        }

        void end() throws InterruptedException {
            letGo.countDown();
            sending.join();
        }
    }

    private int read(int bytes) throws IOException {
        return room.read(new ByteArrayInputStream(new byte[bytes]), body -> body.length);
    }

    @Test
    void readsTheLargestSubmissionAndNoMore() throws IOException {
        assertThat(read(Topics.LARGEST_SUBMISSION)).isEqualTo(Topics.LARGEST_SUBMISSION);
        assertThatThrownBy(() -> read(Topics.LARGEST_SUBMISSION + 1))
                .isInstanceOfSatisfying(
                        RefusedSubmission.class,
                        refused -> assertThat(refused.status()).isEqualTo(HttpStatus.CONTENT_TOO_LARGE));
    }

    @Test
    void keepsNobodyOutForBodiesThatHaveHardlyBegun() throws Exception {
        List<Stalled> stalled = new ArrayList<>();
        for (int number = 0; number < 20; number++) {
            stalled.add(new Stalled(1));
        }

        assertThat(read(Topics.LARGEST_SUBMISSION)).isEqualTo(Topics.LARGEST_SUBMISSION);

        for (Stalled each : stalled) {
            each.end();
        }
    }

    @Test
    void hasRoomForSmallBodiesBesideLargeOnesThatStall() throws Exception {
        List<Stalled> stalled = List.of(
                new Stalled(Topics.LARGEST_SUBMISSION),
                new Stalled(Topics.LARGEST_SUBMISSION),
                new Stalled(Topics.LARGEST_SUBMISSION / 2));

        assertThat(read(4_000)).isEqualTo(4_000);
        assertThatThrownBy(() -> read(Topics.LARGEST_SUBMISSION))
                .isInstanceOfSatisfying(
                        RefusedSubmission.class,
                        refused -> assertThat(refused.status()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE));

        for (Stalled each : stalled) {
            each.end();
        }
        assertThat(read(Topics.LARGEST_SUBMISSION)).isEqualTo(Topics.LARGEST_SUBMISSION);
    }

    @Test
    void refusesABodyThatDoesNotArriveInTime() {
        var impatient = new BodyRoom(SHIPPED_HEAP, Duration.ZERO);

        assertThatThrownBy(() -> impatient.read(new ByteArrayInputStream(new byte[10]), body -> body.length))
                .isInstanceOfSatisfying(
                        RefusedSubmission.class,
                        refused -> assertThat(refused.status()).isEqualTo(HttpStatus.REQUEST_TIMEOUT));
    }
}
