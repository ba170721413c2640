package io.mlops4j.core.data;

import io.mlops4j.Conflict;
import io.mlops4j.NotFound;
import io.mlops4j.core.blob.Blobs;
import io.mlops4j.core.data.cells.CellBatches;
import io.mlops4j.core.data.cells.TableBatches;
import io.mlops4j.core.data.split.AssignedSplit;
import io.mlops4j.core.data.split.Assignment;
import io.mlops4j.core.data.split.SplitSource;
import io.mlops4j.core.stream.Decision.Outcome;
import io.mlops4j.data.DatasetVersion;
import io.mlops4j.data.Schema;
import io.mlops4j.data.Split;
import io.mlops4j.data.Split.Part;
import io.mlops4j.data.SplitSpec;
import io.mlops4j.data.Table;
import io.mlops4j.internal.NearNames;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The rows of a version for its splits, read once and then kept as long as a split is. Thread-safe. */
final class VersionRows implements SplitSource {
    private final DatasetVersion version;
    private final Datasets datasets;
    private @Nullable Table table;

    VersionRows(DatasetVersion version, Datasets datasets) {
        this.version = version;
        this.datasets = datasets;
    }

    @Override
    public String describe() {
        return version.toString();
    }

    @Override
    public Schema schema() {
        return version.schema();
    }

    @Override
    public CellBatches batches() {
        return new TableBatches(table(), schema());
    }

    @Override
    public synchronized Table table() {
        Table read = table;
        if (read == null) {
            read = version.read();
            table = read;
        }
        return read;
    }

    List<String> saved() {
        return datasets.read(version.dataset()).splits(version.number());
    }

    Split saved(String name) {
        SplitSaved saved = datasets.read(version.dataset()).split(version.number(), name);
        if (saved == null) {
            throw new NotFound(
                    "There is no split '" + name + "' of " + describe() + "." + NearNames.sentence(name, saved()));
        }
        String what = "split '" + name + "' of " + describe();
        byte[] stored = datasets.blobs().read("The assignment of " + what, saved.assignment());
        return new AssignedSplit(this, saved.spec(), Assignment.read(what, stored, version.rowCount()), name);
    }

    @Override
    public Split save(String name, SplitSpec spec, Assignment assignment) {
        datasets.viewpoint().refuseWrite("save split '" + name + "' of " + describe());
        Map<Part, Integer> counts = new TreeMap<>();
        spec.shares().keySet().forEach(part -> counts.put(part, assignment.count(part)));
        Blobs.Stored blob = datasets.blobs().put(assignment.toBytes());
        SplitSaved saved = new SplitSaved(version.number(), name, spec, counts, assignment.leftOut(), blob.digest());
        return datasets.stream(version.dataset()).write(history -> {
            SplitSaved known = history.split(saved.version(), name);
            if (known == null) {
                return Outcome.append(saved, "", after -> new AssignedSplit(this, spec, assignment, name));
            }
            if (known.spec().equals(spec) && known.assignment().equals(saved.assignment())) {
                return Outcome.unchanged(after -> new AssignedSplit(this, spec, assignment, name));
            }
            throw new Conflict("There is another split '" + name + "' of " + describe() + ": " + known.spec()
                    + ". Saved splits do not change; choose another name, or read it with split(\"" + name + "\").");
        });
    }
}
