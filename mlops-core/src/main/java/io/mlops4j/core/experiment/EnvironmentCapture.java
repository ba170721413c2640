package io.mlops4j.core.experiment;

import io.mlops4j.core.names.Hosts;
import io.mlops4j.experiment.Environment;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Looks at the process once. */
final class EnvironmentCapture {
    private EnvironmentCapture() {}

    /** The environment of this process. */
    static Environment current() {
        return Holder.ENVIRONMENT;
    }

    private static final class Holder {
        private static final Environment ENVIRONMENT = new Environment(
                System.getProperty("java.runtime.version", System.getProperty("java.version", "")),
                System.getProperty("java.vendor", ""),
                System.getProperty("os.name", "") + " " + System.getProperty("os.version", ""),
                System.getProperty("os.arch", ""),
                Runtime.getRuntime().availableProcessors(),
                Runtime.getRuntime().maxMemory(),
                Hosts.name(),
                GitCommit.of(Path.of("")),
                libraries());
    }

    private static Map<String, String> libraries() {
        Map<String, String> libraries = new TreeMap<>(ClassPathLibraries.of(System.getProperty("java.class.path", "")));
        for (Module module : ModuleLayer.boot().modules()) {
            ModuleDescriptor descriptor = module.getDescriptor();
            // The modules of the runtime have its version, which is known.
            if (!descriptor.name().startsWith("java.") && !descriptor.name().startsWith("jdk.")) {
                libraries.put(descriptor.name(), descriptor.rawVersion().orElse(""));
            }
        }
        return libraries;
    }
}
