package zhuji.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import zhuji.local.SampleYear;

/**
 * Submissions, and what must become of them.
 *
 * @param lines one JSON object a line
 * @param accepted how many become reports
 * @param rejected how many are refused
 * @param duplicates how many come again with the same content
 * @param national how many go to the national office
 * @param regions how many go to a region
 * @param cases how many open a case
 * @param followUps how many follow one up
 * @param rejectionsTold how many refusals have an inbox to go to
 */
record Input(
        List<String> lines,
        int accepted,
        int rejected,
        int duplicates,
        int national,
        int regions,
        int cases,
        int followUps,
        int rejectionsTold) {

    /** The real submissions where they stand beside the project, whose texts may not be committed; else the sample year. */
    static Input available() throws IOException {
        Path real = Path.of(System.getProperty("zhuji.root")).resolve("../shared/data/submissions.jsonl");
        if (Files.isReadable(real)) {
            return new Input(Files.readAllLines(real), 1731, 57, 0, 1424, 1424, 291, 16, 57);
        }
        System.out.println(
                "../shared/data/submissions.jsonl is not beside the project: the sample year is fed instead");
        return new Input(SampleYear.submissions().toList(), 1762, 13, 1, 1565, 1638, 103, 21, 10);
    }
}
