package zhuji.scoring.web;

import java.net.URI;

/** Where things are found, at whatever instance. */
final class ScoreAddresses {

    private ScoreAddresses() {}

    static URI office(URI instance, int year, String office) {
        return instance.resolve("/scores/" + year + "/" + office);
    }

    static URI recount(URI instance, int year) {
        return instance.resolve("/years/" + year + "/what-if");
    }
}
