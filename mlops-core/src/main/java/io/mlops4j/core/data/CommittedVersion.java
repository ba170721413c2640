package io.mlops4j.core.data;

import io.mlops4j.InvalidInput;
import io.mlops4j.NotFound;
import io.mlops4j.core.blob.DigestingInputStream;
import io.mlops4j.core.content.ContentRef;
import io.mlops4j.core.data.DatasetHistory.Committed;
import io.mlops4j.core.data.cells.CellBatches;
import io.mlops4j.core.data.cells.Origin;
import io.mlops4j.core.data.files.FileIndex;
import io.mlops4j.core.data.rules.SingleRowCheck;
import io.mlops4j.core.data.split.PartingDraft;
import io.mlops4j.core.json.Json;
import io.mlops4j.data.DatasetVersion;
import io.mlops4j.data.Profile;
import io.mlops4j.data.Quality;
import io.mlops4j.data.RowCheck;
import io.mlops4j.data.Schema;
import io.mlops4j.data.Split;
import io.mlops4j.data.SplitDraft;
import io.mlops4j.data.Table;
import io.mlops4j.internal.NearNames;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A version as it was committed; its bytes and its profile are read from the blob store when they are asked for. */
final class CommittedVersion implements DatasetVersion {
    private final String dataset;
    private volatile @Nullable FileIndex index;
    private final Committed committed;
    private final Datasets datasets;

    CommittedVersion(String dataset, Committed committed, Datasets datasets) {
        this.dataset = dataset;
        this.committed = committed;
        this.datasets = datasets;
    }

    private VersionCommitted version() {
        return committed.version();
    }

    @Override
    public String dataset() {
        return dataset;
    }

    @Override
    public int number() {
        return version().number();
    }

    @Override
    public String digest() {
        return version().digest();
    }

    @Override
    public long rowCount() {
        return version().rowCount();
    }

    @Override
    public Schema schema() {
        return version().schema();
    }

    @Override
    public Profile profile() {
        byte[] json = datasets.blobs().read("The profile of " + this, version().profileBlob());
        return ProfileJson.read(Json.parse(json));
    }

    @Override
    public Quality quality() {
        return version().quality();
    }

    @Override
    public RowCheck rowCheck() {
        return SingleRowCheck.of(version().rules(), schema(), datasets);
    }

    @Override
    public Optional<String> message() {
        String why = committed.stamp().why();
        return why.isEmpty() ? Optional.empty() : Optional.of(why);
    }

    @Override
    public Map<String, String> tags() {
        return version().tags();
    }

    @Override
    public Instant committedAt() {
        return committed.stamp().at();
    }

    @Override
    public String committedBy() {
        return committed.stamp().actor();
    }

    @Override
    public Table read() {
        try (CellBatches cells = cells()) {
            return TableReader.read(toString(), cells);
        }
    }

    @Override
    public Stream<Table> tables(int rows) {
        if (rows < 1) {
            throw new InvalidInput("A table of " + rows + " rows cannot be read; ask for at least one.");
        }
        return TableReader.read(cells(), rows);
    }

    @Override
    public SplitDraft split() {
        return new PartingDraft(new VersionRows(this, datasets));
    }

    @Override
    public Split split(String name) {
        return new VersionRows(this, datasets).saved(name);
    }

    @Override
    public List<String> splits() {
        return new VersionRows(this, datasets).saved();
    }

    @Override
    public InputStream open() {
        return datasets.contents().open(version().content());
    }

    @Override
    public InputStream file(String path) {
        ContentRef files = version().files();
        if (files == null) {
            throw new InvalidInput(
                    "The " + this + " was not made of a directory and has no files; read() gives its rows.");
        }
        FileIndex index = index();
        FileIndex.Entry entry = index.find(path)
                .orElseThrow(() -> new NotFound(
                        "The " + this + " has no file '" + path + "'." + NearNames.sentence(path, index.paths())));
        InputStream bytes = datasets.contents().open(files, entry.offset(), entry.sizeBytes());
        return new DigestingInputStream(bytes, entry.sha256(), "file '" + path + "'");
    }

    /** Read once for all files that are asked of this handle. Two threads may both read it; what they find is the same. */
    private FileIndex index() {
        FileIndex known = index;
        if (known == null) {
            known = new FileIndex(read());
            index = known;
        }
        return known;
    }

    /** The rows in batches, for one pass; to be closed. */
    CellBatches cells() {
        return version().format().read(Origin.text(toString()), open(), schema());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CommittedVersion that
                && that.number() == number()
                && that.dataset.equals(dataset)
                && that.digest().equals(digest());
    }

    @Override
    public int hashCode() {
        return 31 * dataset.hashCode() + number();
    }

    @Override
    public String toString() {
        return "version " + number() + " of dataset '" + dataset + "'";
    }
}
