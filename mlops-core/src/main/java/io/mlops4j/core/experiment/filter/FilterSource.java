package io.mlops4j.core.experiment.filter;

import io.mlops4j.InvalidInput;

/** What is being read, to show where it cannot be. */
record FilterSource(String what, String text) {
    private static final int SHOWN = 60;

    /** An error at a position, with the line around it and a caret below. */
    InvalidInput refusal(int position, String problem) {
        int from = Math.max(0, position - SHOWN);
        int to = Math.min(text.length(), position + SHOWN);
        if (from > 0 && Character.isLowSurrogate(text.charAt(from))) {
            from++;
        }
        String lead = from > 0 ? "…" : "";
        // What would move the caret is shown as a blank.
        String shown = text.substring(from, to).replaceAll("\\s|\\p{Cntrl}", " ");
        String caret = " ".repeat(lead.length() + position - from) + "^";
        return new InvalidInput("The " + what + " cannot be read at character " + (position + 1) + ": " + problem
                + "\n  " + lead + shown + (to < text.length() ? "…" : "") + "\n  " + caret);
    }
}
