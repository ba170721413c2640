#!/usr/bin/env bash
# What the monitor's recorder takes for a value beside KLL, t-digest, DDSketch, HdrHistogram and counters a bin, with one thread and with two, and what a monitor costs an endpoint: prints nanoseconds
# a value (the best of three rounds), bytes allocated and ratios. Needs JDK 17 and the jar of the benchmarks (mvn -q -Pbench -DskipTests -pl mlops-benchmarks -am package).
#   [ROUNDS=3] mlops-benchmarks/src/main/scripts/recorder-ratios.sh
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../.."

jar=target/benchmarks.jar
[ -f "$jar" ] || { echo "There is no $jar; package it first, as the head of this script says." >&2; exit 1; }
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

for round in $(seq "${ROUNDS:-3}"); do
  for threads in 1 2; do
    java -jar "$jar" RecorderBenchmark -prof gc -t "$threads" -wi 2 -w 1 -i 3 -r 1 \
      -rf json -rff "$scratch/values-$threads-$round.json" >"$scratch/jmh.log" 2>&1 || { cat "$scratch/jmh.log" >&2; exit 1; }
  done
  java -jar "$jar" RoutingBenchmark -p on=bare,monitored -bm sample -prof gc -f 1 -wi 2 -w 1 -i 3 -r 1 \
    -rf json -rff "$scratch/endpoint-$round.json" >"$scratch/jmh.log" 2>&1 || { cat "$scratch/jmh.log" >&2; exit 1; }
done
python3 - "$scratch" <<'PYTHON'
import glob, json, sys

def allocated(result):
    return next(v["score"] for k, v in result["secondaryMetrics"].items() if k.endswith("gc.alloc.rate.norm"))

rows = {}
for threads in (1, 2):
    for file in glob.glob(f"{sys.argv[1]}/values-{threads}-*.json"):
        for result in json.load(open(file)):
            name = result["benchmark"].rsplit(".", 1)[1]
            found = (result["primaryMetric"]["score"], allocated(result))
            rows[name, threads] = min(found, rows.get((name, threads), found))
print(f"{'':14}{'ns a value':>12}{'two threads':>13}{'B a value':>11}{'x KLL':>8}")
for name in ("recorder", "hdrhistogram", "ddsketch", "kll", "adders", "tdigest"):
    one, two = rows[name, 1], rows[name, 2]
    print(f"{name:14}{one[0]:12.1f}{two[0]:13.1f}{one[1]:11.2f}{one[0] / rows['kll', 1][0]:7.2f}x")
found = {}
for file in glob.glob(f"{sys.argv[1]}/endpoint-*.json"):
    for result in json.load(open(file)):
        row = (result["primaryMetric"]["scorePercentiles"]["50.0"], allocated(result))
        on = result["params"]["on"]
        found[on] = min(row, found.get(on, row))
for on in ("bare", "monitored"):
    print(f"endpoint, {on:12}{found[on][0]:8.2f} µs at the median{found[on][1]:8.0f} B a call{found[on][0] / found['bare'][0]:7.2f}x")
PYTHON
