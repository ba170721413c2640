package io.mlops4j.monitoring;

/** How the p-values of many columns are corrected, so that one of many columns is not found changed by chance alone. */
public enum Correction {
    /** Benjamini and Hochberg's: of the columns that are found changed the expected share that are not is at most the false alarm rate; without any change, a window alarms at most that often. */
    BENJAMINI_HOCHBERG("Benjamini-Hochberg"),
    /** Holm's: the chance that any column is found changed that is not is at most the false alarm rate. */
    HOLM("Holm"),
    /** None: each column by itself. With a hundred columns at 0.05, five are found changed when none is. */
    NONE("none");

    private final String title;

    Correction(String title) {
        this.title = title;
    }

    /** The name for a person. */
    public String title() {
        return title;
    }
}
