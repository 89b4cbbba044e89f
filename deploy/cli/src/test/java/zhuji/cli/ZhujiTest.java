package zhuji.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What the command does before it reaches a broker. */
class ZhujiTest {

    @TempDir
    private Path folder;

    private record Said(int status, String err) {}

    private static Said run(String... arguments) {
        var err = new StringWriter();
        int status = Zhuji.commandLine().setErr(new PrintWriter(err, true)).execute(arguments);
        return new Said(status, err.toString());
    }

    @Test
    void takesAReasonThatBeginsWithAnAtForNoFile() throws IOException {
        Files.writeString(folder.resolve("name"), "another reason");

        CommandLine.ParseResult parsed = Zhuji.commandLine()
                .parseArgs("act", "450103:K1", "acknowledge", "--desk=450100", "--actor=丙", "--reason", "@name");

        assertThat(parsed.subcommand().<String>matchedOptionValue("--reason", ""))
                .isEqualTo("@name");
    }

    @Test
    void refusesAnArgumentThatIsGarbageAlready() {
        assertThat(Zhuji.run("act", "450103:K1", "acknowledge", "--desk=450100", "--actor=\uFFFD\uFFFD\uFFFD"))
                .isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(Zhuji.run("act", "450103:K1", "acknowledge", "--desk=450100", "--actor=\ud800"))
                .isEqualTo(CommandLine.ExitCode.USAGE);
    }

    /** By the same look as intake's: the field in any case, what is no JSON, a head of a text. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"submissionId\":\"M1\",\"office\":\"450100\",\"Marking\":\"机密\",\"title\":\"t\"}",
                "{\"submissionId\":\"M1\",\"office\":\"450100\",\"marking\":\"机密\",\"title\":\"t\",}",
                "{\"submissionId\":\"M1\",\"office\":\"450100\",\"title\":\"t\",\"body\":\"【机密】正文\"}"
            })
    void postsNothingThatMayBeMarked(String line) throws IOException {
        Path file = Files.writeString(folder.resolve("submissions.jsonl"), "{}\n" + line + "\n");

        Said said = run("submit", file.toString(), "--bootstrap=localhost:1", "--registry=http://localhost:1");

        assertThat(said.status()).isEqualTo(1);
        assertThat(said.err()).contains("line 2", "密级").doesNotContain("正文");
    }
}
