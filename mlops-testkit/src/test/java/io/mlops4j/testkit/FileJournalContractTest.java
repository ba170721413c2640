package io.mlops4j.testkit;

import io.mlops4j.core.journal.FileJournal;
import io.mlops4j.spi.Journal;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

class FileJournalContractTest extends JournalContract {
    @TempDir
    Path directory;

    @Override
    protected Journal open() {
        return FileJournal.open(directory.resolve("own"));
    }

    @Override
    protected Optional<JournalOpener.Place> shared() {
        return Optional.of(new JournalOpener.Place(
                Opener.class, directory.resolve("shared").toString()));
    }

    /** Opens the journal in any process. */
    public static final class Opener implements JournalOpener {
        @Override
        public Journal open(String location) {
            return FileJournal.open(Path.of(location));
        }
    }
}
