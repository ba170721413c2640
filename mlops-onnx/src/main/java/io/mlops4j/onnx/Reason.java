package io.mlops4j.onnx;

import ai.onnxruntime.OrtException;
import java.util.Objects;
import java.util.regex.Pattern;

/** What ONNX Runtime says of a failure, for people: without the paths and functions of its own source. */
final class Reason {
    /** An error code, the path of the model that the message around it names already, or a place in C++ with its function's signature. */
    private static final Pattern NATIVE = Pattern.compile("Error code - \\w+ - message: *"
            + "|Load model from .*? failed: *"
            + "|\\S+\\.(?:cc|h):\\d+ [^(]*\\(.*?\\) (?=[A-Z])");

    private static final Pattern LINE_BREAKS = Pattern.compile("\\s*\\R\\s*");

    private Reason() {}

    /** The end of a sentence, on one line, with its full stop. */
    static String of(OrtException e) {
        String message = Objects.requireNonNullElse(e.getMessage(), "");
        String told = LINE_BREAKS
                .matcher(NATIVE.matcher(message).replaceAll("").strip())
                .replaceAll("; ");
        if (told.isEmpty()) {
            return e.getCode() + ".";
        }
        return told.endsWith(".") ? told : told + ".";
    }
}
