/** How the instances of one service answer for each other over HTTP. */
@NullMarked
package zhuji.peers;

import org.jspecify.annotations.NullMarked;
