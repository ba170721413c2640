package io.mlops4j.testkit;

import io.mlops4j.core.journal.InMemoryJournal;
import io.mlops4j.spi.Journal;

class InMemoryJournalContractTest extends JournalContract {
    @Override
    protected Journal open() {
        return new InMemoryJournal();
    }
}
