package io.mlops4j.serving;

/** The two 16-bit floating-point formats. JDK 17 has no conversion of its own ({@code Float.float16ToFloat} came with 20). */
final class HalfFloats {
    private HalfFloats() {}

    static float fromBfloat16(short bits) {
        return Float.intBitsToFloat(bits << 16);
    }

    /** Rounds to nearest, ties to even; what is no number stays none. */
    static short toBfloat16(float value) {
        int bits = Float.floatToRawIntBits(value);
        if (Float.isNaN(value)) {
            return (short) ((bits >>> 16) | 0x40);
        }
        return (short) ((bits + 0x7FFF + ((bits >>> 16) & 1)) >>> 16);
    }

    static float fromFloat16(short half) {
        int sign = (half & 0x8000) << 16;
        int exponent = (half >>> 10) & 0x1F;
        int fraction = half & 0x3FF;
        if (exponent == 0x1F) {
            return Float.intBitsToFloat(sign | 0x7F80_0000 | (fraction << 13));
        }
        if (exponent == 0) {
            // Subnormal halves are multiples of 2^-24, which a float holds exactly.
            float magnitude = fraction * 0x1p-24f;
            return sign == 0 ? magnitude : -magnitude;
        }
        return Float.intBitsToFloat(sign | ((exponent + 112) << 23) | (fraction << 13));
    }

    /** Rounds to nearest, ties to even; what is too large becomes infinite. */
    static short toFloat16(float value) {
        int bits = Float.floatToRawIntBits(value);
        int sign = (bits >>> 16) & 0x8000;
        if (Float.isNaN(value)) {
            return (short) (sign | 0x7E00);
        }
        float magnitude = Math.abs(value);
        if (magnitude >= 65_520f) {
            return (short) (sign | 0x7C00);
        }
        if (magnitude < 0x1p-14f) {
            // Exact: scaling by a power of two; rint rounds ties to even.
            return (short) (sign | (int) Math.rint(magnitude * 0x1p24f));
        }
        int shifted = Float.floatToRawIntBits(magnitude) - (112 << 23);
        return (short) (sign | ((shifted + 0xFFF + ((shifted >>> 13) & 1)) >>> 13));
    }
}
