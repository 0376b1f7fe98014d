/** What a run says about itself, so that it can be held against the specifications. */
@org.jspecify.annotations.NullMarked
package org.espalier.runtime.trace;
