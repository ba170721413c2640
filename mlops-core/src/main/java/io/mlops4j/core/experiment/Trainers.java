package io.mlops4j.core.experiment;

import io.mlops4j.NotFound;
import io.mlops4j.core.names.Names;
import io.mlops4j.experiment.Trainer;
import io.mlops4j.internal.NearNames;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The trainers of a process by name. Thread-safe. */
final class Trainers {
    private final Map<String, Trainer> trainers = new ConcurrentHashMap<>();

    void register(String name, Trainer trainer) {
        trainers.put(Names.title("Trainer", name), trainer);
    }

    Trainer named(String name) {
        Trainer trainer = trainers.get(name);
        if (trainer == null) {
            throw new NotFound("No trainer '" + name + "' is registered in this process; register it with"
                    + " ml.trainer(\"" + name + "\", …)." + NearNames.sentence(name, trainers.keySet()));
        }
        return trainer;
    }
}
