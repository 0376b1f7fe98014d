package org.espalier.core.overlay;

import java.util.Map;
import java.util.Set;

/** The variables of {@code TreeRepair.tla}; functions over Node are maps. */
record TreeRepairState(Set<Integer> live, Map<Integer, Integer> par, Map<Integer, Set<Integer>> kids) {}
