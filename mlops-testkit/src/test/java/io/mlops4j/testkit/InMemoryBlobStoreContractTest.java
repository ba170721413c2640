package io.mlops4j.testkit;

import io.mlops4j.core.blob.InMemoryBlobStore;
import io.mlops4j.spi.BlobStore;

class InMemoryBlobStoreContractTest extends BlobStoreContract {
    @Override
    protected BlobStore open() {
        return new InMemoryBlobStore();
    }
}
