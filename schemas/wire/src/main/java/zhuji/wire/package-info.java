/**
 * How an event travels, and what hosts a topology on its way. A class may enter only if two services would misunderstand each other, or be operated
 * differently, should they differ in it; a test caps the package at thirteen types.
 */
@NullMarked
package zhuji.wire;

import org.jspecify.annotations.NullMarked;
