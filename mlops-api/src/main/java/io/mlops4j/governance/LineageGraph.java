package io.mlops4j.governance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A graph of what was made from what.
 *
 * @param nodes the things, sources first
 * @param edges the steps from one thing to the next
 */
public record LineageGraph(List<Node> nodes, List<Edge> edges) {
    /** Copies the lists. */
    public LineageGraph {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
    }

    /** What a node is. */
    public enum Kind {
        /** A version of a dataset. */
        DATASET_VERSION,
        /** A run of an experiment. */
        RUN,
        /** A version of a model. */
        MODEL_VERSION,
        /** An endpoint. */
        ENDPOINT
    }

    /**
     * A thing.
     *
     * @param id unique in the graph, as {@code model/loans/3}
     * @param kind what it is
     * @param label how to call it
     */
    public record Node(String id, Kind kind, String label) {}

    /**
     * A step.
     *
     * @param from the id of the source
     * @param to the id of what was made from it
     * @param label what happened, as {@code trained on}
     */
    public record Edge(String from, String to, String label) {}

    /** The graph as a flowchart in the Mermaid language, which Markdown pages of many sites draw. */
    public String toMermaid() {
        Map<String, String> names = new LinkedHashMap<>();
        StringBuilder text = new StringBuilder("flowchart LR\n");
        for (Node node : nodes) {
            String name = "n" + names.size();
            names.put(node.id(), name);
            text.append("    ")
                    .append(name)
                    .append(shape(node.kind(), quote(node.label())))
                    .append('\n');
        }
        for (Edge edge : edges) {
            text.append("    ")
                    .append(names.get(edge.from()))
                    .append(" -->|")
                    .append(quote(edge.label()))
                    .append("| ")
                    .append(names.get(edge.to()))
                    .append('\n');
        }
        return text.toString();
    }

    private static String shape(Kind kind, String label) {
        return switch (kind) {
            case DATASET_VERSION -> "[(" + label + ")]";
            case RUN -> "(" + label + ")";
            case MODEL_VERSION -> "[" + label + "]";
            case ENDPOINT -> "([" + label + "])";
        };
    }

    /** Mermaid reads HTML entities in quoted labels, written with {@code #} for the ampersand. */
    private static String quote(String label) {
        StringBuilder text = new StringBuilder("\"");
        label.codePoints().forEach(c -> {
            if (c == '"' || c == '#' || c == '<' || c == '>' || c == '&' || c < ' ') {
                text.append('#').append(c).append(';');
            } else {
                text.appendCodePoint(c);
            }
        });
        return text.append('"').toString();
    }
}
