/** Makes on a cluster what services expect to find there: topics and schemas. */
@NullMarked
package zhuji.wire.provisioning;

import org.jspecify.annotations.NullMarked;
