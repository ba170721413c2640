package io.mlops4j.core.experiment;

import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.nio.file.Files;
import java.nio.file.Path;

/** Measures the process that a run is in. For one thread. */
final class ProcessMeter {
    private static final Path STATUS = Path.of("/proc/self/status");

    private final OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
    private final long collectionsBefore = collections();
    private final long collectingMillisBefore = collectingMillis();
    private long step;

    /** Who is told of a measure. */
    @FunctionalInterface
    interface Measures {
        void accept(String name, double value, long step);

        default void count(String name, long value, long step) {
            accept(name, (double) value, step);
        }
    }

    void sample(Measures measures) {
        long now = step++;
        if (system instanceof com.sun.management.OperatingSystemMXBean process) {
            double load = process.getProcessCpuLoad();
            // Negative where it is not known, not a number before there is something to divide by.
            if (load >= 0) {
                measures.accept("system/process_cpu", load, now);
            }
        }
        measures.count(
                "system/heap_used_bytes",
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
                now);
        measures.count("system/gc_count", collections() - collectionsBefore, now);
        measures.count("system/gc_time_millis", collectingMillis() - collectingMillisBefore, now);
        long resident = residentBytes();
        if (resident > 0) {
            measures.count("system/rss_bytes", resident, now);
        }
    }

    private static long collections() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                .filter(count -> count > 0)
                .sum();
    }

    private static long collectingMillis() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                .filter(millis -> millis > 0)
                .sum();
    }

    /** The line {@code VmRSS: 123456 kB} of Linux; 0 elsewhere. */
    private static long residentBytes() {
        try {
            for (String line : Files.readAllLines(STATUS)) {
                if (line.startsWith("VmRSS:")) {
                    return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
                }
            }
        } catch (IOException | NumberFormatException unknown) {
            return 0;
        }
        return 0;
    }
}
