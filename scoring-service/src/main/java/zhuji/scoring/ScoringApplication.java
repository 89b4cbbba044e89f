package zhuji.scoring;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The scoring service; with {@code recompute} as its first argument, the recomputation of its years from the log. */
@SpringBootApplication
public class ScoringApplication {

    public static void main(String[] args) throws IOException, InterruptedException, ExecutionException {
        if (args.length > 0 && args[0].equals(RecomputeCommand.NAME)) {
            System.exit(RecomputeCommand.run(Arrays.copyOfRange(args, 1, args.length)));
        }
        SpringApplication.run(ScoringApplication.class, args);
    }
}
