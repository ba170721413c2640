package io.mlops4j.core.registry;

import io.mlops4j.evaluation.Gate;
import io.mlops4j.model.Signature;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was registered of a version, and never changes; of its feature pipeline, the digest. */
record VersionFacts(
        int number,
        FileRef file,
        String runtime,
        Signature signature,
        @Nullable RunRef run,
        List<StoredEvaluation> evaluations,
        @Nullable Gate gate,
        List<String> features,
        String description,
        Map<String, String> tags,
        @Nullable String pipeline) {
    VersionFacts {
        evaluations = List.copyOf(evaluations);
        features = List.copyOf(features);
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }

    VersionFacts numbered(int number) {
        return new VersionFacts(
                number, file, runtime, signature, run, evaluations, gate, features, description, tags, pipeline);
    }

    /** The file of a model: how it was called, and its bytes. */
    record FileRef(String name, String digest, long sizeBytes) {}

    /** Where the run that made it is recorded. */
    record RunRef(String experiment, String id) {}
}
