package io.mlops4j.core.serving;

import io.mlops4j.Conflict;
import io.mlops4j.InvalidInput;
import io.mlops4j.model.ModelVersion;

/** Whether a version may come to an endpoint. */
final class Compatibility {
    private Compatibility() {}

    /** @throws InvalidInput if callers of the version that is served could not use the other */
    static void check(ModelVersion version, ModelVersion present, String endpoint) {
        if (!version.signature().compatibleWith(present.signature())) {
            throw new InvalidInput(
                    version + " cannot take the place of " + present + " on endpoint '" + endpoint
                            + "': its inputs and outputs are " + version.signature() + ", but callers use "
                            + present.signature()
                            + ". Deploy it to another endpoint, undeploy this one first, or accept it with acceptIncompatible().");
        }
    }

    /** @throws Conflict if it is retired */
    static void refuseRetired(ModelVersion version, String endpoint) {
        version.findRetirement().ifPresent(r -> {
            throw new Conflict(version + " cannot be deployed to endpoint '" + endpoint + "': it was retired at "
                    + r.at() + " (" + r.why() + ")."
                    + r.replacement()
                            .map(n -> " Version " + n + " took its place.")
                            .orElse(""));
        });
    }
}
