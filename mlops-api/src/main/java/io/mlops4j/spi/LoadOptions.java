package io.mlops4j.spi;

import io.mlops4j.InvalidInput;
import java.util.Map;

/**
 * How a model is loaded. The defaults are those of a server that answers many small requests at once: a request stays on its thread.
 *
 * @param intraOpThreads how many threads one operator may use; 1 by default
 * @param interOpThreads how many operators may run at once; 1 by default, which is sequential
 * @param settings what else the runtime understands, by its own names; empty by default
 */
public record LoadOptions(int intraOpThreads, int interOpThreads, Map<String, String> settings) {
    /** Refuses fewer than one thread; copies the map. */
    public LoadOptions {
        if (intraOpThreads < 1 || interOpThreads < 1) {
            throw new InvalidInput("A model cannot be loaded with " + intraOpThreads + " intra-op and " + interOpThreads
                    + " inter-op threads; each is at least 1.");
        }
        settings = Map.copyOf(settings);
    }

    /** The defaults. */
    public static LoadOptions defaults() {
        return new LoadOptions(1, 1, Map.of());
    }

    /** The same with another number of threads for one operator. */
    public LoadOptions withIntraOpThreads(int threads) {
        return new LoadOptions(threads, interOpThreads, settings);
    }

    /** The same with another number of operators at once. */
    public LoadOptions withInterOpThreads(int threads) {
        return new LoadOptions(intraOpThreads, threads, settings);
    }

    /** The same with settings of the runtime's own. */
    public LoadOptions withSettings(Map<String, String> settings) {
        return new LoadOptions(intraOpThreads, interOpThreads, settings);
    }
}
