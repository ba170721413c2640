"""Reads a directory as MLflow's FileStore does, and fails where FileStore would.

A restatement, not a copy, of what `store/tracking/file_store.py`, `store/model_registry/file_store.py`, `utils/validation.py`, `models/model.py` and
`onnx/__init__.py` of mlflow/mlflow require of the files that they read; needs PyYAML alone:

    python3 filestore_check.py mlruns
"""

import json
import os
import posixpath
import re
import sys

import yaml

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
NAME = re.compile(r"^[/\w.\- ]*$")
RUN_ID = re.compile(r"^[a-zA-Z0-9][\w\-]{0,255}$")
ALIAS = re.compile(r"^[\w\-]*$")
STATUS = {1: "RUNNING", 2: "SCHEDULED", 3: "FINISHED", 4: "FAILED", 5: "KILLED"}
DTYPES = {"float32", "float64", "float16", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "bool", "object"}


def read(*path):
    with open(os.path.join(*path), "rb") as file:
        return file.read().decode("utf-8")


def meta(directory, name="meta.yaml"):
    result = yaml.load(read(directory, name), Loader=LOADER)
    assert isinstance(result, dict), directory
    return result


def subdirs(directory):
    return sorted(d for d in os.listdir(directory) if os.path.isdir(os.path.join(directory, d)))


def resources(directory, kind):
    """Names by walking, each validated as FileStore validates it before it reads a value."""
    found = {}
    top = os.path.join(directory, kind)
    for root, _, names in os.walk(top):
        for name in names:
            path = os.path.join(root, name)
            key = os.path.relpath(path, top)
            norm = posixpath.normpath(key)
            assert NAME.match(key), f"Invalid name: {key!r}"
            assert norm == key and norm != "." and not norm.startswith(("..", "/")), key
            found[key] = read(path)
    return found


def metric(line):
    parts = line.strip().split(" ")
    assert len(parts) in (2, 3), line
    return int(parts[0]), float(parts[1]), int(parts[2]) if len(parts) == 3 else 0


def local(uri, root):
    assert uri.startswith("file:///"), uri
    path = uri[len("file://"):]
    assert os.path.realpath(path).startswith(os.path.realpath(root)), uri
    return path


def run(root, experiment, directory):
    info = meta(directory)
    for field in ("run_id", "run_uuid", "experiment_id", "user_id", "lifecycle_stage", "artifact_uri", "run_name"):
        assert isinstance(info[field], str), (field, info)
    assert RUN_ID.match(info["run_id"]) and info["run_id"] == os.path.basename(directory)
    assert info["experiment_id"] == experiment
    assert info["status"] in STATUS and isinstance(info["start_time"], int)
    assert info["end_time"] is None or isinstance(info["end_time"], int)
    assert info["lifecycle_stage"] == "active"
    assert os.path.isdir(local(info["artifact_uri"], root))
    metrics = {}
    for key, text in resources(directory, "metrics").items():
        points = [metric(line) for line in text.splitlines()]
        assert points, key
        metrics[key] = max(points, key=lambda p: (p[2], p[0], p[1]))[1]
    params = resources(directory, "params")
    tags = resources(directory, "tags")
    assert tags["mlflow.runName"] == info["run_name"], (tags, info)
    inputs = os.path.join(directory, "inputs")
    datasets = []
    for entry in subdirs(inputs) if os.path.exists(inputs) else []:
        link = meta(os.path.join(inputs, entry))
        assert link["source_type"] == "DATASET" and link["destination_type"] == "RUN" and isinstance(link["tags"], dict)
        data = meta(os.path.join(root, experiment, "datasets", link["source_id"]))
        assert all(isinstance(data[f], str) for f in ("name", "digest", "source_type", "source"))
        assert len(data["digest"]) <= 36
        datasets.append(data["name"])
    print(f"  run {info['run_id']} {info['run_name']!r} {STATUS[info['status']]} params={params} metrics={metrics} "
          f"datasets={datasets} artifacts={sum(len(f) for _, _, f in os.walk(os.path.join(directory, 'artifacts')))}")
    return info["run_id"]


def ml_model(directory):
    model = meta(directory, "MLmodel")
    onnx = model["flavors"]["onnx"]
    python = model["flavors"]["python_function"]
    assert os.path.isfile(os.path.join(directory, onnx["data"])) and python["loader_module"] == "mlflow.onnx"
    assert "providers" in onnx and onnx.get("code") is None
    assert isinstance(model["utc_time_created"], str)
    if "signature" in model:
        for side in ("inputs", "outputs"):
            for spec in json.loads(model["signature"][side]) if model["signature"][side] is not None else []:
                assert spec["type"] == "tensor" and set(spec["tensor-spec"]) == {"dtype", "shape"}
                assert spec["tensor-spec"]["dtype"] in DTYPES and all(isinstance(d, int) for d in spec["tensor-spec"]["shape"])
        assert "inputs" in model["signature"]


def main(root):
    runs = set()
    for experiment in subdirs(root):
        if experiment in (".trash", "models"):
            continue
        directory = os.path.join(root, experiment)
        info = meta(directory)
        assert info["experiment_id"] == experiment and isinstance(info["name"], str) and info["name"]
        assert info["lifecycle_stage"] == "active" and isinstance(info["creation_time"], int)
        local(info["artifact_location"], root)
        print(f"experiment {experiment} {info['name']!r}")
        for entry in subdirs(directory):
            if entry not in ("tags", "datasets", "traces", "models"):
                runs.add(run(root, experiment, os.path.join(directory, entry)))
    for name in subdirs(os.path.join(root, "models")):
        directory = os.path.join(root, "models", name)
        info = meta(directory)
        assert info["name"] == name and not re.search(r"[/\\%:]", name)
        aliases = resources(directory, "aliases")
        resources(directory, "tags")
        for entry in subdirs(directory):
            if entry.startswith("version-"):
                version = meta(os.path.join(directory, entry))
                assert version["name"] == name and version["version"] == int(entry[len("version-"):])
                assert version["current_stage"] == "None" and version["status"] == "READY"
                assert version["run_id"] is None or version["run_id"] in runs
                resources(os.path.join(directory, entry), "tags")
                ml_model(local(version["storage_location"] or version["source"], root))
        for alias, number in aliases.items():
            assert ALIAS.match(alias) and os.path.isdir(os.path.join(directory, f"version-{number}")), alias
        print(f"model {name!r} {[d for d in subdirs(directory) if d.startswith('version-')]} {aliases}")


main(sys.argv[1])
