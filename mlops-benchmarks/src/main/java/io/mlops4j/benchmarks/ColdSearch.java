package io.mlops4j.benchmarks;

import io.mlops4j.Mlops;
import io.mlops4j.experiment.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * How long the first search of a fresh JVM takes in an experiment with many runs: opening the directory, reading the runs, filter, sort and limit. A
 * directory that is not there is made first, and then nothing is measured.
 *
 * <pre>
 * java -cp target/benchmarks.jar io.mlops4j.benchmarks.ColdSearch /tmp/many 100000   # makes it
 * java -cp target/benchmarks.jar io.mlops4j.benchmarks.ColdSearch /tmp/many          # measures
 * </pre>
 */
public final class ColdSearch {
    private ColdSearch() {}

    /** Makes the directory of the first argument with so many runs as the second says, or searches the one that is there. */
    public static void main(String[] args) {
        Path directory = Path.of(args[0]);
        if (Files.notExists(directory)) {
            ManyRuns.write(directory, ManyRuns.make(Integer.parseInt(args[1])));
            System.out.println("wrote " + args[1] + " runs into " + directory);
            return;
        }
        long start = System.nanoTime();
        long found;
        long searched;
        try (Mlops ml = Mlops.open(directory)) {
            List<Run> best = ml.experiment(ManyRuns.EXPERIMENT)
                    .runs()
                    .where("params.booster = 'gbtree' and metrics.auc > 0.5")
                    .orderBy("metrics.f1 DESC")
                    .limit(10)
                    .list();
            searched = System.nanoTime();
            found = best.size();
        }
        long closed = System.nanoTime();
        long jvm = ProcessHandle.current()
                .info()
                .startInstant()
                .flatMap(begun -> Optional.of(System.currentTimeMillis() - begun.toEpochMilli()))
                .orElse(-1L);
        System.out.println("found " + found + " runs; opened and searched in " + millis(searched - start)
                + " ms, closed in " + millis(closed - searched) + " ms, " + jvm + " ms since the JVM began");
    }

    private static long millis(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos);
    }
}
