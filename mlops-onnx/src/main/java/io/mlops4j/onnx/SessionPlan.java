package io.mlops4j.onnx;

import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import io.mlops4j.InvalidInput;
import io.mlops4j.internal.NearNames;
import io.mlops4j.spi.LoadOptions;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What {@link LoadOptions} mean for ONNX Runtime.
 *
 * @param options the threads and execution providers
 * @param level how far graphs are optimised
 * @param arena whether memory of runs is kept
 * @param pinsOutputs whether outputs may be pinned
 * @param laneBytes how much a lane keeps
 * @param optimizedModels where optimised models are kept; null if nowhere
 * @param sessionEntries the session's configuration
 * @param runEntries the configuration of every run
 * @param cudaOptions the options of the CUDA provider
 */
record SessionPlan(
        LoadOptions options,
        OptLevel level,
        boolean arena,
        boolean pinsOutputs,
        long laneBytes,
        @Nullable Path optimizedModels,
        Map<String, String> sessionEntries,
        Map<String, String> runEntries,
        Map<String, String> cudaOptions) {
    private static final List<String> NAMES = List.of(
            OnnxSettings.OPTIMIZED_MODELS,
            OnnxSettings.GRAPH_OPTIMIZATION,
            OnnxSettings.ARENA,
            OnnxSettings.ARENA_SHRINKAGE,
            OnnxSettings.PINNED_OUTPUTS,
            OnnxSettings.LANE_BYTES);

    /**
     * Reads options for a model.
     *
     * @param fixedInputs whether all its inputs have fixed shapes
     * @throws InvalidInput if a setting of ours is unknown or has a value that it cannot have
     */
    static SessionPlan of(LoadOptions options, boolean fixedInputs) {
        Map<String, String> ours = new TreeMap<>();
        Map<String, String> cuda = new TreeMap<>();
        // Threads that wait for work by spinning took most of a core at a hundred calls a second.
        Map<String, String> session =
                new TreeMap<>(Map.of("session.intra_op.allow_spinning", "0", "session.inter_op.allow_spinning", "0"));
        options.settings().forEach((name, value) -> {
            if (name.startsWith(OnnxSettings.CUDA)) {
                cuda.put(name.substring(OnnxSettings.CUDA.length()), value);
            } else if (name.startsWith(OnnxSettings.PREFIX)) {
                ours.put(name, value);
            } else {
                session.put(name, value);
            }
        });
        for (String name : ours.keySet()) {
            if (!NAMES.contains(name)) {
                throw new InvalidInput("There is no setting '" + name + "' for the loading of ONNX models."
                        + NearNames.sentence(name, NAMES));
            }
        }
        boolean shrinks =
                choice(ours, OnnxSettings.ARENA_SHRINKAGE, "off", "on").equals("on");
        String arena = choice(ours, OnnxSettings.ARENA, "auto", "on", "off");
        if (shrinks && arena.equals("off")) {
            throw new InvalidInput(
                    "The setting '" + OnnxSettings.ARENA_SHRINKAGE + "' is 'on' while '" + OnnxSettings.ARENA
                            + "' is 'off', and without an arena there is none to shrink; set one of them.");
        }
        return new SessionPlan(
                options,
                level(choice(ours, OnnxSettings.GRAPH_OPTIMIZATION, "all", "extended", "basic", "none")),
                arena.equals("auto") ? fixedInputs || shrinks : arena.equals("on"),
                choice(ours, OnnxSettings.PINNED_OUTPUTS, "on", "off").equals("on"),
                laneBytes(ours.getOrDefault(OnnxSettings.LANE_BYTES, "4194304")),
                directory(ours.get(OnnxSettings.OPTIMIZED_MODELS)),
                session,
                shrinks ? Map.of("memory.enable_memory_arena_shrinkage", "cpu:0") : Map.of(),
                cuda);
    }

    /** The value of a setting, the first one if it is not set. */
    private static String choice(Map<String, String> settings, String name, String... values) {
        String value = settings.getOrDefault(name, values[0]);
        if (!List.of(values).contains(value)) {
            throw new InvalidInput(
                    "The setting '" + name + "' is '" + value + "'; it is one of " + String.join(", ", values) + ".");
        }
        return value;
    }

    private static OptLevel level(String name) {
        return switch (name) {
            case "none" -> OptLevel.NO_OPT;
            case "basic" -> OptLevel.BASIC_OPT;
            case "extended" -> OptLevel.EXTENDED_OPT;
            default -> OptLevel.ALL_OPT;
        };
    }

    private static long laneBytes(String value) {
        try {
            long bytes = Long.parseLong(value);
            if (bytes >= 0) {
                return bytes;
            }
        } catch (NumberFormatException e) {
            // Told below.
        }
        throw new InvalidInput("The setting '" + OnnxSettings.LANE_BYTES + "' is '" + value
                + "'; it is a number of bytes, at least 0.");
    }

    private static @Nullable Path directory(@Nullable String value) {
        if (value == null) {
            return null;
        }
        try {
            return Path.of(value);
        } catch (InvalidPathException e) {
            throw new InvalidInput(
                    "The setting '" + OnnxSettings.OPTIMIZED_MODELS + "' is '" + value
                            + "', which is no path of a directory.",
                    e);
        }
    }

    /** Whether it runs on the CPU alone, which runs everything, so that nothing is left to a provider named after it. */
    boolean onlyCpu() {
        return options.executionProviders().get(0).equals("cpu");
    }
}
