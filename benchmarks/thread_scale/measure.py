"""`python -m benchmarks.thread_scale.measure PART STREAM`: one part over one stream in this process; one line of JSON."""

import gc
import json
import resource
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from benchmarks.thread_scale import parts, peers, pipeline

PARTS: Mapping[str, Callable[[Path], parts.Figures]] = {
    "lineage_live": parts.lineage_live,
    "thread_live": parts.thread_live,
    "together": pipeline.together,
    "lineage_batch": parts.lineage_batch,
    "thread_batch": parts.thread_batch,
}
PEERS: Mapping[str, Callable[[Path], parts.Figures]] = {
    "datasketch": peers.datasketch,
    "rensa": peers.rensa,
    "tfidf": peers.tfidf,
}
KB_A_MB = 1024


def main() -> None:
    """Print the figures of one part; `peak_mb` is the resident memory of the largest process, Python itself included."""
    name, stream = sys.argv[1], Path(sys.argv[2])
    gc.freeze()
    figures = {**PARTS, **PEERS}[name](stream)
    peak_kb = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(json.dumps({"peak_mb": round(peak_kb / KB_A_MB), **figures}))


if __name__ == "__main__":
    main()
