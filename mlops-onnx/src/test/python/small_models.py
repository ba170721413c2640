"""Writes the small models that the tests of mlops-onnx load, each of a few operators.

Needs the onnx package (Debian: python3-onnx 1.12). Run it in this directory: python3 small_models.py ../resources/models
"""

import struct
import sys
from pathlib import Path

from onnx import TensorProto, ValueInfoProto, checker, helper

OUT = Path(sys.argv[1])


def save(name, nodes, inputs, outputs, initializers=(), opsets=(("", 13),), check=True, **meta):
    graph = helper.make_graph(nodes, name, inputs, outputs, initializer=list(initializers))
    model = helper.make_model(
        graph,
        producer_name="small_models.py",
        producer_version="1",
        ir_version=meta.pop("ir_version", 7),
        opset_imports=[helper.make_opsetid(d, v) for d, v in opsets],
    )
    model.domain = meta.pop("domain", "")
    model.doc_string = meta.pop("description", "")
    if "version" in meta:
        model.model_version = meta.pop("version")
    if meta:
        helper.set_model_props(model, meta)
    if check:
        checker.check_model(model)
    (OUT / (name + ".onnx")).write_bytes(model.SerializeToString())


def tensor(name, type, shape):
    return helper.make_tensor_value_info(name, type, shape)


# one model a type: x [N, 2] -> y [N, 2], unchanged
for type_name in "FLOAT DOUBLE FLOAT16 BFLOAT16 INT8 INT16 INT32 INT64 UINT8 BOOL STRING".split():
    type = getattr(TensorProto, type_name)
    save(
        "identity_" + type_name.lower(),
        [helper.make_node("Identity", ["x"], ["y"])],
        [tensor("x", type, ["N", 2])],
        [tensor("y", type, ["N", 2])],
        domain="io.mlops4j.test",
        description="gives back what it gets",
        version=3,
        purpose="tests",
    )

# unsigned outputs, which the binding reads but cannot take: x int64 [N] -> y [N]
for type_name in "UINT16 UINT32 UINT64".split():
    type = getattr(TensorProto, type_name)
    save(
        "cast_" + type_name.lower(),
        [helper.make_node("Cast", ["x"], ["y"], to=type)],
        [tensor("x", TensorProto.INT64, ["N"])],
        [tensor("y", type, ["N"])],
    )
save(
    "takes_uint16",
    [helper.make_node("Cast", ["x"], ["y"], to=TensorProto.INT64)],
    [tensor("x", TensorProto.UINT16, ["N"])],
    [tensor("y", TensorProto.INT64, ["N"])],
)

# scalars: a float without dimensions in and out
save(
    "scalar",
    [helper.make_node("Identity", ["x"], ["y"])],
    [tensor("x", TensorProto.FLOAT, [])],
    [tensor("y", TensorProto.FLOAT, [])],
)
# a declaration without any shape
save(
    "any_shape",
    [helper.make_node("Identity", ["x"], ["y"])],
    [tensor("x", TensorProto.FLOAT, None)],
    [tensor("y", TensorProto.FLOAT, None)],
    check=False,  # the checker of this release wants a shape; the format does not
)
# every dimension fixed
save(
    "fixed",
    [helper.make_node("Neg", ["x"], ["y"])],
    [tensor("x", TensorProto.FLOAT, [2, 3])],
    [tensor("y", TensorProto.FLOAT, [2, 3])],
)
# the shape of the output depends on the values of the input: where x is not zero
save(
    "nonzero",
    [helper.make_node("NonZero", ["x"], ["y"])],
    [tensor("x", TensorProto.FLOAT, ["N", 2])],
    [tensor("y", TensorProto.INT64, [2, "found"])],
)
# the rows whose first column is positive: no dimension has a name, and whether there are fewer rows than came in depends on the values
save(
    "positive_rows",
    [
        helper.make_node("Gather", ["x", "first"], ["column"], axis=1),
        helper.make_node("Greater", ["column", "zero"], ["positive"]),
        helper.make_node("Compress", ["x", "positive"], ["y"], axis=0),
        helper.make_node("Neg", ["x"], ["negative"]),
    ],
    [tensor("x", TensorProto.FLOAT, [None, 2])],
    [tensor("y", TensorProto.FLOAT, [None, 2]), tensor("negative", TensorProto.FLOAT, [None, 2])],
    initializers=[
        helper.make_tensor("first", TensorProto.INT64, [], [0]),
        helper.make_tensor("zero", TensorProto.FLOAT, [], [0]),
    ],
)
# declares the dimensions of another input, and gives those that the values of a third tell
save(
    "reshaped",
    [helper.make_node("Reshape", ["x", "shape"], ["y"]), helper.make_node("Neg", ["like"], ["negative"])],
    [
        tensor("x", TensorProto.FLOAT, ["K"]),
        tensor("shape", TensorProto.INT64, [2]),
        tensor("like", TensorProto.FLOAT, ["N", "M"]),
    ],
    [tensor("y", TensorProto.FLOAT, ["N", "M"]), tensor("negative", TensorProto.FLOAT, ["N", "M"])],
)
# an output that is the input itself, with no node between
save(
    "handed_through",
    [helper.make_node("Neg", ["x"], ["y"])],
    [tensor("x", TensorProto.FLOAT, ["N"])],
    [tensor("x", TensorProto.FLOAT, ["N"]), tensor("y", TensorProto.FLOAT, ["N"])],
)
# an output that is a constant, whatever comes in
save(
    "constant",
    [helper.make_node("Neg", ["x"], ["y"])],
    [tensor("x", TensorProto.FLOAT, ["N"])],
    [tensor("y", TensorProto.FLOAT, ["N"]), tensor("c", TensorProto.FLOAT, [2])],
    initializers=[helper.make_tensor("c", TensorProto.FLOAT, [2], [3, 4])],
)
# two inputs, two outputs
save(
    "two",
    [helper.make_node("Add", ["a", "b"], ["sum"]), helper.make_node("Sub", ["a", "b"], ["difference"])],
    [tensor("a", TensorProto.FLOAT, ["N"]), tensor("b", TensorProto.FLOAT, ["N"])],
    [tensor("sum", TensorProto.FLOAT, ["N"]), tensor("difference", TensorProto.FLOAT, ["N"])],
)
# more ways to ask for outputs than are prepared for: y0 = x, y1 = -x, y2 = |x|, y3 = x + x
save(
    "four",
    [
        helper.make_node("Identity", ["x"], ["y0"]),
        helper.make_node("Neg", ["x"], ["y1"]),
        helper.make_node("Abs", ["x"], ["y2"]),
        helper.make_node("Add", ["x", "x"], ["y3"]),
    ],
    [tensor("x", TensorProto.FLOAT, ["N"])],
    [tensor(f"y{i}", TensorProto.FLOAT, ["N"]) for i in range(4)],
)
# a sequence of tensors: the rows of x; and one of strings
for suffix, type in (("", TensorProto.FLOAT), ("_string", TensorProto.STRING)):
    save(
        "sequence" + suffix,
        [helper.make_node("SplitToSequence", ["x"], ["rows"], axis=0)]
        if not suffix
        else [helper.make_node("SequenceConstruct", ["x", "x"], ["rows"])],
        [tensor("x", type, ["N", 2])],
        [helper.make_tensor_sequence_value_info("rows", type, None)],
    )


def zip_map(name, key, **classes):
    maps = ValueInfoProto(name="maps")
    map_type = maps.type.sequence_type.elem_type.map_type
    map_type.key_type = key
    map_type.value_type.tensor_type.elem_type = TensorProto.FLOAT
    save(
        name,
        [helper.make_node("ZipMap", ["x"], ["maps"], domain="ai.onnx.ml", **classes)],
        [tensor("x", TensorProto.FLOAT, ["N", 3])],
        [maps],
        opsets=(("", 13), ("ai.onnx.ml", 1)),
        check=False,  # the checker wants a shape inside the map; converters write none
    )


# what skl2onnx exports by default: a sequence of maps; the classes are out of order on purpose
zip_map("zipmap_int64", TensorProto.INT64, classlabels_int64s=[7, 1, 40])
zip_map("zipmap_string", TensorProto.STRING, classlabels_strings=["versicolor", "setosa", "virginica"])

# models that a runtime cannot run
save(
    "unknown_operator",
    [helper.make_node("Frobnicate", ["x"], ["y"], domain="com.example")],
    [tensor("x", TensorProto.FLOAT, ["N"])],
    [tensor("y", TensorProto.FLOAT, ["N"])],
    opsets=(("", 13), ("com.example", 1)),
    check=False,
)
save(
    "future_opset",
    [helper.make_node("Identity", ["x"], ["y"])],
    [tensor("x", TensorProto.FLOAT, ["N"])],
    [tensor("y", TensorProto.FLOAT, ["N"])],
    opsets=(("", 9999),),
    check=False,
)
save(
    "future_format",
    [helper.make_node("Identity", ["x"], ["y"])],
    [tensor("x", TensorProto.FLOAT, ["N"])],
    [tensor("y", TensorProto.FLOAT, ["N"])],
    ir_version=9999,
    check=False,
)
# a graph whose node reads what nobody gives
save(
    "broken_graph",
    [helper.make_node("Neg", ["nowhere"], ["y"])],
    [tensor("x", TensorProto.FLOAT, ["N"])],
    [tensor("y", TensorProto.FLOAT, ["N"])],
    check=False,
)

# rounds of a product that takes long enough to be cut short: about a second
ROUNDS = 2000
body = helper.make_graph(
    [
        helper.make_node("MatMul", ["state", "state"], ["product"]),
        helper.make_node("Tanh", ["product"], ["next"]),
        helper.make_node("Identity", ["go"], ["go_on"]),
    ],
    "round",
    [tensor("i", TensorProto.INT64, []), tensor("go", TensorProto.BOOL, []), tensor("state", TensorProto.FLOAT, [256, 256])],
    [tensor("go_on", TensorProto.BOOL, []), tensor("next", TensorProto.FLOAT, [256, 256])],
)
save(
    "slow",
    [helper.make_node("Loop", ["rounds", "", "x"], ["y"], body=body)],
    [tensor("x", TensorProto.FLOAT, [256, 256])],
    [tensor("y", TensorProto.FLOAT, [256, 256])],
    initializers=[helper.make_tensor("rounds", TensorProto.INT64, [], [ROUNDS])],
)

# what a model makes of text: 1 for a face beyond the basic plane, 2 for an accented letter, 3 for text with a zero character
save(
    "text_codes",
    [
        helper.make_node(
            "LabelEncoder",
            ["x"],
            ["y"],
            domain="ai.onnx.ml",
            keys_strings=["\U0001F600", "\u00e9", "a\0b"],
            values_int64s=[1, 2, 3],
            default_int64=-1,
        )
    ],
    [tensor("x", TensorProto.STRING, ["N"])],
    [tensor("y", TensorProto.INT64, ["N"])],
    opsets=(("", 13), ("ai.onnx.ml", 2)),
)

# weights in a file of their own: 64 x 64 numbers, of which rows are looked up, for which ONNX Runtime does not copy them
weights = helper.make_tensor(
    "w", TensorProto.FLOAT, [64, 64], [float(i % 7) for i in range(64 * 64)]
)
raw = b"".join(struct.pack("<f", x) for x in weights.float_data)
del weights.float_data[:]
weights.data_location = TensorProto.EXTERNAL
for key, value in (("location", "external.weights"), ("offset", "0"), ("length", str(len(raw)))):
    entry = weights.external_data.add()
    entry.key, entry.value = key, value
(OUT / "external.weights").write_bytes(raw)
save(
    "external",
    [helper.make_node("Gather", ["w", "x"], ["y"])],
    [tensor("x", TensorProto.INT64, ["N"])],
    [tensor("y", TensorProto.FLOAT, ["N", 64])],
    initializers=[weights],
    check=False,  # the checker looks for the weights beside the process
)
