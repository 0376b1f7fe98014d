/** Which world belongs to which module, and the comparison of many models in JVMs of their own. */
@org.jspecify.annotations.NullMarked
package org.espalier.conform.run;
