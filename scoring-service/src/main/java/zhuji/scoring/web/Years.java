package zhuji.scoring.web;

import org.springframework.http.HttpStatus;
import zhuji.peers.RefusedRequest;
import zhuji.scoring.events.Facts;

/** Years that are asked for. */
final class Years {

    private Years() {}

    /**
     * A year something can count in, from that of the notice on.
     *
     * @throws RefusedRequest when it is none
     */
    static int known(int year) {
        if (year < Facts.FIRST_YEAR || year > Facts.LAST_YEAR) {
            throw new RefusedRequest(
                    HttpStatus.NOT_FOUND,
                    "UNKNOWN_YEAR",
                    "年度应在" + Facts.FIRST_YEAR + "至" + Facts.LAST_YEAR + "之间",
                    "a year is between " + Facts.FIRST_YEAR + " and " + Facts.LAST_YEAR);
        }
        return year;
    }
}
