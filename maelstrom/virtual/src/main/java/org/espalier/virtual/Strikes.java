package org.espalier.virtual;

import java.util.List;
import java.util.Map;

import org.espalier.simulator.Weather;
import org.espalier.simulator.fault.Crash;
import org.espalier.workbench.client.Recorder;

/**
 * Faults strike nodes. Kills and starts are in the history, as the workbench has them there: checkers want to know of them.
 *
 * @param nodes by index; those that are struck must be there by then
 * @param names of the nodes
 */
record Strikes(List<VirtualNode> nodes, List<String> names, Recorder recorder) implements Weather.Members {

    @Override
    public void crash(int node, Crash.Disk disk, long luck) {
        if (nodes.get(node).crash(disk, luck)) {
            recorder.nemesis("kill", Map.of(names.get(node), "killed"));
        }
    }

    @Override
    public void crashOver(int node) {
        if (nodes.get(node).crashOver()) {
            recorder.nemesis("start", Map.of(names.get(node), "started"));
        }
    }

    @Override
    public void pause(int node) {
        nodes.get(node).pause();
    }

    @Override
    public void resume(int node) {
        nodes.get(node).resume();
    }

    @Override
    public void drift(int node, long ppm) {
        nodes.get(node).clockDrifts(ppm);
    }

    @Override
    public void suspect(int node, int peer) {
        nodes.get(node).suspect(names.get(peer));
    }

    @Override
    public void suspicionOver(int node, int peer) {
        nodes.get(node).suspicionOver(names.get(peer));
    }

    @Override
    public boolean isUp(int node) {
        return nodes.get(node).isUp();
    }

    @Override
    public boolean isPaused(int node) {
        return nodes.get(node).isPaused();
    }

    @Override
    public boolean isUnsynced(int node) {
        return nodes.get(node).isUnsynced();
    }
}
