package io.mlops4j.core.serving;

import io.mlops4j.model.ModelVersion;
import io.mlops4j.serving.Rollout;
import io.mlops4j.serving.RolloutState;
import java.time.Duration;
import java.util.List;

/** A handle of a rollout: it knows the name, and asks for the rest. */
final class LiveRollout implements Rollout {
    private final String id;
    private final RolloutControl control;
    private final Switchboard switchboard;
    private final Endpoints endpoints;

    LiveRollout(String id, RolloutControl control, Switchboard switchboard, Endpoints endpoints) {
        this.id = id;
        this.control = control;
        this.switchboard = switchboard;
        this.endpoints = endpoints;
    }

    private RolloutFold fold() {
        return control.fold(switchboard.servedState(), id);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String endpoint() {
        return switchboard.name();
    }

    @Override
    public ModelVersion champion() {
        return endpoints.version(fold().champion());
    }

    @Override
    public ModelVersion canary() {
        return endpoints.version(fold().canary());
    }

    @Override
    public RolloutState state() {
        return fold().state();
    }

    @Override
    public double weight() {
        return fold().weight();
    }

    @Override
    public int step() {
        return fold().step();
    }

    @Override
    public String reason() {
        return fold().reason();
    }

    @Override
    public List<GuardStatus> guards() {
        return control.statuses(fold());
    }

    @Override
    public SampleRatio sampleRatio() {
        return control.sampleRatio(fold());
    }

    @Override
    public List<Change> changes() {
        return List.copyOf(fold().changes());
    }

    @Override
    public RolloutState await(Duration most) {
        return control.await(id, most);
    }

    @Override
    public void pause() {
        control.pause(id);
    }

    @Override
    public void resume() {
        control.resume(id);
    }

    @Override
    public void promote(String why) {
        control.end(id, RolloutState.PROMOTED, why);
    }

    @Override
    public void abort(String why) {
        control.end(id, RolloutState.ABORTED, why);
    }

    @Override
    public String toString() {
        RolloutFold fold = fold();
        return "Rollout of " + fold.canary() + " on endpoint '" + switchboard.name() + "': " + fold.state()
                + ", weight " + fold.weight() + (fold.reason().isEmpty() ? "" : " (" + fold.reason() + ")");
    }
}
