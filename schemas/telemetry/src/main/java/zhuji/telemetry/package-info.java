/** How meters are declared, and what every service tells of itself. */
@NullMarked
package zhuji.telemetry;

import org.jspecify.annotations.NullMarked;
