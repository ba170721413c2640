package io.mlops4j.testkit;

import io.mlops4j.spi.BlobStore;

/**
 * Opens a blob store that several processes share, by a name for the place. A class of its own with a public constructor without arguments, since
 * {@link BlobStoreContract} also makes it in other processes, which it kills.
 */
@FunctionalInterface
public interface BlobStoreOpener {
    /** Opens the blob store at a place; the same place gives the same blobs. */
    BlobStore open(String location);

    /**
     * An opener, and a place that no blob store was opened at yet.
     *
     * @param opener the class of the opener
     * @param location the place
     */
    record Place(Class<? extends BlobStoreOpener> opener, String location) {
        BlobStore open() {
            return ChildProcess.instance(opener.getName(), BlobStoreOpener.class)
                    .open(location);
        }
    }
}
