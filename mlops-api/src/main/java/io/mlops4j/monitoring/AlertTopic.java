package io.mlops4j.monitoring;

/** What kind of trouble an alert is about. Findings of different topics never share an alert. */
public enum AlertTopic {
    /** The distribution of an input has changed. */
    DRIFT("drift", "column"),
    /** The distribution of what the model answers, or of how sure it is, has changed. */
    PREDICTION_DRIFT("prediction drift", "output"),
    /** The model does worse, by labels or by an estimate. */
    PERFORMANCE("worse performance", "metric"),
    /** Values are missing, of another type, out of range, new, stuck or repeated. */
    DATA_QUALITY("bad data", "column");

    private final String title;
    private final String subject;

    AlertTopic(String title, String subject) {
        this.title = title;
        this.subject = subject;
    }

    /** The topic in words, as {@code prediction drift}. */
    public String title() {
        return title;
    }

    /** What its findings are about, in words: {@code column}, {@code output} or {@code metric}. */
    public String subject() {
        return subject;
    }
}
