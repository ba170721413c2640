#!/usr/bin/env bash
# One prediction of one row: the library's model and endpoint beside ONNX Runtime's Java binding (plain and tuned by hand) and DJL, in one run: prints
# the median time of a call, which other work on the machine hardly moves, bytes allocated a call, and the ratios. Of batches with -p rows=1024.
# Needs the jar of the benchmarks (mvn -q -Pbench -DskipTests -pl mlops-benchmarks -am package).
#   mlops-benchmarks/src/main/scripts/serving-ratios.sh [options of JMH …]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../.."

jar=target/benchmarks.jar
[ -f "$jar" ] || { echo "There is no $jar; package it first, as the head of this script says." >&2; exit 1; }
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

java -jar "$jar" '(OnnxBenchmark|DjlBenchmark)' -bm sample -prof gc "$@" -rf json -rff "$scratch/result.json" >"$scratch/jmh.log" 2>&1 ||
  { cat "$scratch/jmh.log" >&2; exit 1; }
python3 - "$scratch/result.json" <<'PYTHON'
import json, sys

rows = {}
for result in json.load(open(sys.argv[1])):
    name = result["benchmark"].rsplit(".", 1)[1]
    allocated = next(v["score"] for k, v in result["secondaryMetrics"].items() if k.endswith("gc.alloc.rate.norm"))
    rows[name] = (result["primaryMetric"]["scorePercentiles"]["50.0"], allocated)
print(f"{'':12}{'µs a call':>12}{'B a call':>10}{'x tuned':>9}{'plain is':>10}{'DJL is':>9}")
for name in ("tuned", "library", "stoppable", "endpoint", "plain", "djl"):
    time, allocated = rows[name]
    print(f"{name:12}{time:12.2f}{allocated:10.0f}{time / rows['tuned'][0]:8.2f}x"
          f"{rows['plain'][0] / time:9.2f}x{rows['djl'][0] / time:8.2f}x")
PYTHON
