/**
 * Whether every promise was kept, from the topics alone: I1 to I9 of the design, by a reading of the rules of its own. Nothing of the services'
 * decisions is used here.
 */
@NullMarked
package zhuji.audit;

import org.jspecify.annotations.NullMarked;
