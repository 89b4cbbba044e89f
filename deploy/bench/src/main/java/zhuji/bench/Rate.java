package zhuji.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a process says it does in a second. */
final class Rate {

    private static final Pattern SAID = Pattern.compile("([\\d,]+) a second");

    private Rate() {}

    /**
     * Runs a command to its end.
     *
     * @return the number before "a second" in what it says
     * @throws IllegalStateException when it fails, or says none
     */
    static double of(List<String> command) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int status = process.waitFor();
            if (status != 0) {
                throw new IllegalStateException("a process that is measured ended with status " + status + ": " + said);
            }
            return in(said);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /** The number before "a second". */
    static double in(String said) {
        Matcher rate = SAID.matcher(said);
        if (!rate.find()) {
            throw new IllegalStateException("no rate was said: " + said);
        }
        return Double.parseDouble(rate.group(1).replace(",", ""));
    }
}
