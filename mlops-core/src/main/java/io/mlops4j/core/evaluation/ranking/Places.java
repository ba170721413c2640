package io.mlops4j.core.evaluation.ranking;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Finds the places of relevant documents by an exact search: no document is sorted, those before each relevant one are counted. */
final class Places {
    /** Queries that go over the documents together, so that each document is fetched once for them. */
    private static final int BLOCK = 16;

    private final float[][] queries;
    private final float[][] documents;
    private final int[][] relevant;
    private final float[] documentNorms;

    /**
     * A search by dot product less half a norm of each document, which is 0 where only the product counts.
     *
     * @param relevant for each query, the numbers of its relevant documents
     */
    Places(float[][] queries, float[][] documents, int[][] relevant, float[] documentNorms) {
        this.queries = queries;
        this.documents = documents;
        this.relevant = relevant;
        this.documentNorms = documentNorms;
    }

    /** For each query, the places of its relevant documents from 0, ascending. */
    int[][] find() {
        int[][] places = new int[queries.length][];
        int blocks = (queries.length + BLOCK - 1) / BLOCK;
        IntStream.range(0, blocks).parallel().forEach(block -> {
            int end = Math.min(queries.length, (block + 1) * BLOCK);
            find(block * BLOCK, end, places);
        });
        return places;
    }

    private void find(int from, int to, int[][] places) {
        Counter[] counters = new Counter[to - from];
        for (int q = from; q < to; q++) {
            counters[q - from] = new Counter(q);
        }
        for (int d = 0; d < documents.length; d++) {
            for (Counter counter : counters) {
                counter.count(d);
            }
        }
        for (int q = from; q < to; q++) {
            places[q] = counters[q - from].places();
        }
    }

    private float nearness(int query, int document) {
        return dot(queries[query], documents[document]) - documentNorms[document];
    }

    /** In four sums, which a processor adds at once. */
    private static float dot(float[] a, float[] b) {
        float first = 0;
        float second = 0;
        float third = 0;
        float fourth = 0;
        int i = 0;
        for (; i <= a.length - 4; i += 4) {
            first += a[i] * b[i];
            second += a[i + 1] * b[i + 1];
            third += a[i + 2] * b[i + 2];
            fourth += a[i + 3] * b[i + 3];
        }
        for (; i < a.length; i++) {
            first += a[i] * b[i];
        }
        return first + second + (third + fourth);
    }

    /** Counts for one query, between which of its relevant documents each document lies. */
    private final class Counter {
        private final int query;
        private final float[] nearnesses;
        private final int[] numbers;

        /** How many documents come after i relevant ones, and before the next. */
        private final int[] between;

        Counter(int query) {
            this.query = query;
            Integer[] order = Arrays.stream(relevant[query]).boxed().toArray(Integer[]::new);
            Arrays.sort(order, (a, b) -> compare(nearness(query, a), a, nearness(query, b), b));
            this.numbers = Arrays.stream(order).mapToInt(i -> i).toArray();
            this.nearnesses = new float[numbers.length];
            for (int i = 0; i < numbers.length; i++) {
                nearnesses[i] = nearness(query, numbers[i]);
            }
            this.between = new int[numbers.length + 1];
        }

        void count(int document) {
            if (numbers.length > 0) {
                float nearness = nearness(query, document);
                int low = 0;
                int high = numbers.length;
                while (low < high) {
                    int middle = (low + high) >>> 1;
                    if (compare(nearnesses[middle], numbers[middle], nearness, document) < 0) {
                        low = middle + 1;
                    } else {
                        high = middle;
                    }
                }
                between[low]++;
            }
        }

        /** The document itself is counted before it, so the sums are places from 1. */
        int[] places() {
            int[] places = new int[numbers.length];
            int sum = 0;
            for (int i = 0; i < places.length; i++) {
                sum += between[i];
                places[i] = sum - 1;
            }
            return places;
        }
    }

    /** The nearer first, of equal ones the first. */
    private static int compare(float nearness, int document, float other, int otherDocument) {
        int byNearness = Float.compare(other, nearness);
        return byNearness != 0 ? byNearness : Integer.compare(document, otherDocument);
    }
}
