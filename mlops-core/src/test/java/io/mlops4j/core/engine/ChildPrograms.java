package io.mlops4j.core.engine;

import io.mlops4j.Mlops;
import io.mlops4j.core.ChildJvm;
import io.mlops4j.experiment.ActiveRun;
import io.mlops4j.experiment.Run;
import io.mlops4j.experiment.Sampler;
import io.mlops4j.experiment.SearchSpace;
import io.mlops4j.experiment.Study;
import io.mlops4j.model.ModelVersion;
import io.mlops4j.monitoring.Monitor;
import io.mlops4j.monitoring.Window;
import io.mlops4j.serving.Endpoint;
import io.mlops4j.serving.Rollout;
import io.mlops4j.serving.RolloutState;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What the tests of this package let run in a JVM of its own. */
final class ChildPrograms {
    private ChildPrograms() {}

    static Process start(Class<?> program, String... arguments) throws IOException {
        return ChildJvm.start(ChildJvm.command(program, List.of("-Xmx128m"), arguments));
    }

    /** All lines that a child prints until it closes its output. */
    static List<String> lines(Process child) throws IOException {
        try (BufferedReader output = child.inputReader(StandardCharsets.UTF_8)) {
            return output.lines().toList();
        }
    }

    /** Starts a run, flushes a metric, says the id, and is gone without a word. */
    static final class DyingRun {
        private DyingRun() {}

        public static void main(String[] args) {
            ActiveRun run = Mlops.open(Path.of(args[0]))
                    .experiment("loans")
                    .start("dying")
                    .metric("loss", 0.5)
                    .flush();
            say(run.id());
            Runtime.getRuntime().halt(1);
        }
    }

    /**
     * Registers a version and records a run, says so, and begins again, so often as it is told: {@code DIRECTORY MODELFILE TIMES}. What it says
     * begins with {@code version} or {@code run}.
     */
    static final class Worker {
        private Worker() {}

        public static void main(String[] args) {
            int times = Integer.parseInt(args[2]);
            try (Mlops ml = Mlops.open(Path.of(args[0]))) {
                say("ready");
                for (int i = 0; i < times; i++) {
                    ModelVersion version =
                            ml.model("loans").from(Path.of(args[1])).register();
                    say("version " + version.number());
                    int step = i;
                    Run run = ml.experiment("loans").run("r" + i, r -> r.metric("loss", 0.5, step));
                    say("run " + run.id() + " " + step);
                }
            }
        }
    }

    /** Runs a study and says {@code try} before each trial and {@code done} when one is known to be acknowledged: {@code DIRECTORY TRIALS}. */
    static final class Studying {
        private Studying() {}

        public static void main(String[] args) {
            try (Mlops ml = Mlops.open(Path.of(args[0]))) {
                study(ml, Integer.parseInt(args[1]), ChildPrograms::say);
            }
        }

        static Study study(Mlops ml, int trials, Consumer<String> listener) {
            return ml.experiment("loans")
                    .study("tune")
                    .space(SearchSpace.builder()
                            .uniform("x", -1, 1)
                            .choice("c", "a", "b")
                            .build())
                    .sampler(Sampler.tpe().startup(4))
                    .minimize("loss")
                    .seed(3)
                    .parallelism(2)
                    .trials(trials)
                    .progress(update -> listener.accept("done " + update.done()))
                    .run(trial -> {
                        listener.accept("try " + trial.number());
                        return Math.abs(trial.real("x")) + (trial.choice("c").equals("a") ? 1 : 0);
                    });
        }
    }

    /** Watches {@code m}: directory, rows to observe; says how many rows it has handed on, then closes the monitor or is killed. */
    static final class Watching {
        private Watching() {}

        public static void main(String[] args) throws InterruptedException {
            int rows = Integer.parseInt(args[1]);
            try (Mlops ml = Mlops.open(Path.of(args[0]));
                    Monitor monitor = ml.monitor("m")
                            .window(Window.ofCount(1_000_000))
                            .persistEvery(Duration.ofMillis(1))
                            .start()) {
                for (int i = 0; i < rows; i++) {
                    monitor.observe(Map.of("x", (double) (i % 97)));
                }
                say("observed " + monitor.stats().observed());
                if (args.length > 2) {
                    // Until it is killed; what was observed is handed on meanwhile.
                    Thread.sleep(Long.MAX_VALUE);
                }
            }
            say("closed");
        }
    }

    /**
     * Takes part in serving endpoint {@code scoring}, whose canary is under way: sends requests until the canary has a weight, or so many, and says {@code weight} with each new one and
     * {@code sent}; then waits for the end of the rollout and says it: {@code DIRECTORY WEIGHT REQUESTS}.
     */
    static final class Serving {
        private Serving() {}

        public static void main(String[] args) {
            double until = Double.parseDouble(args[1]);
            int most = Integer.parseInt(args[2]);
            try (Mlops ml = Mlops.open(Path.of(args[0]))) {
                Endpoint endpoint = ml.deployer().endpoint("scoring");
                Rollout rollout = endpoint.findRollout().orElseThrow();
                double weight = -1;
                for (int i = 0; i < most && weight < until; i++) {
                    endpoint.predict(LinearRuntime.row(1, i % 10 == 0 ? 9 : 2));
                    if (rollout.weight() != weight) {
                        weight = rollout.weight();
                        say("weight " + weight);
                    }
                }
                say("sent");
                RolloutState state = rollout.await(Duration.ofMinutes(1));
                say(state + " " + endpoint.version().number());
            }
        }
    }

    private static synchronized void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
