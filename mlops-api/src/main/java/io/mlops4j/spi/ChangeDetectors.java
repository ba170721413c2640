package io.mlops4j.spi;

import io.mlops4j.IntegrityViolation;
import io.mlops4j.NotFound;
import io.mlops4j.stats.ChangeDetector;
import io.mlops4j.stats.DetectorSettings;
import java.util.ServiceLoader;

/** What makes the detectors behind {@link ChangeDetector}, found by {@link ServiceLoader}: {@code mlops-core} brings it. Safe for use by many threads. */
public interface ChangeDetectors {
    /** A new detector. */
    ChangeDetector detector(DetectorSettings settings);

    /**
     * The detector whose {@link ChangeDetector#toJson()} this is.
     *
     * @throws IntegrityViolation if it is none
     */
    ChangeDetector restore(String state);

    /**
     * The engine on the class or module path.
     *
     * @throws NotFound if there is none
     */
    static ChangeDetectors installed() {
        return ServiceLoader.load(ChangeDetectors.class, ChangeDetectors.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> new NotFound("No engine of change detectors is on the class or module path: add the"
                        + " dependency io.mlops4j:mlops-core."));
    }
}
