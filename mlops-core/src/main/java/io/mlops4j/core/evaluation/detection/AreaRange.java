package io.mlops4j.core.evaluation.detection;

/** How large objects are that count. */
enum AreaRange {
    ALL(0, 1e10),
    SMALL(0, 32 * 32),
    MEDIUM(32 * 32, 96 * 96),
    LARGE(96 * 96, 1e10);

    private final double low;
    private final double high;

    AreaRange(double low, double high) {
        this.low = low;
        this.high = high;
    }

    /** Both ends belong to it, as in COCO. */
    boolean holds(double area) {
        return area >= low && area <= high;
    }
}
