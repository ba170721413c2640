package io.mlops4j.core.serving;

import io.mlops4j.serving.Deployment;

/**
 * What happens in the stream of an endpoint: a version was deployed, put back, or taken away.
 *
 * @param action which of these
 * @param target the version that is served from then on, or was until then
 */
record EndpointEvent(Deployment.Action action, Target target) {
    /** Names a version of a model. */
    record Target(String model, int number) {
        @Override
        public String toString() {
            return "version " + number + " of model '" + model + "'";
        }
    }
}
