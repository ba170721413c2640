package io.mlops4j.onnx;

import io.mlops4j.spi.LoadOptions;

/**
 * The names of what can be set in {@link LoadOptions#settings()} for {@link OnnxRuntime} and is no entry of ONNX Runtime's own session configuration:
 *
 * <pre>{@code
 * LoadOptions.defaults()
 *         .withSetting(OnnxSettings.OPTIMIZED_MODELS, "/var/cache/models")
 *         .withSetting("session.intra_op.allow_spinning", "1")
 * }</pre>
 *
 * <p>A name that begins with {@code mlops4j.} and is none of these, or a value that is none of those named, is refused when a model is loaded.
 */
public final class OnnxSettings {
    /** What the names begin with. */
    static final String PREFIX = "mlops4j.";

    /**
     * A directory in which models are kept as ONNX Runtime optimised them, so that the next load need not. A file there is of one model, by its SHA-256,
     * one version of ONNX Runtime, one kind of CPU and the same settings; a damaged one is made again. It may be shared, and deleted at any time. Only
     * who may replace the models themselves is to write to it. What was not loaded for 30 days is deleted when a new one is kept.
     *
     * <p>Not used for a model with weights outside its file, or that runs on anything but the CPU. Unset by default: nothing is kept.
     */
    public static final String OPTIMIZED_MODELS = PREFIX + "optimized_models";

    /** How far graphs are optimised: {@code none}, {@code basic}, {@code extended} or {@code all}, which is the default. */
    public static final String GRAPH_OPTIMIZATION = PREFIX + "graph_optimization";

    /**
     * Whether the memory of a run is kept for the next one in ONNX Runtime's arena: {@code on}; {@code off}, to give it back after every run; or {@code
     * auto}, the default, which is {@code on} where all inputs have fixed shapes and otherwise {@code off}, since an arena keeps what the largest
     * batch ever took.
     */
    public static final String ARENA = PREFIX + "arena";

    /**
     * {@code on} gives back after every run what the arena does not use, and switches the arena on unless that is set too: the blocks of one run are
     * shared by its operators and still not kept for ever. {@code off} by default.
     */
    public static final String ARENA_SHRINKAGE = PREFIX + "arena_shrinkage";

    /**
     * Whether outputs whose shapes follow from the inputs' are written straight to memory that the next call uses again: {@code on}, the default, or {@code
     * off}, which is slower and only a way out should a model be in the way of it.
     */
    public static final String PINNED_OUTPUTS = PREFIX + "pinned_outputs";

    /**
     * How many bytes outside the heap each of a model's lanes may keep between calls, of which there are at most twice as many as processors; larger
     * calls take memory of their own. 4194304 by default, at least 0.
     */
    public static final String LANE_BYTES = PREFIX + "lane_bytes";

    /**
     * What an option of ONNX Runtime's CUDA provider begins with, as {@code mlops4j.cuda.device_id} or {@code mlops4j.cuda.gpu_mem_limit}; the rest of the
     * name and the value are handed to it as they are.
     */
    public static final String CUDA = PREFIX + "cuda.";

    private OnnxSettings() {}
}
