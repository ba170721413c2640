package io.mlops4j.onnx;

import io.mlops4j.InvalidInput;

/** Texts on their way to a model. */
final class Texts {
    private Texts() {}

    /**
     * The texts, if the model will see them as they are. The binding hands them over in JNI's modified UTF-8, which writes characters beyond
     * the basic plane and U+0000 in its own way: the model would not find them in its vocabulary, and answer without a word.
     *
     * @throws InvalidInput if one has such a character
     */
    static String[] passable(String input, String[] texts) {
        for (int i = 0; i < texts.length; i++) {
            String text = texts[i];
            for (int at = 0; at < text.length(); at++) {
                char c = text.charAt(at);
                if (c == 0 || Character.isSurrogate(c)) {
                    throw new InvalidInput(String.format(
                            "Input '%s' has the character U+%04X in element %d, which ONNX Runtime's Java binding cannot hand over"
                                    + " unchanged. Replace it, in the training data too.",
                            input, text.codePointAt(at), i));
                }
            }
        }
        return texts;
    }
}
