package io.mlops4j.core.registry;

import io.mlops4j.core.json.Json;
import io.mlops4j.core.page.MarkdownText;
import io.mlops4j.data.DatasetRef;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.Metric;
import io.mlops4j.experiment.Run;
import io.mlops4j.model.ModelCard;
import io.mlops4j.model.ModelVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A model card made from what is recorded of a version. */
final class GeneratedCard implements ModelCard {
    private static final String SCHEMA = "0.0.2";

    private final ModelVersion version;
    private final List<String> users;
    private final List<String> useCases;
    private final List<String> limitations;
    private final List<Consideration> considerations;

    private record Consideration(String risk, String mitigation) {}

    private GeneratedCard(
            ModelVersion version,
            List<String> users,
            List<String> useCases,
            List<String> limitations,
            List<Consideration> considerations) {
        this.version = version;
        this.users = users;
        this.useCases = useCases;
        this.limitations = limitations;
        this.considerations = considerations;
    }

    static GeneratedCard of(ModelVersion version) {
        List<String> warnings = new ArrayList<>();
        version.evaluations()
                .forEach((name, evaluation) ->
                        evaluation.warnings().forEach(warning -> warnings.add(name + ": " + warning)));
        return new GeneratedCard(version, List.of(), List.of(), List.copyOf(warnings), List.of());
    }

    @Override
    public ModelCard user(String description) {
        return new GeneratedCard(version, with(users, description), useCases, limitations, considerations);
    }

    @Override
    public ModelCard useCase(String description) {
        return new GeneratedCard(version, users, with(useCases, description), limitations, considerations);
    }

    @Override
    public ModelCard limitation(String description) {
        return new GeneratedCard(version, users, useCases, with(limitations, description), considerations);
    }

    @Override
    public ModelCard ethicalConsideration(String risk, String mitigation) {
        return new GeneratedCard(
                version, users, useCases, limitations, with(considerations, new Consideration(risk, mitigation)));
    }

    private static <E> List<E> with(List<E> list, E one) {
        List<E> more = new ArrayList<>(list);
        more.add(one);
        return List.copyOf(more);
    }

    private List<DatasetRef> inputs() {
        return version.findRun().map(Run::inputs).orElse(List.of());
    }

    @Override
    public String toJson() {
        ObjectNode card = Json.object();
        card.put("schema_version", SCHEMA);
        ObjectNode details = card.putObject("model_details");
        details.put("name", version.model());
        details.put("overview", version.description());
        details.putArray("owners").addObject().put("name", version.registeredBy());
        details.putObject("version")
                .put("name", Integer.toString(version.number()))
                .put("date", version.registeredAt().toString());
        ObjectNode parameters = card.putObject("model_parameters");
        parameters.put("model_architecture", version.runtime());
        ArrayNode data = parameters.putArray("data");
        inputs().forEach(input -> data.addObject()
                .put("name", input.name())
                .put("description", "version " + input.number() + ", digest " + input.digest()));
        parameters.put("input_format", version.signature().inputs().toString());
        parameters.put("output_format", version.signature().outputs().toString());
        ArrayNode metrics = card.putObject("quantitative_analysis").putArray("performance_metrics");
        version.evaluations().forEach((name, evaluation) -> metrics(metrics, name, evaluation));
        considerations(card.putObject("considerations"));
        return Json.text(card);
    }

    private static void metrics(ArrayNode metrics, String strategy, Evaluation evaluation) {
        evaluation.metrics().values().forEach(metric -> metric(metrics, metric, strategy));
        evaluation
                .slices()
                .forEach((column, values) -> values.forEach((value, slice) -> slice.metrics()
                        .values()
                        .forEach(metric -> metric(metrics, metric, strategy + ", " + column + " = " + value))));
    }

    private static void metric(ArrayNode metrics, Metric metric, String slice) {
        ObjectNode json = metrics.addObject();
        json.put("type", metric.name());
        // The schema has texts here.
        json.put("value", Double.toString(metric.value()));
        json.put("slice", slice);
        metric.findInterval()
                .ifPresent(interval -> json.putObject("confidence_interval")
                        .put("lower_bound", Double.toString(interval.low()))
                        .put("upper_bound", Double.toString(interval.high())));
    }

    private void considerations(ObjectNode json) {
        descriptions(json, "users", users);
        descriptions(json, "use_cases", useCases);
        descriptions(json, "limitations", limitations);
        ArrayNode ethics = json.putArray("ethical_considerations");
        considerations.forEach(
                one -> ethics.addObject().put("name", one.risk()).put("mitigation_strategy", one.mitigation()));
    }

    private static void descriptions(ObjectNode json, String field, List<String> texts) {
        ArrayNode array = json.putArray(field);
        texts.forEach(text -> array.addObject().put("description", text));
    }

    @Override
    public String toMarkdown() {
        StringBuilder text = new StringBuilder("# Model card: ")
                .append(MarkdownText.escape(version.model()))
                .append(", version ")
                .append(version.number())
                .append("\n\n");
        if (!version.description().isEmpty()) {
            text.append(MarkdownText.escape(version.description())).append("\n\n");
        }
        text.append("* Registered ")
                .append(version.registeredAt())
                .append(" by ")
                .append(MarkdownText.escape(version.registeredBy()));
        text.append("\n* File ")
                .append(version.sizeBytes())
                .append(" bytes, SHA-256 `")
                .append(version.digest());
        text.append("`, read by ").append(MarkdownText.escape(version.runtime()));
        text.append("\n* Signature `").append(version.signature()).append("`\n");
        for (Map.Entry<String, String> tag : version.tags().entrySet()) {
            text.append("* ")
                    .append(MarkdownText.escape(tag.getKey()))
                    .append(": ")
                    .append(MarkdownText.escape(tag.getValue()))
                    .append('\n');
        }
        for (DatasetRef input : inputs()) {
            text.append("* Trained with version ").append(input.number()).append(" of dataset ");
            text.append(MarkdownText.escape(input.name()))
                    .append(", digest `")
                    .append(input.digest())
                    .append("`\n");
        }
        version.findGate()
                .ifPresent(gate -> text.append("* Gate: ")
                        .append(MarkdownText.escape(gate.toString()))
                        .append('\n'));
        text.append('\n');
        section(text, "For whom", users);
        section(text, "For what", useCases);
        version.evaluations()
                .forEach((name, evaluation) -> text.append("# Evaluated by ")
                        .append(MarkdownText.escape(name))
                        .append("\n\n")
                        .append(evaluation.toMarkdown())
                        .append('\n'));
        section(text, "Limitations", limitations);
        section(
                text,
                "Ethical considerations",
                considerations.stream()
                        .map(one -> one.risk() + " – " + one.mitigation())
                        .toList());
        return text.toString();
    }

    private static void section(StringBuilder text, String heading, List<String> lines) {
        if (!lines.isEmpty()) {
            text.append("# ").append(heading).append("\n\n");
            lines.forEach(
                    line -> text.append("* ").append(MarkdownText.escape(line)).append('\n'));
            text.append('\n');
        }
    }
}
