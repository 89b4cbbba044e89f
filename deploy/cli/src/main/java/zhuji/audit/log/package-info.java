/** The log an audit reads: a cluster's topics, or a bundle exported from them. */
@NullMarked
package zhuji.audit.log;

import org.jspecify.annotations.NullMarked;
