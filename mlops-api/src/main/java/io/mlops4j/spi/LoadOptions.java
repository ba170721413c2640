package io.mlops4j.spi;

import io.mlops4j.InvalidInput;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * How a model is loaded. The defaults are those of a server that answers many small requests at once: a request stays on its thread, on the CPU.
 *
 * @param intraOpThreads how many threads one operator may use; 1 by default
 * @param interOpThreads how many operators may run at once; 1 by default, which is sequential
 * @param executionProviders on what it runs, in lower case, the most wanted first: {@code cpu}, {@code cuda}, or what else the runtime names; {@code cpu} by
 *     default, which also runs what the others cannot
 * @param settings what else the runtime understands, by its own names; empty by default
 */
public record LoadOptions(
        int intraOpThreads, int interOpThreads, List<String> executionProviders, Map<String, String> settings) {
    /** Refuses fewer than one thread, and no execution provider or one twice; copies the collections. */
    public LoadOptions {
        if (intraOpThreads < 1 || interOpThreads < 1) {
            throw new InvalidInput("A model cannot be loaded with " + intraOpThreads + " intra-op and " + interOpThreads
                    + " inter-op threads; each is at least 1.");
        }
        executionProviders = List.copyOf(executionProviders);
        if (executionProviders.isEmpty() || new HashSet<>(executionProviders).size() < executionProviders.size()) {
            throw new InvalidInput("A model cannot be loaded on the execution providers " + executionProviders
                    + "; name at least one, each once, as 'cpu'.");
        }
        settings = Map.copyOf(settings);
    }

    /** The defaults. */
    public static LoadOptions defaults() {
        return new LoadOptions(1, 1, List.of("cpu"), Map.of());
    }

    /** The same with another number of threads for one operator. */
    public LoadOptions withIntraOpThreads(int threads) {
        return new LoadOptions(threads, interOpThreads, executionProviders, settings);
    }

    /** The same with another number of operators at once. */
    public LoadOptions withInterOpThreads(int threads) {
        return new LoadOptions(intraOpThreads, threads, executionProviders, settings);
    }

    /** The same on other execution providers, the most wanted first, as {@code "cuda", "cpu"}. */
    public LoadOptions withExecutionProviders(String... providers) {
        return new LoadOptions(intraOpThreads, interOpThreads, List.of(providers), settings);
    }

    /** The same with settings of the runtime's own, and none of those before. */
    public LoadOptions withSettings(Map<String, String> settings) {
        return new LoadOptions(intraOpThreads, interOpThreads, executionProviders, settings);
    }

    /** The same with one more setting of the runtime's own, or another value for one. */
    public LoadOptions withSetting(String name, String value) {
        Map<String, String> more = new HashMap<>(settings);
        more.put(name, value);
        return withSettings(more);
    }
}
