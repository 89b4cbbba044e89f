/**
 * How an event travels. A class may enter only if two services would misunderstand each other on the wire should they differ in
 * it; a rule in the testkit caps the package at ten types.
 */
@NullMarked
package zhuji.wire;

import org.jspecify.annotations.NullMarked;
