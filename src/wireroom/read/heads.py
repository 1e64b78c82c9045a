"""What heads of the encoder may label; the order of the labels is the order of the tags in a model's scores.

The shipped model has `attribution` and `mentions`. `times` and `quantities` are trained and measured only: the rules read
them better (docs/internals/encoder.md).
"""

from collections.abc import Mapping

HEADS: Mapping[str, tuple[str, ...]] = {
    "attribution": ("speaker", "cue", "content"),
    "mentions": ("person", "organisation", "group", "place", "event", "other"),
    "times": ("date", "time", "duration", "set"),
    "quantities": ("count", "money", "share", "age", "duration"),
}
