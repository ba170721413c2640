package io.mlops4j;

import io.mlops4j.data.Dataset;
import io.mlops4j.experiment.Experiment;
import io.mlops4j.experiment.Trainer;
import io.mlops4j.governance.AuditTrail;
import io.mlops4j.governance.Lineage;
import io.mlops4j.model.Model;
import io.mlops4j.monitoring.MonitorDraft;
import io.mlops4j.serving.Deployer;
import io.mlops4j.spi.BlobStore;
import io.mlops4j.spi.Journal;
import io.mlops4j.spi.Meters;
import io.mlops4j.spi.MlopsProvider;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/**
 * The entry point: data, experiments, models and endpoints over one journal and one blob store.
 *
 * <pre>{@code
 * try (Mlops ml = Mlops.open(Path.of("mlops-data"))) {
 *     ModelVersion version = ml.model("loans").from(onnxFile).register();
 *     Endpoint endpoint = ml.deployer().endpoint("scoring");
 *     endpoint.deploy(version);
 *     Prediction prediction = endpoint.predict(Tensors.of("X", Tensor.of(row, 1, row.length)));
 * }
 * }</pre>
 *
 * <p>A handle ({@code ml.model("loans")}) is cheap and thread-safe and does not fail on a name that does not exist yet; reading through it
 * does, with {@link NotFound}. Names are 1 to 128 characters of any script, without slashes and control characters; a name
 * that breaks this is refused with {@link InvalidInput} at once.
 *
 * <p>Thread-safe. Any number of threads, and any number of processes, may work on one directory at the same time.
 */
public interface Mlops extends AutoCloseable {
    /**
     * Opens a directory, which is created if it is not there. Journal and blobs are kept in it as plain files.
     *
     * @throws InvalidInput if the directory holds a journal or blobs that are not of this library, or of a newer format
     * @throws StorageFailure if the directory cannot be created, read or written
     */
    static Mlops open(Path directory) {
        return builder().directory(directory).build();
    }

    /** A builder for anything that {@link #open} does not say. */
    static Builder builder() {
        return MlopsProvider.installed().builder();
    }

    /** The dataset of a name. */
    Dataset dataset(String name);

    /** The names of the datasets that have a version, sorted. */
    List<String> datasets();

    /** The experiment of a name. */
    Experiment experiment(String name);

    /** The names of the experiments that have a run, sorted. */
    List<String> experiments();

    /**
     * Registers a trainer in this process, for {@link Experiment#train} and {@link Experiment#reproduce}. It lives as long as this object;
     * a program registers its trainers when it starts. A later trainer of the same name replaces an earlier one.
     *
     * @param name the name that runs record; it should change with what the trainer does
     */
    Mlops trainer(String name, Trainer trainer);

    /** The registered model of a name. */
    Model model(String name);

    /** The names of the models that have a version, sorted. */
    List<String> models();

    /** The endpoints of this process. */
    Deployer deployer();

    /** What was made from what. */
    Lineage lineage();

    /** Who did what, when and why. */
    AuditTrail audit();

    /** Begins to watch a stream, or goes on; see {@link MonitorDraft}. */
    MonitorDraft monitor(String name);

    /** The names of the monitors that were ever started, sorted. */
    List<String> monitors();

    /**
     * Everything as it was at an instant, read-only: every verb that would write throws {@link AccessDenied}. It shares the storage of this
     * object and ends with it; closing the view does nothing.
     */
    Mlops asOf(Instant instant);

    /**
     * Removes the blobs that no event names, or only says which they are. Other processes may go on writing meanwhile: what is younger
     * than the grace period is left alone.
     */
    GarbageReport collectGarbage(GarbagePolicy policy);

    /** Ends the runs that are still open as killed, stops serving, and frees what this object holds. Calling it twice is harmless. */
    @Override
    void close();

    /** Chooses where things are kept and who does them. Single-use, not thread-safe. */
    interface Builder {
        /** Keeps everything in a directory. Whatever else is chosen, files that must be local, as loaded models, lie here too. */
        Builder directory(Path directory);

        /** Keeps everything in memory, to be gone when it is closed. For tests and trials. */
        Builder inMemory();

        /** Keeps events in a journal of the caller's, who closes it. */
        Builder journal(Journal journal);

        /** Keeps bytes in a blob store of the caller's, who closes it. */
        Builder blobs(BlobStore blobs);

        /**
         * Who is written into every event: asked on the thread that calls, each time. The default is the user that runs the
         * process ({@code user.name}).
         */
        Builder actor(Supplier<String> actor);

        /** The clock for everything that is dated; the system's by default. */
        Builder clock(Clock clock);

        /** Where to report what endpoints do; nowhere by default. */
        Builder meters(Meters meters);

        /**
         * Opens.
         *
         * @throws InvalidInput if it was not said where to keep events or bytes, or said twice
         */
        Mlops build();
    }
}
