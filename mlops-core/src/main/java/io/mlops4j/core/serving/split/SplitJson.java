package io.mlops4j.core.serving.split;

import io.mlops4j.core.json.Json;
import io.mlops4j.core.serving.split.SplitSettings.Kind;
import io.mlops4j.core.serving.split.SplitSettings.Reward;
import io.mlops4j.serving.BanditStrategy;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The JSON of settings, as events hold it. */
public final class SplitJson {
    private SplitJson() {}

    /** Writes settings into an event. */
    public static void write(SplitSettings settings, ObjectNode data) {
        data.put("kind", settings.kind().name());
        ArrayNode shares = data.putArray("shares");
        settings.shares().forEach(shares::add);
        settings.bandit().ifPresent(reward -> {
            ObjectNode node = data.putObject("reward");
            node.put("meter", reward.name());
            node.put("lowest", reward.lowest());
            node.put("highest", reward.highest());
            write(reward.strategy(), node);
        });
        settings.seed().ifPresent(seed -> data.put("seed", seed));
    }

    private static void write(BanditStrategy strategy, ObjectNode node) {
        if (strategy instanceof BanditStrategy.EpsilonGreedy greedy) {
            node.put("strategy", "epsilon-greedy");
            node.put("epsilon", greedy.epsilon());
        } else {
            node.put("strategy", strategy instanceof BanditStrategy.Thompson ? "thompson" : "ucb1");
        }
    }

    /** Reads settings; empty if a newer release shares by something that this one does not know. */
    public static Optional<SplitSettings> settings(JsonNode data) {
        Optional<Kind> kind = kind(Json.string(data, "kind"));
        Optional<Reward> reward = Json.has(data, "reward") ? reward(Json.required(data, "reward")) : Optional.empty();
        if (kind.isEmpty() || (kind.get() == Kind.BANDIT && reward.isEmpty())) {
            return Optional.empty();
        }
        return Optional.of(new SplitSettings(
                kind.get(),
                Json.list(data, "shares", Json::real),
                reward,
                Json.has(data, "seed") ? Optional.of(Json.integer(data, "seed")) : Optional.empty()));
    }

    private static Optional<Kind> kind(String name) {
        for (Kind kind : Kind.values()) {
            if (kind.name().equals(name)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    private static Optional<Reward> reward(JsonNode node) {
        return strategy(node)
                .map(strategy -> new Reward(
                        Json.string(node, "meter"), Json.real(node, "lowest"), Json.real(node, "highest"), strategy));
    }

    private static Optional<BanditStrategy> strategy(JsonNode node) {
        return switch (Json.string(node, "strategy")) {
            case "thompson" -> Optional.of(BanditStrategy.thompson());
            case "ucb1" -> Optional.of(BanditStrategy.upperConfidenceBound());
            case "epsilon-greedy" -> Optional.of(BanditStrategy.epsilonGreedy(Json.real(node, "epsilon")));
            default -> Optional.empty();
        };
    }
}
