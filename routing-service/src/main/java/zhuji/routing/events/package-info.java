/** Who is told of an event, and what: the domain's decisions as events, whatever carries them. */
@NullMarked
package zhuji.routing.events;

import org.jspecify.annotations.NullMarked;
