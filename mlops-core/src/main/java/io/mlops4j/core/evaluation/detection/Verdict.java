package io.mlops4j.core.evaluation.detection;

/** What a detection is worth at some overlap, among objects of some size; a byte, as there are many. */
final class Verdict {
    /** It counts neither way: it is in a crowd, or of another size. */
    static final byte ASIDE = 0;

    /** It finds an object that counts. */
    static final byte RIGHT = 1;

    /** It finds nothing. */
    static final byte WRONG = 2;

    private Verdict() {}
}
