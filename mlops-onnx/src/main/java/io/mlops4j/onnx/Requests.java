package io.mlops4j.onnx;

import io.mlops4j.InvalidInput;
import io.mlops4j.internal.NearNames;
import java.util.Arrays;
import java.util.List;

/** The requests that callers of a model make, checked once and then found again. Thread-safe. */
final class Requests {
    /** How many are kept; callers mostly make one or two. */
    static final int KEPT = 8;

    private final String model;
    private final String[] outputs;
    private final Request all;
    /** Grown by copies; never more than {@link #KEPT}. */
    private volatile Request[] known;

    Requests(String model, List<String> outputs) {
        this.model = model;
        this.outputs = outputs.toArray(new String[0]);
        int[] positions = new int[this.outputs.length];
        Arrays.setAll(positions, i -> i);
        this.all = new Request(0, this.outputs, positions);
        this.known = new Request[] {all};
    }

    /** All outputs, in the signature's order. */
    Request all() {
        return all;
    }

    /**
     * Some outputs.
     *
     * @throws InvalidInput if there is none, or one twice, or one that the model does not have
     */
    Request some(String... names) {
        for (Request request : known) {
            if (request.isFor(names)) {
                return request;
            }
        }
        return remember(names.clone());
    }

    private synchronized Request remember(String[] names) {
        int[] positions = positions(names);
        Request[] before = known;
        if (before.length == KEPT) {
            return new Request(Request.UNKEPT, names, positions);
        }
        for (Request request : before) {
            if (request.isFor(names)) {
                return request;
            }
        }
        Request[] after = Arrays.copyOf(before, before.length + 1);
        Request made = new Request(before.length, names, positions);
        after[before.length] = made;
        known = after;
        return made;
    }

    private int[] positions(String[] names) {
        List<String> there = List.of(outputs);
        if (names.length == 0) {
            throw new InvalidInput("No output of the model '" + model + "' is asked for; name one of " + there
                    + ", or leave the names out for all.");
        }
        int[] positions = new int[names.length];
        for (int i = 0; i < names.length; i++) {
            positions[i] = there.indexOf(names[i]);
            if (positions[i] < 0) {
                throw new InvalidInput("The model '" + model + "' has no output '" + names[i] + "'."
                        + NearNames.sentence(names[i], there));
            }
            for (int j = 0; j < i; j++) {
                if (positions[j] == positions[i]) {
                    throw new InvalidInput("An output of the model '" + model + "' is asked for twice: "
                            + Arrays.toString(names) + "; name each once.");
                }
            }
        }
        return positions;
    }
}
