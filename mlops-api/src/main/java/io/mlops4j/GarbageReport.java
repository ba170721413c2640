package io.mlops4j;

import java.util.List;

/**
 * What {@link Mlops#collectGarbage} found.
 *
 * @param mode whether {@code garbage} was removed
 * @param referenced how many blobs are named by an event and there
 * @param garbage the digests that no event names and that are older than the grace period, sorted
 * @param young how many blobs no event names yet, within the grace period
 * @param ageUnknown how many blobs no event names, but the store does not know how old they are; they are left alone
 * @param missing the digests that an event names as a blob's but that are not there, sorted: deleted by hand, or lost
 */
public record GarbageReport(
        GarbagePolicy.Mode mode,
        long referenced,
        List<String> garbage,
        long young,
        long ageUnknown,
        List<String> missing) {
    /** Copies the lists. */
    public GarbageReport {
        garbage = List.copyOf(garbage);
        missing = List.copyOf(missing);
    }
}
