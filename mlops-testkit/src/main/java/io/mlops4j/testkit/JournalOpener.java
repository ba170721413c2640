package io.mlops4j.testkit;

import io.mlops4j.spi.Journal;

/**
 * Opens a journal that several processes share, by a name for the place: a directory, a connection string. A class of its own with a public
 * constructor without arguments, since {@link JournalContract} also makes it in other processes, which it kills.
 */
@FunctionalInterface
public interface JournalOpener {
    /** Opens the journal at a place; the same place gives the same streams. */
    Journal open(String location);

    /**
     * An opener, and a place that no journal was opened at yet.
     *
     * @param opener the class of the opener
     * @param location the place
     */
    record Place(Class<? extends JournalOpener> opener, String location) {
        Journal open() {
            return ChildProcess.instance(opener.getName(), JournalOpener.class).open(location);
        }
    }
}
