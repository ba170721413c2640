package io.mlops4j.evaluation;

/** How near two embeddings are. */
public enum Similarity {
    /** The cosine of the angle between them. */
    COSINE,

    /** Their dot product. */
    DOT,

    /** The less, the further they are apart: minus the squared Euclidean distance. */
    EUCLIDEAN
}
