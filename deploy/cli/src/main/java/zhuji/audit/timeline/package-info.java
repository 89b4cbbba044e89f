/** Everything that happened to one report or incident, in words. */
@NullMarked
package zhuji.audit.timeline;

import org.jspecify.annotations.NullMarked;
