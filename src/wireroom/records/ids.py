"""Ids that depend on content alone, so that the same input names the same things on every machine."""

from hashlib import sha256


def content_id(prefix: str, *parts: str) -> str:
    """`prefix-` and twelve hexadecimal digits over the parts; the order of parts counts."""
    digest = sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
    return f"{prefix}-{digest[:12]}"
