package io.mlops4j.data;

import io.mlops4j.AccessDenied;
import io.mlops4j.Conflict;
import io.mlops4j.InvalidInput;
import io.mlops4j.NotFound;
import java.time.Duration;

/**
 * A split on its way. By default every row goes by the hash of its key, with seed 0, and nothing is saved. A part whose share is not given
 * is left out. Single-use, for one thread; nothing is read before {@link #apply()}.
 */
public interface SplitDraft {
    /** The share of the training part, above 0 and at most 1. */
    SplitDraft train(double share);

    /** The share of the validation part, above 0 and at most 1. */
    SplitDraft validation(double share);

    /** The share of the test part, above 0 and at most 1. */
    SplitDraft test(double share);

    /**
     * Gives every part the same share of each stratum; a stratum is the rows with equal values in all these columns, a missing value being one of its
     * own. Numbers, dates and instants that have more than 20 distinct values are put into 10 bins of about equally many rows first.
     *
     * <p>Within a stratum rows are dealt in the order of their hashes by quotas: a part's number of rows is the whole number below or above its
     * share, and the rounding is evened out from stratum to stratum. Rows with equal keys stay together though, even where this breaks a quota; if
     * they are of several strata, they count for the one that most of them are in. With groups each group, the largest first, goes to the part
     * that lacks its strata most, so quotas are met as closely as whole groups allow, and groups of different sizes leave the seed little to choose.
     */
    SplitDraft stratifiedBy(String... columns);

    /** As {@link #stratifiedBy}, with a column of numbers, dates or instants in 2 to 1000 bins of about equally many rows; equal values share a bin. */
    SplitDraft stratifiedByQuantiles(String column, int bins);

    /** Keeps rows with equal values in all these columns, missing ones included, in one part. */
    SplitDraft groupedBy(String... columns);

    /** The columns that tell one row from another, instead of the key of the schema. */
    SplitDraft keyedBy(String... columns);

    /**
     * The earliest rows are for training, the next for validation, the last for test; rows of the same time are never separated. For a column of dates,
     * instants or numbers without missing cells. Goes with neither strata nor groups, keys nor {@link #extending}.
     */
    SplitDraft byTime(String column);

    /**
     * With {@link #byTime}: rows less than this after the last row of the part before are in no part, so that what is learned does not overlap with what
     * it is measured on. For dates and instants; zero by default.
     */
    SplitDraft gap(Duration gap);

    /** What the hashes start from; 0 by default. */
    SplitDraft seed(long seed);

    /**
     * Keeps the part of every row, or group, that an older split knows; new ones go where they are missing to the shares. So a stratified split moves no
     * row of an earlier version. The older split's table needs the columns of the key, or of the groups.
     */
    SplitDraft extending(Split older);

    /** Saves the split with the version under a name. */
    SplitDraft as(String name);

    /**
     * Splits, and saves if there is a name. Saving again what is saved under the name already does nothing.
     *
     * @throws InvalidInput if the shares do not sum to 1, a column is not complete or not fit for its use, a part came out empty, the
     *     older split has a group in two parts, or this draft was applied before
     * @throws NotFound if a column is not there
     * @throws Conflict if the version has another split of that name
     * @throws AccessDenied if there is a name and this is a view of the past
     */
    Split apply();
}
