/** Reads events as facts, and writes what comes of them as events. */
@NullMarked
package zhuji.scoring.events;

import org.jspecify.annotations.NullMarked;
