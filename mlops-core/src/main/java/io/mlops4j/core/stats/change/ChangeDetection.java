package io.mlops4j.core.stats.change;

import io.mlops4j.core.json.Json;
import io.mlops4j.spi.ChangeDetectors;
import io.mlops4j.stats.ChangeDetector;
import io.mlops4j.stats.DetectorSettings;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Makes the detectors of the API. Stateless. */
public final class ChangeDetection implements ChangeDetectors {
    /** For {@link java.util.ServiceLoader}. */
    public ChangeDetection() {}

    @Override
    public ChangeDetector detector(DetectorSettings settings) {
        return new RunningDetector(Objects.requireNonNull(settings, "settings"));
    }

    @Override
    public ChangeDetector restore(String state) {
        return DetectorCodec.read(Json.parse(state.getBytes(StandardCharsets.UTF_8)));
    }
}
