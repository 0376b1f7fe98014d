/** The checkers mean what the specifications say: each history is judged by a checker and by TLC, from the definition. */
@org.jspecify.annotations.NullMarked
package org.espalier.checkers.definitions;
