package io.mlops4j.core.experiment;

import io.mlops4j.core.experiment.RunEvent.ArtifactRef;
import io.mlops4j.core.experiment.RunEvent.Opened;
import io.mlops4j.experiment.Run;
import org.jspecify.annotations.Nullable;

/**
 * What a run is from its first moment on.
 *
 * @param environment where its environment is described, or null if it took place elsewhere
 * @param recipe how to run it again, or null
 */
record RunIdentity(
        String id, String name, String parent, @Nullable ArtifactRef environment, Run.@Nullable Recipe recipe) {
    Opened opened(String experiment) {
        return new Opened(experiment, name, environment, recipe);
    }
}
