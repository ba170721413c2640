package io.mlops4j.core.page;

/** The commands of a path in the making, in as few characters as a tenth of a unit takes: pages of many drawings stay small. For one thread. */
public final class Pen {
    private final StringBuilder commands = new StringBuilder();

    /** Begins a new stroke at a place. */
    public Pen move(double x, double y) {
        return add('M', x).then(y);
    }

    /** Draws a straight line to a place. */
    public Pen line(double x, double y) {
        return add('L', x).then(y);
    }

    /** Draws along to a place of the same height. */
    public Pen across(double x) {
        return add('H', x);
    }

    /** Draws up or down to a height. */
    public Pen to(double y) {
        return add('V', y);
    }

    /** Draws a box by two of its corners. */
    public Pen box(double left, double top, double right, double bottom) {
        return move(left, top).across(right).to(bottom).across(left).close();
    }

    /** Draws a dot, which is as large as the stroke is wide if its ends are round. */
    public Pen dot(double x, double y) {
        move(x, y);
        commands.append("h0");
        return this;
    }

    /** Draws back to where the stroke began. */
    public Pen close() {
        commands.append('z');
        return this;
    }

    /** Whether nothing was drawn. */
    public boolean isEmpty() {
        return commands.length() == 0;
    }

    private Pen add(char command, double value) {
        commands.append(command);
        return append(value);
    }

    private Pen then(double value) {
        if (Math.round(value * 10) >= 0) {
            commands.append(' ');
        }
        return append(value);
    }

    private Pen append(double value) {
        long tenths = Math.round(value * 10);
        if (tenths < 0) {
            commands.append('-');
        }
        long size = Math.abs(tenths);
        commands.append(size / 10);
        if (size % 10 != 0) {
            commands.append('.').append(size % 10);
        }
        return this;
    }

    /** The commands. */
    @Override
    public String toString() {
        return commands.toString();
    }
}
