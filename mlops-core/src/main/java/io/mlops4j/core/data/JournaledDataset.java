package io.mlops4j.core.data;

import io.mlops4j.InvalidInput;
import io.mlops4j.NotFound;
import io.mlops4j.core.data.DatasetHistory.Committed;
import io.mlops4j.core.data.cells.TableBatches;
import io.mlops4j.core.data.diff.Compared;
import io.mlops4j.core.data.diff.VersionComparison;
import io.mlops4j.data.Dataset;
import io.mlops4j.data.DatasetDiff;
import io.mlops4j.data.DatasetDraft;
import io.mlops4j.data.DatasetVersion;
import io.mlops4j.data.Expectation;
import io.mlops4j.data.Source;
import io.mlops4j.internal.NearNames;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.pcollections.PVector;

/** A dataset over the journal. */
final class JournaledDataset implements Dataset {
    private final String name;
    private final Datasets datasets;

    JournaledDataset(String name, Datasets datasets) {
        this.name = name;
        this.datasets = datasets;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public DatasetDraft from(Source source) {
        datasets.viewpoint().refuseWrite("commit to dataset '" + name + "'");
        return new CommitDraft(this, datasets, source);
    }

    @Override
    public DatasetVersion latest() {
        return findLatest().orElseThrow(this::noVersion);
    }

    @Override
    public Optional<DatasetVersion> findLatest() {
        PVector<Committed> versions = datasets.read(name).versions();
        return versions.isEmpty() ? Optional.empty() : Optional.of(version(versions.get(versions.size() - 1)));
    }

    @Override
    public CommittedVersion version(int number) {
        PVector<Committed> versions = datasets.read(name).versions();
        if (versions.isEmpty()) {
            throw noVersion();
        }
        if (number < 1 || number > versions.size()) {
            throw new NotFound(
                    "Dataset '" + name + "' has no version " + number + "; it has 1 to " + versions.size() + ".");
        }
        return version(versions.get(number - 1));
    }

    @Override
    public DatasetVersion version(String digest) {
        if (!digest.matches("[0-9a-f]{6,64}")) {
            throw new InvalidInput(
                    "'" + digest + "' is not the digest of a version, nor its beginning: give 6 to 64 of the"
                            + " digits 0-9 and a-f.");
        }
        List<Committed> found = datasets.read(name).versions().stream()
                .filter(committed -> committed.version().digest().startsWith(digest))
                .toList();
        if (found.isEmpty()) {
            throw new NotFound("Dataset '" + name + "' has no version whose digest begins with " + digest + ".");
        }
        Set<String> digests = found.stream()
                .map(committed -> committed.version().digest())
                .collect(Collectors.toCollection(TreeSet::new));
        if (digests.size() > 1) {
            throw new InvalidInput("Several versions of dataset '" + name + "' have a digest that begins with " + digest
                    + "; give more digits of one of " + digests + ".");
        }
        return version(found.get(found.size() - 1));
    }

    @Override
    public DatasetDiff diff(DatasetVersion before, DatasetVersion after, String... keyedBy) {
        return new VersionComparison(compared(before), compared(after), List.of(keyedBy)).diff();
    }

    private static Compared compared(DatasetVersion version) {
        return new Compared(
                version,
                version instanceof CommittedVersion committed
                        ? committed::cells
                        : () -> new TableBatches(version.read(), version.schema()));
    }

    private NotFound noVersion() {
        return new NotFound("Dataset '" + name + "' has no version." + NearNames.sentence(name, datasets.names()));
    }

    @Override
    public List<DatasetVersion> versions() {
        return datasets.read(name).versions().stream()
                .<DatasetVersion>map(this::version)
                .toList();
    }

    @Override
    public List<Expectation> expectations() {
        return datasets.read(name).rules();
    }

    private CommittedVersion version(Committed committed) {
        return new CommittedVersion(name, committed, datasets);
    }

    @Override
    public String toString() {
        return "Dataset '" + name + "'";
    }
}
