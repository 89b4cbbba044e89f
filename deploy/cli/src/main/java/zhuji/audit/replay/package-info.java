/** The services' own topologies over what was on the topics, and what came out of them beside what was published. */
@NullMarked
package zhuji.audit.replay;

import org.jspecify.annotations.NullMarked;
