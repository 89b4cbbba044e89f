package zhuji.bench;

import java.util.List;
import zhuji.local.LocalPipeline;
import zhuji.local.Service;

/** What is measured reads what offices submitted and services wrote, as in earnest: so the audit can judge it afterwards. */
final class Filling {

    private Filling() {}

    /**
     * Lets offices submit reports and services do with them what they do, and stops the services.
     *
     * @param services those that come before what is measured
     * @param number of reports
     */
    static void through(List<Service> services, LocalPipeline pipeline, Submitting offices, long number)
            throws InterruptedException {
        through(services, List.of(), pipeline, offices, number);
    }

    /**
     * The same.
     *
     * @param settings of those services, other than they have, as {@code --name=value}
     */
    static void through(
            List<Service> services, List<String> settings, LocalPipeline pipeline, Submitting offices, long number)
            throws InterruptedException {
        System.out.printf("%,d submissions go through %s%n", number, services);
        services.forEach(service -> pipeline.launchForLong(service, settings));
        services.forEach(pipeline::awaitReady);
        try (var backlog = new Backlog(pipeline)) {
            offices.submit(number);
            backlog.awaitNone(services);
        }
        services.forEach(pipeline::stop);
    }
}
