package io.mlops4j.core.data;

import io.mlops4j.core.blob.Blobs;
import io.mlops4j.core.content.Contents;
import io.mlops4j.core.data.cells.CellBatches;
import io.mlops4j.core.data.cells.OneColumn;
import io.mlops4j.core.data.rules.RuleContext;
import io.mlops4j.core.names.Names;
import io.mlops4j.core.stream.EventStream;
import io.mlops4j.core.stream.EventStreams;
import io.mlops4j.core.stream.Viewpoint;
import io.mlops4j.data.Dataset;
import io.mlops4j.data.Expectation;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The datasets of an engine. Thread-safe. */
public final class Datasets implements RuleContext {
    private static final Logger LOG = LoggerFactory.getLogger(Datasets.class);
    private static final String PREFIX = "dataset/";

    private final EventStreams streams;
    private final Viewpoint viewpoint;
    private final Blobs blobs;
    private final Path statCaches;
    private final Contents contents;
    private final Ingestion ingestion;
    private final Set<String> warned = ConcurrentHashMap.newKeySet();

    /**
     * The datasets in some streams, as seen from a viewpoint.
     *
     * @param cache a directory for what may be lost
     */
    public Datasets(EventStreams streams, Viewpoint viewpoint, Blobs blobs, Path cache) {
        this.streams = streams;
        this.viewpoint = viewpoint;
        this.blobs = blobs;
        this.statCaches = cache.resolve("stats");
        this.contents = new Contents(blobs);
        this.ingestion = new Ingestion(contents);
    }

    /** The dataset of a name. */
    public Dataset dataset(String name) {
        return new JournaledDataset(Names.check("Dataset", name), this);
    }

    /** The names of the datasets that have a version, sorted. */
    public List<String> names() {
        return streams.names(PREFIX, viewpoint);
    }

    EventStream<DatasetHistory, DatasetEvent> stream(String dataset) {
        return streams.open(PREFIX + dataset, DatasetProjection.INSTANCE);
    }

    DatasetHistory read(String dataset) {
        return viewpoint.read(stream(dataset));
    }

    Viewpoint viewpoint() {
        return viewpoint;
    }

    Blobs blobs() {
        return blobs;
    }

    Path statCaches() {
        return statCaches;
    }

    Contents contents() {
        return contents;
    }

    Ingestion ingestion() {
        return ingestion;
    }

    @Override
    public Instant now() {
        return streams.clock().instant();
    }

    @Override
    public CellBatches values(String dataset, int version, String column) {
        CommittedVersion other = new JournaledDataset(Names.check("Dataset", dataset), this).version(version);
        return new OneColumn(
                other.cells(),
                other.schema().names().indexOf(other.schema().column(column).name()));
    }

    /** Says once for each dataset and rule that the rule is not checked. */
    void warnUnchecked(String dataset, List<Expectation> unchecked) {
        for (Expectation rule : unchecked) {
            if (warned.add(dataset + '\n' + rule.describe())) {
                LOG.warn(
                        "A commit to dataset '{}' did not check that {}: {}",
                        dataset,
                        rule.describe(),
                        rule.rule() instanceof Expectation.Unknown
                                ? "upgrade mlops4j, or drop the rule with expectOnly."
                                : "give its code with expect again, as stores keep no code, or drop it with expectOnly.");
            }
        }
    }
}
