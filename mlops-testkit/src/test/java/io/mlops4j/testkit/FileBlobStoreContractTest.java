package io.mlops4j.testkit;

import io.mlops4j.core.blob.FileBlobStore;
import io.mlops4j.spi.BlobStore;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

class FileBlobStoreContractTest extends BlobStoreContract {
    @TempDir
    Path directory;

    @Override
    protected BlobStore open() {
        return FileBlobStore.open(directory.resolve("own"));
    }

    @Override
    protected Optional<BlobStoreOpener.Place> shared() {
        return Optional.of(new BlobStoreOpener.Place(
                Opener.class, directory.resolve("shared").toString()));
    }

    /** Opens the store in any process. */
    public static final class Opener implements BlobStoreOpener {
        @Override
        public BlobStore open(String location) {
            return FileBlobStore.open(Path.of(location));
        }
    }
}
