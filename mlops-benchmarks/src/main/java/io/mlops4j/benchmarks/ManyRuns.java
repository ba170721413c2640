package io.mlops4j.benchmarks;

import io.mlops4j.Mlops;
import io.mlops4j.core.journal.FileJournal;
import io.mlops4j.core.stream.Decision;
import io.mlops4j.core.stream.EventStream;
import io.mlops4j.core.stream.EventStreams;
import io.mlops4j.core.stream.Projection;
import io.mlops4j.core.stream.Stamp;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An experiment with many runs, each with 10 parameters, 5 metrics and 3 tags, the same for the same number. The events are written many in one
 * append, as no program that trains would, so that it takes seconds.
 */
final class ManyRuns {
    static final String EXPERIMENT = "many";
    static final List<String> PARAMS = List.of(
            "booster",
            "depth",
            "learning_rate",
            "subsample",
            "columns",
            "seed",
            "data",
            "objective",
            "rounds",
            "weights");
    static final List<String> METRICS = List.of("auc", "loss", "f1", "precision", "recall");
    static final List<String> TAGS = List.of("team", "git", "host");

    private static final List<String> BOOSTERS = List.of("gbtree", "dart", "gblinear", "forest", "linear");
    private static final int RUNS_PER_APPEND = 1_000;

    /** What one run recorded. */
    record Recorded(
            String id,
            String name,
            Map<String, String> params,
            Map<String, Double> metrics,
            Map<String, String> tags) {}

    private ManyRuns() {}

    /** The runs. */
    static List<Recorded> make(int count) {
        SplittableRandom random = new SplittableRandom(7);
        List<Recorded> runs = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Map<String, String> params = new LinkedHashMap<>();
            params.put("booster", BOOSTERS.get(random.nextInt(BOOSTERS.size())));
            params.put("depth", Integer.toString(2 + random.nextInt(12)));
            params.put("learning_rate", Double.toString(random.nextDouble()));
            params.put("subsample", Double.toString(random.nextInt(10) / 10.0));
            params.put("columns", Double.toString(random.nextInt(10) / 10.0));
            params.put("seed", Integer.toString(i));
            params.put(
                    "data",
                    "s3://bucket/loans/2026-%02d/part-%d".formatted(1 + random.nextInt(12), random.nextInt(100)));
            params.put("objective", "binary:logistic");
            params.put("rounds", Integer.toString(100 * random.nextInt(20)));
            params.put("weights", random.nextBoolean() ? "balanced" : "none");
            Map<String, Double> metrics = new LinkedHashMap<>();
            METRICS.forEach(name -> metrics.put(name, random.nextDouble()));
            Map<String, String> tags = new LinkedHashMap<>();
            tags.put("team", "team-" + random.nextInt(20));
            tags.put("git", "%016x".formatted(random.nextLong()));
            tags.put("host", "worker-" + random.nextInt(50));
            runs.add(new Recorded("01J%023d".formatted(i), "run-" + i, params, metrics, tags));
        }
        return runs;
    }

    /** Writes the runs into a directory of the library that is new. */
    static void write(Path directory, List<Recorded> runs) {
        Mlops.open(directory).close();
        try (FileJournal journal = FileJournal.open(directory.resolve("journal"))) {
            EventStream<Long, Event> stream = new EventStreams(journal, Clock.systemUTC(), () -> "alice")
                    .open("experiment/" + EXPERIMENT, new Events());
            for (int from = 0; from < runs.size(); from += RUNS_PER_APPEND) {
                List<Event> events = new ArrayList<>();
                runs.subList(from, Math.min(runs.size(), from + RUNS_PER_APPEND))
                        .forEach(run -> {
                            events.add(new Event("run-started", run));
                            events.add(new Event("run-summarized", run));
                            events.add(new Event("run-ended", run));
                        });
                stream.write(count -> new Decision.Outcome<>(events, "", after -> after));
            }
        }
    }

    private record Event(String type, Recorded run) {}

    /** Writes the events as the library does. */
    private static final class Events implements Projection<Long, Event> {
        @Override
        public Long initial() {
            return 0L;
        }

        @Override
        public Long apply(Long count, Stamp stamp, Event event) {
            return count + 1;
        }

        @Override
        public String type(Event event) {
            return event.type();
        }

        @Override
        public void write(Event event, ObjectNode data) {
            Recorded run = event.run();
            data.put("run", run.id());
            switch (event.type()) {
                case "run-started" -> {
                    data.put("name", run.name());
                    data.putObject("process")
                            .put("host", "worker")
                            .put("pid", 4711)
                            .put("startMillis", 1_790_000_000_000L);
                }
                case "run-summarized" -> {
                    ObjectNode params = data.putObject("params");
                    run.params().forEach(params::put);
                    ObjectNode tags = data.putObject("tags");
                    run.tags().forEach(tags::put);
                    ObjectNode metrics = data.putObject("metrics");
                    run.metrics()
                            .forEach((name, value) -> metrics.putObject(name)
                                    .put("step", 99)
                                    .put("millis", 1_790_000_000_000L)
                                    .put("value", value));
                }
                default -> data.put("status", "FINISHED");
            }
        }

        @Override
        public Optional<Event> read(String type, JsonNode data) {
            return Optional.empty();
        }
    }
}
