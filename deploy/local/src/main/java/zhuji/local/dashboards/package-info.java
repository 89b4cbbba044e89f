/** Grafana's dashboards without Grafana: the same JSON and the same queries, drawn as pages. */
@NullMarked
package zhuji.local.dashboards;

import org.jspecify.annotations.NullMarked;
