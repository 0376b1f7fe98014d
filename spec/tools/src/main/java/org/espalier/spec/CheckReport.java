package org.espalier.spec;

import java.util.List;

/**
 * What became of a selection of models.
 *
 * @param models   one report per run, in the order of the manifest, canaries first
 * @param jar      the TLC that was used
 * @param version  its banner
 * @param seconds  wall time of everything
 */
public record CheckReport(List<ModelReport> models, TlcJar jar, String version, double seconds) {

    public CheckReport {
        models = List.copyOf(models);
    }

    /** Whether every run said what the manifest expects. */
    public boolean good() {
        return models.stream().allMatch(m -> m.verdict().good());
    }

    /** The runs that did not. */
    public List<ModelReport> disagreeing() {
        return models.stream().filter(m -> !m.verdict().good()).toList();
    }

    /** The report as JSON. */
    public String toJson() {
        return ReportJson.write(this);
    }
}
