/** Escalation over HTTP: what desks have, what they do, what happens. */
@NullMarked
package zhuji.escalation.web;

import org.jspecify.annotations.NullMarked;
