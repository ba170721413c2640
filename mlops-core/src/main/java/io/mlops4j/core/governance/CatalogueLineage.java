package io.mlops4j.core.governance;

import io.mlops4j.Mlops;
import io.mlops4j.data.DatasetRef;
import io.mlops4j.data.DatasetVersion;
import io.mlops4j.experiment.Run;
import io.mlops4j.governance.Lineage;
import io.mlops4j.governance.LineageGraph;
import io.mlops4j.governance.LineageGraph.Edge;
import io.mlops4j.governance.LineageGraph.Kind;
import io.mlops4j.governance.LineageGraph.Node;
import io.mlops4j.model.ModelVersion;
import io.mlops4j.serving.Deployment;
import io.mlops4j.serving.Endpoint;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Derives the lineage from what the catalogue knows: runs name their inputs, versions their run, endpoints their versions. */
public final class CatalogueLineage implements Lineage {
    private final Mlops ml;

    /** The lineage of what an engine holds. */
    public CatalogueLineage(Mlops ml) {
        this.ml = ml;
    }

    @Override
    public LineageGraph of(ModelVersion version) {
        Drawing drawing = new Drawing();
        version.findRun().ifPresent(run -> {
            drawing.inputs(run);
            drawing.made(run, version);
        });
        drawing.node(version);
        drawing.served(version);
        return drawing.finish();
    }

    @Override
    public LineageGraph of(DatasetVersion version) {
        Drawing drawing = new Drawing();
        DatasetRef ref = new DatasetRef(version.dataset(), version.number(), version.digest());
        drawing.node(ref);
        for (String experiment : ml.experiments()) {
            for (Run run : ml.experiment(experiment).runs().list()) {
                if (run.inputs().contains(ref)) {
                    drawing.read(ref, run);
                    drawing.products(run);
                }
            }
        }
        return drawing.finish();
    }

    @Override
    public LineageGraph of(Run run) {
        Drawing drawing = new Drawing();
        drawing.inputs(run);
        drawing.node(run);
        drawing.products(run);
        return drawing.finish();
    }

    private final class Drawing {
        private final Map<String, Node> nodes = new LinkedHashMap<>();
        private final Set<Edge> edges = new LinkedHashSet<>();

        String node(DatasetRef ref) {
            return node(
                    "dataset/" + ref.name() + "/" + ref.number(),
                    Kind.DATASET_VERSION,
                    ref.name() + " v" + ref.number());
        }

        String node(Run run) {
            return node("run/" + run.id(), Kind.RUN, run.experiment() + ": " + run.name());
        }

        String node(ModelVersion version) {
            return node(
                    "model/" + version.model() + "/" + version.number(),
                    Kind.MODEL_VERSION,
                    version.model() + " v" + version.number());
        }

        private String node(String id, Kind kind, String label) {
            nodes.putIfAbsent(id, new Node(id, kind, label));
            return id;
        }

        void inputs(Run run) {
            run.inputs().forEach(ref -> read(ref, run));
        }

        void read(DatasetRef ref, Run run) {
            edges.add(new Edge(node(ref), node(run), "read by"));
        }

        void made(Run run, ModelVersion version) {
            edges.add(new Edge(node(run), node(version), "made"));
        }

        void products(Run run) {
            for (String model : ml.models()) {
                for (ModelVersion version : ml.model(model).versions()) {
                    if (version.findRun().filter(run::equals).isPresent()) {
                        made(run, version);
                        served(version);
                    }
                }
            }
        }

        void served(ModelVersion version) {
            for (String name : ml.deployer().endpoints()) {
                Endpoint endpoint = ml.deployer().endpoint(name);
                List<Deployment> history = endpoint.history();
                if (history.stream()
                        .anyMatch(d -> d.model().equals(version.model()) && d.number() == version.number())) {
                    boolean now = endpoint.findVersion().filter(version::equals).isPresent();
                    String id = node("endpoint/" + name, Kind.ENDPOINT, name);
                    edges.add(new Edge(node(version), id, now ? "served by" : "was served by"));
                }
            }
        }

        LineageGraph finish() {
            return new LineageGraph(List.copyOf(nodes.values()), List.copyOf(edges));
        }
    }
}
