package io.mlops4j.core.experiment;

import io.mlops4j.core.stream.SnapshotReader;
import io.mlops4j.core.stream.SnapshotWriter;
import io.mlops4j.core.stream.Snapshots;
import io.mlops4j.data.DatasetRef;
import io.mlops4j.experiment.RunStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The runs of an experiment in a checkpoint. */
final class CatalogueSnapshots implements Snapshots<RunCatalogue> {
    static final CatalogueSnapshots INSTANCE = new CatalogueSnapshots();

    private CatalogueSnapshots() {}

    @Override
    public int form() {
        return 1;
    }

    @Override
    public void write(RunCatalogue state, SnapshotWriter out) {
        List<RunSummary> runs = state.all();
        out.whole(runs.size());
        Writing writing = new Writing(out);
        runs.forEach(writing::run);
    }

    @Override
    public RunCatalogue read(SnapshotReader in) {
        int count = in.count();
        Reading reading = new Reading(in);
        List<RunSummary> runs = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            runs.add(reading.run());
        }
        return RunCatalogue.of(runs);
    }

    private static final class Writing {
        private final SnapshotWriter out;
        private final Map<ProcessMark, Integer> processes = new HashMap<>();
        private final Map<List<String>, Integer> names = new HashMap<>();

        Writing(SnapshotWriter out) {
            this.out = out;
        }

        void run(RunSummary run) {
            out.text(run.id());
            out.text(run.name());
            out.text(run.actor());
            out.text(run.parent());
            instant(run.startedAt());
            once(processes, run.process(), process -> {
                out.text(process.host());
                out.whole(process.pid());
                out.whole(process.startMillis());
            });
            out.text(run.recordedStatus().name());
            Instant ended = run.endedAt();
            out.whole(ended == null ? 0 : 1);
            if (ended != null) {
                instant(ended);
            }
            out.text(run.failure());
            facts(run.facts());
        }

        private void facts(RunFacts facts) {
            names(facts.params());
            facts.params().values().forEach(out::text);
            names(facts.tags());
            facts.tags().values().forEach(out::text);
            names(facts.metrics());
            facts.metrics().values().forEach(latest -> {
                out.whole(latest.step());
                out.whole(latest.atMillis());
                out.real(latest.value());
            });
            out.whole(facts.inputs().size());
            facts.inputs().forEach(input -> {
                out.text(input.name());
                out.whole(input.number());
                out.text(input.digest());
            });
        }

        private void names(Map<String, ?> map) {
            once(names, List.copyOf(map.keySet()), list -> {
                out.whole(list.size());
                list.forEach(out::text);
            });
        }

        private void instant(Instant instant) {
            out.whole(instant.getEpochSecond());
            out.whole(instant.getNano());
        }

        /** Writes what was written before as its number, and what was not as 0 and in full. */
        private <T> void once(Map<T, Integer> known, T value, Consumer<T> write) {
            Integer number = known.putIfAbsent(value, known.size() + 1);
            out.whole(number == null ? 0 : number);
            if (number == null) {
                write.accept(value);
            }
        }
    }

    private static final class Reading {
        private final SnapshotReader in;
        private final List<ProcessMark> processes = new ArrayList<>();
        private final List<CompactMap.Names> names = new ArrayList<>();

        Reading(SnapshotReader in) {
            this.in = in;
        }

        RunSummary run() {
            return new RunSummary(
                    in.text(),
                    in.text(),
                    in.text(),
                    in.text(),
                    instant(),
                    once(processes, () -> new ProcessMark(in.text(), in.whole(), in.whole())),
                    RunStatus.valueOf(in.text()),
                    ended(),
                    in.text(),
                    facts());
        }

        private RunFacts facts() {
            Map<String, String> params = map(in::text);
            Map<String, String> tags = map(in::text);
            Map<String, RunFacts.Latest> metrics = map(() -> new RunFacts.Latest(in.whole(), in.whole(), in.real()));
            int inputs = in.count();
            List<DatasetRef> refs = new ArrayList<>(inputs);
            for (int i = 0; i < inputs; i++) {
                refs.add(new DatasetRef(in.text(), Math.toIntExact(in.whole()), in.text()));
            }
            return new RunFacts(params, tags, metrics, refs);
        }

        private <V> Map<String, V> map(Supplier<V> value) {
            CompactMap.Names keys = once(names, () -> {
                int count = in.count();
                List<String> list = new ArrayList<>(count);
                for (int i = 0; i < count; i++) {
                    list.add(in.text());
                }
                return CompactMap.Names.of(List.copyOf(list));
            });
            @SuppressWarnings("unchecked") // only values go in
            V[] values = (V[]) new Object[keys.list().size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = value.get();
            }
            return new CompactMap<>(keys, List.of(values));
        }

        private @Nullable Instant ended() {
            return in.whole() == 0 ? null : instant();
        }

        private Instant instant() {
            return Instant.ofEpochSecond(in.whole(), in.whole());
        }

        private <T> T once(List<T> known, Supplier<T> read) {
            long number = in.whole();
            if (number != 0) {
                return known.get(Math.toIntExact(number - 1));
            }
            T value = read.get();
            known.add(value);
            return value;
        }
    }
}
