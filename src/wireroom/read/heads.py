"""What the encoder's heads label; the order of the labels is the order of the tags in the shipped model."""

from collections.abc import Mapping

HEADS: Mapping[str, tuple[str, ...]] = {
    "attribution": ("speaker", "cue", "content"),
    "mentions": ("person", "organisation", "group", "place", "event", "other"),
    "times": ("date", "time", "duration", "set"),
    "quantities": ("count", "money", "share", "age", "duration"),
}
