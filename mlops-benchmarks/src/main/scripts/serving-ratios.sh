#!/usr/bin/env bash
# One prediction of one row: the library's model and endpoint beside ONNX Runtime's Java binding (plain and tuned by hand) and DJL, in turns: prints the
# median time of a call in each one's best of three rounds, so that other work on the machine falls on none alone, bytes allocated a call, and the ratios.
# Of batches with -p rows=1024. Needs the jar of the benchmarks (mvn -q -Pbench -DskipTests -pl mlops-benchmarks -am package).
#   [ROUNDS=3] mlops-benchmarks/src/main/scripts/serving-ratios.sh [options of JMH …]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../.."

jar=target/benchmarks.jar
[ -f "$jar" ] || { echo "There is no $jar; package it first, as the head of this script says." >&2; exit 1; }
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

for round in $(seq "${ROUNDS:-3}"); do
  java -jar "$jar" '(OnnxBenchmark|DjlBenchmark)' -bm sample -prof gc -f 1 -wi 2 -w 1 -i 3 -r 1 "$@" \
    -rf json -rff "$scratch/$round.json" >"$scratch/jmh.log" 2>&1 || { cat "$scratch/jmh.log" >&2; exit 1; }
done
python3 - "$scratch"/*.json <<'PYTHON'
import json, sys

rows = {}
for file in sys.argv[1:]:
    for result in json.load(open(file)):
        name = result["benchmark"].rsplit(".", 1)[1]
        allocated = next(v["score"] for k, v in result["secondaryMetrics"].items() if k.endswith("gc.alloc.rate.norm"))
        found = (result["primaryMetric"]["scorePercentiles"]["50.0"], allocated)
        rows[name] = min(found, rows.get(name, found))
print(f"{'':12}{'µs a call':>12}{'B a call':>10}{'x tuned':>9}{'plain is':>10}{'DJL is':>9}")
for name in ("tuned", "library", "stoppable", "endpoint", "plain", "djl"):
    time, allocated = rows[name]
    print(f"{name:12}{time:12.2f}{allocated:10.0f}{time / rows['tuned'][0]:8.2f}x"
          f"{rows['plain'][0] / time:9.2f}x{rows['djl'][0] / time:8.2f}x")
PYTHON
