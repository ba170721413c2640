package io.mlops4j.core.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlops4j.model.Signature;
import io.mlops4j.model.TensorSpec;
import io.mlops4j.serving.ElementType;
import io.mlops4j.serving.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignatureJsonTest {
    private static final Signature EVERYTHING = new Signature(
            List.of(
                    TensorSpec.tensor("rows", ElementType.FLOAT, -1, 30),
                    TensorSpec.tensor("scalar", ElementType.INT64),
                    new TensorSpec("anything", TensorSpec.Kind.TENSOR, ElementType.STRING, Shape.unknown())),
            List.of(new TensorSpec("maps", TensorSpec.Kind.SEQUENCE, ElementType.FLOAT, Shape.of())));

    @Test
    void whatIsWrittenIsReadAgain() {
        assertThat(SignatureJson.read(SignatureJson.write(EVERYTHING))).isEqualTo(EVERYTHING);
    }

    @Test
    void anUnknownShapeIsLeftOut() {
        assertThat(SignatureJson.write(EVERYTHING))
                .hasToString("{\"inputs\":[{\"name\":\"rows\",\"type\":\"float\",\"shape\":[-1,30]},"
                        + "{\"name\":\"scalar\",\"type\":\"int64\",\"shape\":[]},"
                        + "{\"name\":\"anything\",\"type\":\"string\"}],"
                        + "\"outputs\":[{\"name\":\"maps\",\"kind\":\"SEQUENCE\",\"type\":\"float\",\"shape\":[]}]}");
    }
}
