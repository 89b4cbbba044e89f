package zhuji.audit;

import java.security.PublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import zhuji.audit.claims.Claim;
import zhuji.audit.claims.ClaimStore;
import zhuji.audit.log.Log;
import zhuji.audit.log.Stretch;
import zhuji.audit.rules.RuleBooks;
import zhuji.wire.EventDecoder;

/**
 * An audit of a log. It reads the log once, judges what one record shows, and keeps of each record what has to be held against others, by what it is
 * about; then it judges thing by thing. Memory does not grow with the log ({@link ClaimStore}); it grows with offices and years.
 */
public final class Audit {

    private static final int REPORTED_EVERY = 100_000;

    private final Log log;
    private final Scope scope;
    private final RuleBooks books;
    private final SignedHeads signed;
    private final int threads;
    private final LongConsumer progress;
    private final Findings findings = new Findings();
    private final Standings standings = new Standings();
    private final Activity activity = new Activity();

    /**
     * @param log what is audited
     * @param books the rule books points may have been given under
     * @param office the one office to judge; null for all
     * @param underWay for how long something may be under way before it is missed
     * @param keys whose signed checkpoints count
     * @param threads how many read at a time, 1 or more
     * @param progress is told now and then how many records were read
     */
    public Audit(
            Log log,
            RuleBooks books,
            @Nullable String office,
            Duration underWay,
            Collection<PublicKey> keys,
            int threads,
            LongConsumer progress) {
        this.log = log;
        this.signed = new SignedHeads(keys);
        this.scope = new Scope(log, underWay, office);
        this.books = books;
        this.threads = threads;
        this.progress = progress;
    }

    /** Reads and judges. */
    public Verdict run() throws InterruptedException {
        try (ClaimStore claims = ClaimStore.open();
                ClaimStore offices = ClaimStore.open()) {
            read(claims, offices);
            judge(claims, offices);
        }
        return findings.verdict(scope.until(), signed.words());
    }

    private void read(ClaimStore claims, ClaimStore offices) throws InterruptedException {
        EventDecoder decoder = EventDecoder.withoutTexts(log.schemas());
        var reading = new Reading(
                decoder, claim -> storeOf(claim, claims, offices).add(claim), standings, signed, activity, findings);
        try (ExecutorService readers = Executors.newFixedThreadPool(threads)) {
            List<Future<?>> readings = new ArrayList<>();
            for (List<Stretch> share : shares()) {
                readings.add(readers.submit(() -> log.read(share, record -> {
                    reading.take(record);
                    long read = findings.oneMoreRead();
                    if (read % REPORTED_EVERY == 0) {
                        progress.accept(read);
                    }
                })));
            }
            for (Future<?> done : readings) {
                done.get();
            }
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException known
                    ? known
                    : new IllegalStateException("the log could not be read", failed);
        }
    }

    private static ClaimStore storeOf(Claim claim, ClaimStore claims, ClaimStore offices) {
        return claim.about().startsWith(Claim.OFFICE) ? offices : claims;
    }

    /** As much to read for each thread as for any other. */
    private List<List<Stretch>> shares() {
        List<List<Stretch>> shares = new ArrayList<>();
        long[] loads = new long[threads];
        IntStream.range(0, threads).forEach(thread -> shares.add(new ArrayList<>()));
        log.stretches().stream()
                .sorted(Comparator.comparingLong(Stretch::length).reversed())
                .forEach(stretch -> {
                    int least = IntStream.range(0, threads)
                            .reduce((one, two) -> loads[two] < loads[one] ? two : one)
                            .orElse(0);
                    loads[least] += stretch.length();
                    shares.get(least).add(stretch);
                });
        return shares;
    }

    private void judge(ClaimStore claims, ClaimStore offices) {
        var blocks = new BlockJudge(scope, findings);
        var chains = new ChainJudge(scope, signed, findings);
        var kept = new KeptJudge(findings);
        var cases = new CaseJudge(scope, activity, findings, offices::add);
        claims.forEach((about, same) -> {
            switch (same.getFirst()) {
                case Claim.Linked link -> chains.judge(same);
                case Claim.Signed head -> chains.judge(same);
                case Claim.Told told -> cases.judge(same);
                case Claim.Reported report -> cases.judge(same);
                case Claim.Kept bytes -> kept.judge(same);
                default -> blocks.judge(same);
            }
        });
        var routing = new RoutingJudge(scope, standings, findings);
        var scores = new ScoreJudge(scope, standings, books, findings);
        offices.forEach((about, same) -> {
            String office = about.substring(Claim.OFFICE.length());
            if (scope.isOf(office)) {
                routing.judge(same);
                scores.judge(office, same);
            }
        });
        scores.judgeSilentOffices();
        scores.judgeDecisions();
    }
}
