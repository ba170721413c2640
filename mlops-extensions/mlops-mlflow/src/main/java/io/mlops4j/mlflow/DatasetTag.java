package io.mlops4j.mlflow;

import io.mlops4j.data.DatasetRef;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A dataset of MLflow as the text of a tag, and one of ours as a dataset of MLflow. */
final class DatasetTag {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** MLflow's databases keep that many characters of a digest. */
    private static final int LONGEST_DIGEST = 36;

    private DatasetTag() {}

    static String write(MlflowDataset dataset) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("name", dataset.name());
        json.put("digest", dataset.digest());
        json.put("source_type", dataset.sourceType());
        json.put("source", dataset.source());
        json.put("context", dataset.context());
        return MAPPER.writeValueAsString(json);
    }

    static Optional<MlflowDataset> read(String text) {
        try {
            JsonNode json = MAPPER.readTree(text);
            return json.path("name").isString() && json.path("digest").isString()
                    ? Optional.of(new MlflowDataset(
                            json.path("name").asString(),
                            json.path("digest").asString(),
                            json.path("source_type").asString(""),
                            json.path("source").asString(""),
                            json.path("context").asString("")))
                    : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    static MlflowDataset of(DatasetRef input) {
        ObjectNode source = MAPPER.createObjectNode();
        source.put("dataset", input.name());
        source.put("version", input.number());
        source.put("digest", input.digest());
        String digest =
                input.digest().length() > LONGEST_DIGEST ? input.digest().substring(0, LONGEST_DIGEST) : input.digest();
        return new MlflowDataset(input.name(), digest, "mlops4j", MAPPER.writeValueAsString(source), "training");
    }
}
