package io.mlops4j.onnx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The kind of CPU that this process runs on. */
final class Processor {
    /** What Linux tells of a kind of CPU, and not of one specimen or its state: on x86, and on ARM. */
    private static final Set<String> KIND = Set.of(
            "vendor_id",
            "cpu family",
            "model",
            "model name",
            "flags",
            "CPU implementer",
            "CPU architecture",
            "CPU part",
            "Features");

    private Processor() {}

    /**
     * Architecture, and where the system tells it, model and instruction sets. What ONNX Runtime optimises for one kind of CPU may run slowly on
     * another, or not at all.
     */
    static String description() {
        String name = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        String identifier = System.getenv("PROCESSOR_IDENTIFIER");
        return name + (identifier == null ? "" : " " + identifier) + " " + linux(Path.of("/proc/cpuinfo"));
    }

    /** The kinds in a file as Linux writes it, each once. */
    static Set<String> linux(Path cpuInfo) {
        Set<String> kinds = new TreeSet<>();
        try {
            List<String> lines = Files.isReadable(cpuInfo) ? Files.readAllLines(cpuInfo) : List.of();
            for (String line : lines) {
                int colon = line.indexOf(':');
                if (colon > 0 && KIND.contains(line.substring(0, colon).strip())) {
                    kinds.add(line.replaceAll("\\s+", " "));
                }
            }
        } catch (IOException e) {
            // Then the architecture has to do.
            return Set.of();
        }
        return kinds;
    }
}
