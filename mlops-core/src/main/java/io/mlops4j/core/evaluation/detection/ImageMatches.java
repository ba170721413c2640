package io.mlops4j.core.evaluation.detection;

/** What the detections of one category in one image are worth, among objects of some size. */
final class ImageMatches {
    private final byte[][] verdicts;
    private final int objects;

    /**
     * Of a {@link Verdict} for each detection, the surest first, at each threshold.
     *
     * @param verdicts by threshold, then by detection
     * @param objects how many were there to be found
     */
    ImageMatches(byte[][] verdicts, int objects) {
        this.verdicts = verdicts;
        this.objects = objects;
    }

    byte verdict(int threshold, int detection) {
        return verdicts[threshold][detection];
    }

    int objects() {
        return objects;
    }
}
