package io.mlops4j.monitoring;

/**
 * What became of predictions and labels in this process since the monitor began.
 *
 * @param predictions the predictions that were kept, to wait for their label
 * @param joined how many of them have it
 * @param waiting the predictions that still wait
 * @param labels the labels that came
 * @param early the labels that wait for a prediction that has not been seen
 * @param repeated the labels of predictions that had one: the first counts
 * @param expired the predictions and labels that waited in vain until their time was over
 * @param evicted those that had to make room for later ones before their time
 * @param dropped the predictions that came faster than they could be taken
 * @param unjoinable the predictions of several rows at once, to which a label does not say of which row it is
 */
public record LabelCounts(
        long predictions,
        long joined,
        long waiting,
        long labels,
        long early,
        long repeated,
        long expired,
        long evicted,
        long dropped,
        long unjoinable) {}
