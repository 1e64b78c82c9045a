"""`python -m benchmarks.thread_scale.plot RESULT.json OUT.svg`: cost a report against the number of reports, as an SVG of our own.

RESULT is the last line of the benchmark. Both axes are logarithmic: a cost that does not grow with the stream is a level line.
"""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from math import log10
from pathlib import Path

WIDTH, HEIGHT = 720, 420
LEFT, RIGHT, TOP, BOTTOM = 70, 190, 30, 50
COLOURS = ("#1b6ca8", "#c1440e", "#2d7d46", "#7b4fa3", "#8a6d00", "#5f6b73", "#b0457b", "#333333")
LABELS = {
    "lineage_live": "lineage, live",
    "lineage_batch": "lineage, batch",
    "thread_live": "stories, live",
    "thread_batch": "stories, batch",
    "together": "both, two processes",
    "datasketch": "peer: datasketch",
    "rensa": "peer: rensa",
    "tfidf": "peer: single-pass TF-IDF",
}
Points = Sequence[tuple[float, float]]


def main(arguments: Sequence[str]) -> int:
    """Write the plot."""
    found = json.loads(Path(arguments[0]).read_text(encoding="utf-8").strip().splitlines()[-1])["sizes"]
    parts = [part for part in LABELS if any(part in figures for figures in found.values())]
    curves = {
        part: [
            (float(size), found[size][part]["us_per_report"]) for size in sorted(found, key=int) if part in found[size]
        ]
        for part in parts
    }
    Path(arguments[1]).write_text("\n".join(_svg(curves)) + "\n", encoding="utf-8")
    return 0


def _svg(curves: Mapping[str, Points]) -> Iterator[str]:
    sizes = sorted({size for points in curves.values() for size, _ in points})
    costs = [cost for points in curves.values() for _, cost in points]
    low, high = 10 ** int(log10(min(costs))), 10 ** (int(log10(max(costs))) + 1)
    frame = _Frame(sizes[0], sizes[-1], low, high)
    yield f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12">'
    yield f'<title>Microseconds of processor a report against reports in thirty days</title><rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>'
    yield from _axes(frame, sizes)
    for number, (part, points) in enumerate(sorted(curves.items(), key=lambda curve: -curve[1][-1][1])):
        colour = COLOURS[list(LABELS).index(part) % len(COLOURS)]
        dash = ' stroke-dasharray="5 4"' if LABELS[part].startswith("peer") else ""
        line = " ".join(f"{frame.x(size):.1f},{frame.y(cost):.1f}" for size, cost in points)
        yield f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"{dash}/>'
        yield from (f'<circle cx="{frame.x(s):.1f}" cy="{frame.y(c):.1f}" r="3.5" fill="{colour}"/>' for s, c in points)
        yield f'<text x="{WIDTH - RIGHT + 14}" y="{TOP + 14 + 20 * number}" fill="{colour}">{LABELS[part]}</text>'
    yield "</svg>"


class _Frame:
    """Places on the paper."""

    def __init__(self, first: float, last: float, low: float, high: float) -> None:
        self.first, self.last, self.low, self.high = first, max(last, first * 10), low, high

    def x(self, size: float) -> float:
        """Across, by the number of reports."""
        return LEFT + (WIDTH - LEFT - RIGHT) * log10(size / self.first) / log10(self.last / self.first)

    def y(self, cost: float) -> float:
        """Down, by the cost."""
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * log10(cost / self.low) / log10(self.high / self.low)


def _axes(frame: _Frame, sizes: Sequence[float]) -> Iterator[str]:
    right, base = WIDTH - RIGHT, HEIGHT - BOTTOM
    cost = frame.low
    while cost <= frame.high:
        y = frame.y(cost)
        yield f'<line x1="{LEFT}" x2="{right}" y1="{y:.1f}" y2="{y:.1f}" stroke="#ddd"/>'
        yield f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{cost:,}</text>'
        cost *= 10
    for size in sizes:
        yield f'<text x="{frame.x(size):.1f}" y="{base + 18}" text-anchor="middle">{size:,.0f}</text>'
    yield f'<text x="{(LEFT + right) / 2}" y="{HEIGHT - 10}" text-anchor="middle">reports in thirty days</text>'
    yield f'<text x="14" y="{HEIGHT / 2}" transform="rotate(-90 14 {HEIGHT / 2})" text-anchor="middle">µs of processor a report</text>'


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
