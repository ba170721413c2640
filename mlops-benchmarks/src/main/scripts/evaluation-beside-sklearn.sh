#!/usr/bin/env bash
# Metrics of two classes beside scikit-learn, on the same arrays of 1 and 10 million rows: prints the median times and their ratio.
# Needs Debian's python3-sklearn and the jar of the benchmarks (mvn -q -Pbench -DskipTests -pl mlops-benchmarks -am package).
#   mlops-benchmarks/src/main/scripts/evaluation-beside-sklearn.sh [rows …]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../.."

jar=target/benchmarks.jar
[ -f "$jar" ] || { echo "There is no $jar; package it first, as the head of this script says." >&2; exit 1; }
/usr/bin/python3 -c 'import sklearn' || { echo "Install python3-sklearn first." >&2; exit 1; }
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

for rows in "${@:-1000000 10000000}"; do
  for n in $rows; do
    /usr/bin/python3 - "$scratch" "$n" <<'PYTHON'
import json, statistics, sys, time
import numpy as np
from sklearn.metrics import average_precision_score, confusion_matrix, log_loss, roc_auc_score

directory, rows = sys.argv[1], int(sys.argv[2])
random = np.random.default_rng(7)
labels = (random.random(rows) < 0.3).astype(np.int32)
scores = 1 / (1 + np.exp(-(random.standard_normal(rows) + labels)))
labels.tofile(f"{directory}/labels.bin")
scores.tofile(f"{directory}/scores.bin")
work = {
    "rocAuc": lambda: roc_auc_score(labels, scores),
    "averagePrecision": lambda: average_precision_score(labels, scores),
    "logLoss": lambda: log_loss(labels, scores),
    "confusion": lambda: confusion_matrix(labels, scores >= 0.5),
}
times = {}
for name, call in work.items():
    call()
    taken = []
    for _ in range(5):
        begun = time.perf_counter()
        call()
        taken.append(1000 * (time.perf_counter() - begun))
    times[name] = statistics.median(taken)
times["everything"] = sum(times.values())
json.dump(times, open(f"{directory}/sklearn.json", "w"))
PYTHON
    java -jar "$jar" 'EvaluationBenchmark.(rocAuc|averagePrecision|logLoss|confusion|everything)$' \
      -p rows="$n" -p arrays="$scratch" -rf json -rff "$scratch/java.json" >"$scratch/jmh.log"
    /usr/bin/python3 - "$scratch" "$n" <<'PYTHON'
import json, statistics, sys
directory, rows = sys.argv[1], int(sys.argv[2])
theirs = json.load(open(f"{directory}/sklearn.json"))
print(f"{rows} rows{'':12}scikit-learn ms   mlops4j ms   ratio")
for result in json.load(open(f"{directory}/java.json")):
    name = result["benchmark"].rsplit(".", 1)[1]
    ours = statistics.median(sum(result["primaryMetric"]["rawData"], []))
    print(f"{name:24}{theirs[name]:12.1f}{ours:15.1f}{theirs[name] / ours:9.1f}x")
PYTHON
  done
done
