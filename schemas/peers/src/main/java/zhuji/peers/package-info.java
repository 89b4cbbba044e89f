/** What the HTTP of every service has in common: instances that answer for each other, and refusals that say what to do. */
@NullMarked
package zhuji.peers;

import org.jspecify.annotations.NullMarked;
