package io.mlops4j.core.serving;

import io.mlops4j.core.serving.EndpointEvent.Target;
import io.mlops4j.core.stream.Stamp;
import io.mlops4j.serving.Deployment;
import java.util.Optional;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * An endpoint as its stream tells it.
 *
 * @param line what is served, last, and what a rollback would go back to, before it
 * @param history all that was ever done
 */
record EndpointState(PVector<Target> line, PVector<Deployment> history) {
    static final EndpointState EMPTY = new EndpointState(TreePVector.empty(), TreePVector.empty());

    /** How far a rollback can go back. */
    private static final int MAX_LINE = 32;

    Optional<Target> current() {
        return fromEnd(1);
    }

    /** What a rollback would put back. */
    Optional<Target> previous() {
        return fromEnd(2);
    }

    private Optional<Target> fromEnd(int position) {
        return line.size() < position ? Optional.empty() : Optional.of(line.get(line.size() - position));
    }

    EndpointState apply(Stamp stamp, EndpointEvent event) {
        Target target = event.target();
        PVector<Deployment> story = history.plus(new Deployment(
                event.action(), target.model(), target.number(), stamp.at(), stamp.actor(), stamp.why()));
        return new EndpointState(
                switch (event.action()) {
                    case DEPLOY -> bounded(line.plus(target));
                    case ROLLBACK -> line.isEmpty() ? line : line.minus(line.size() - 1);
                    case UNDEPLOY -> TreePVector.empty();
                },
                story);
    }

    private static PVector<Target> bounded(PVector<Target> line) {
        return line.size() <= MAX_LINE ? line : line.minus(0);
    }
}
