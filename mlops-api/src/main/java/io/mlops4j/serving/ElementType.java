package io.mlops4j.serving;

/** The type of a tensor's elements: those of ONNX that a Java program can hold. */
public enum ElementType {
    /** 32-bit floating point; {@code float[]}. */
    FLOAT("float"),
    /** 64-bit floating point; {@code double[]}. */
    DOUBLE("double"),
    /** 16-bit IEEE floating point; its bits in {@code short[]}. */
    FLOAT16("float16"),
    /** The upper half of a 32-bit float; its bits in {@code short[]}. */
    BFLOAT16("bfloat16"),
    /** Signed byte; {@code byte[]}. */
    INT8("int8"),
    /** Signed 16-bit integer; {@code short[]}. */
    INT16("int16"),
    /** Signed 32-bit integer; {@code int[]}. */
    INT32("int32"),
    /** Signed 64-bit integer; {@code long[]}. */
    INT64("int64"),
    /** Unsigned byte; its bits in {@code byte[]}. */
    UINT8("uint8"),
    /** Unsigned 16-bit integer; its bits in {@code short[]}. */
    UINT16("uint16"),
    /** Unsigned 32-bit integer; its bits in {@code int[]}. */
    UINT32("uint32"),
    /** Unsigned 64-bit integer; its bits in {@code long[]}. */
    UINT64("uint64"),
    /** Truth value; {@code boolean[]}. */
    BOOL("bool"),
    /** Text; {@code String[]}. */
    STRING("string");

    private final String label;

    ElementType(String label) {
        this.label = label;
    }

    /** The name in ONNX's manner, as {@code int64}. */
    public String label() {
        return label;
    }

    @Override
    public String toString() {
        return label;
    }
}
