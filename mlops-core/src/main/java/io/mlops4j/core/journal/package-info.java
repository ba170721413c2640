/**
 * Journals: named append-only streams of events. {@link io.mlops4j.core.journal.FileJournal} keeps each stream in a file that a
 * person can read, {@link io.mlops4j.core.journal.InMemoryJournal} keeps them in the heap. {@code StreamFile} is where the
 * care is taken; the essay on top of it tells how. Knows nothing of what the events say.
 */
@NullMarked
package io.mlops4j.core.journal;

import org.jspecify.annotations.NullMarked;
