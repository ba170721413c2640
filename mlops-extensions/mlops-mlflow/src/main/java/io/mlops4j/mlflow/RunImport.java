package io.mlops4j.mlflow;

import io.mlops4j.MlopsException;
import io.mlops4j.experiment.Experiment;
import io.mlops4j.experiment.MetricPoint;
import io.mlops4j.experiment.Run;
import io.mlops4j.experiment.RunRecord;
import io.mlops4j.experiment.RunStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Brings runs of one MLflow experiment into an experiment here, parents before children, each once. Single-use. */
final class RunImport {
    private final Experiment experiment;
    private final RunReader reader;
    private final Map<String, Run> here = new HashMap<>();
    private final Map<String, Run> imported = new LinkedHashMap<>();
    private final Map<String, Run> present = new LinkedHashMap<>();
    private final Map<String, String> left = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();

    RunImport(Experiment experiment, RunReader reader) {
        this.experiment = experiment;
        this.reader = reader;
        for (Run run : experiment.runs().list()) {
            String id = run.tags().get(Tags.MLFLOW_RUN);
            if (id != null) {
                here.put(id, run);
            }
        }
    }

    ImportReport add(List<RunDirectory> runs) {
        Map<String, RunDirectory> byId = new LinkedHashMap<>();
        runs.forEach(run -> byId.put(run.id(), run));
        Set<String> done = new HashSet<>();
        for (RunDirectory run : runs) {
            // The family of a run, itself first; one that is in a circle of parents ends where the circle closes.
            List<RunDirectory> family = new ArrayList<>();
            RunDirectory member = run;
            while (member != null && done.add(member.id())) {
                family.add(member);
                member = byId.get(member.parent());
            }
            for (int i = family.size() - 1; i >= 0; i--) {
                add(family.get(i));
            }
        }
        return new ImportReport(imported, present, left, problems);
    }

    private void add(RunDirectory directory) {
        Run known = here.get(directory.id());
        if (known != null) {
            present.put(directory.id(), known);
            return;
        }
        try {
            MlflowRun run = reader.read(directory.path(), directory.meta());
            Run ours =
                    experiment.findRun(run.tags().getOrDefault(Tags.ORIGIN, "")).orElse(null);
            if (ours != null) {
                present.put(run.id(), ours);
                here.put(run.id(), ours);
            } else if (run.status() == MlflowRun.Status.RUNNING || run.status() == MlflowRun.Status.SCHEDULED) {
                left.put(run.id(), "It is " + run.status() + " in MLflow; only a run that has ended is imported.");
            } else {
                run.problems().forEach(problem -> problem(run, problem));
                Run added = experiment.add(record(run));
                imported.put(run.id(), added);
                here.put(run.id(), added);
            }
        } catch (MlopsException e) {
            left.put(directory.id(), String.valueOf(e.getMessage()));
        }
    }

    private void problem(MlflowRun run, String problem) {
        problems.add("Run '" + run.name() + "' (" + run.id() + "): " + problem);
    }

    private RunRecord record(MlflowRun run) {
        NameTable names = NameTable.parse(run.tags().getOrDefault(Tags.NAMES, ""));
        Run parent = here.get(run.tags().getOrDefault(Tags.PARENT, ""));
        Instant ended = run.endedAt().orElseGet(() -> lastPoint(run));
        RunStatus status = status(run);
        String why = run.tags().getOrDefault(Tags.FAILURE, "MLflow says that it failed, and not why.");
        String note = run.tags().getOrDefault(Tags.NOTE, "");
        return RunRecord.of(Titles.shortened(run.name()), run.startedAt(), later(run.startedAt(), ended))
                .status(status, status == RunStatus.FAILED ? why : "")
                .parent(parent == null ? "" : parent.id())
                .params(texts(run, "parameter", names.restore("params", run.params())))
                .tags(texts(run, "tag", tags(run, names)))
                .notes(note.isBlank() || !fits(run, "note", Tags.NOTE, note) ? List.of() : List.of(note))
                .metrics(kept(run, "metric", names.restore("metrics", run.metrics()), Titles::isTitle))
                .artifacts(kept(run, "artifact", run.artifacts(), Titles::isArtifact));
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static Instant lastPoint(MlflowRun run) {
        return run.metrics().values().stream()
                .flatMap(List::stream)
                .map(MetricPoint::at)
                .max(Instant::compareTo)
                .orElse(run.startedAt());
    }

    private static RunStatus status(MlflowRun run) {
        if (run.tags().getOrDefault(Tags.STATUS, "").equals(RunStatus.PRUNED.name())) {
            return RunStatus.PRUNED;
        }
        return switch (run.status()) {
            case FINISHED -> RunStatus.FINISHED;
            case FAILED -> RunStatus.FAILED;
            default -> RunStatus.KILLED;
        };
    }

    private static Map<String, String> tags(MlflowRun run, NameTable names) {
        Map<String, String> tags = new LinkedHashMap<>();
        names.restore("tags", run.tags()).forEach((name, value) -> {
            if (!Tags.TAKEN_APART.contains(name)) {
                tags.put(name, value);
            }
        });
        if (!run.user().isEmpty()) {
            tags.putIfAbsent(Tags.USER, run.user());
        }
        for (int i = 0; i < run.datasets().size(); i++) {
            tags.put(Tags.DATASET + (i + 1), DatasetTag.write(run.datasets().get(i)));
        }
        tags.put(Tags.MLFLOW_RUN, run.id());
        return tags;
    }

    private Map<String, String> texts(MlflowRun run, String kind, Map<String, String> texts) {
        Map<String, String> kept = kept(run, kind, texts, Titles::isTitle);
        kept.entrySet().removeIf(entry -> !fits(run, kind, entry.getKey(), entry.getValue()));
        return kept;
    }

    private boolean fits(MlflowRun run, String kind, String name, String value) {
        if (value.length() <= Titles.LONGEST_VALUE) {
            return true;
        }
        problem(
                run,
                "The " + kind + " '" + name + "' is left out: it has " + value.length() + " characters, and at most "
                        + Titles.LONGEST_VALUE + " are kept.");
        return false;
    }

    private <V> Map<String, V> kept(MlflowRun run, String kind, Map<String, V> values, Predicate<String> isName) {
        Map<String, V> kept = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            if (isName.test(name)) {
                kept.put(name, value);
            } else {
                problem(run, "The " + kind + " '" + name + "' is left out: it cannot be called so here.");
            }
        });
        return kept;
    }
}
