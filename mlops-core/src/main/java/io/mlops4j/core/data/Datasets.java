package io.mlops4j.core.data;

import io.mlops4j.core.blob.Blobs;
import io.mlops4j.core.data.DatasetProjection.Committed;
import io.mlops4j.core.names.Names;
import io.mlops4j.core.stream.EventStream;
import io.mlops4j.core.stream.EventStreams;
import io.mlops4j.core.stream.Viewpoint;
import io.mlops4j.data.Dataset;
import java.nio.file.Path;
import java.util.List;
import org.pcollections.PVector;

/** The datasets of an engine. Thread-safe. */
public final class Datasets {
    private static final String PREFIX = "dataset/";

    private final EventStreams streams;
    private final Viewpoint viewpoint;
    private final Blobs blobs;
    private final Ingestion ingestion;

    /**
     * The datasets in some streams, as seen from a viewpoint.
     *
     * @param temporary where to keep what is being committed and can be read only once
     */
    public Datasets(EventStreams streams, Viewpoint viewpoint, Blobs blobs, Path temporary) {
        this.streams = streams;
        this.viewpoint = viewpoint;
        this.blobs = blobs;
        this.ingestion = new Ingestion(temporary);
    }

    /** The dataset of a name. */
    public Dataset dataset(String name) {
        return new JournaledDataset(Names.check("Dataset", name), this);
    }

    /** The names of the datasets that have a version, sorted. */
    public List<String> names() {
        return streams.names(PREFIX, viewpoint);
    }

    EventStream<PVector<Committed>, VersionCommitted> stream(String dataset) {
        return streams.open(PREFIX + dataset, DatasetProjection.INSTANCE);
    }

    PVector<Committed> read(String dataset) {
        return viewpoint.read(stream(dataset));
    }

    Viewpoint viewpoint() {
        return viewpoint;
    }

    Blobs blobs() {
        return blobs;
    }

    Ingestion ingestion() {
        return ingestion;
    }
}
