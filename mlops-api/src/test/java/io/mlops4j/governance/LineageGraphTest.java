package io.mlops4j.governance;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlops4j.governance.LineageGraph.Edge;
import io.mlops4j.governance.LineageGraph.Kind;
import io.mlops4j.governance.LineageGraph.Node;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineageGraphTest {
    @Test
    void itIsWrittenAsAMermaidFlowchart() {
        LineageGraph graph = new LineageGraph(
                List.of(
                        new Node("dataset/loans/1", Kind.DATASET_VERSION, "loans v1"),
                        new Node("run/x", Kind.RUN, "nightly")),
                List.of(new Edge("dataset/loans/1", "run/x", "read by")));
        assertThat(graph.toMermaid()).isEqualTo("""
                flowchart LR
                    n0[("loans v1")]
                    n1("nightly")
                    n0 -->|"read by"| n1
                """);
    }

    @Test
    void aNameCannotBreakOutOfItsQuotes() {
        LineageGraph graph =
                new LineageGraph(List.of(new Node("a", Kind.ENDPOINT, "a\"] --> <script>\n#1;")), List.of());
        assertThat(graph.toMermaid()).contains("([\"a#34;] --#62; #60;script#62;#10;#35;1;\"])");
    }
}
