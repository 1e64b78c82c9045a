"""Wireroom: one account of what many outlets report, every line checkable down to the character."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from wireroom.config import Settings
    from wireroom.records.accounts import Account
    from wireroom.room import Room

__version__ = "0.1.0"
__all__ = ["Account", "Room", "Settings", "__version__"]

_HOMES = {"Room": "wireroom.room", "Settings": "wireroom.config", "Account": "wireroom.records.accounts"}


def __getattr__(name: str) -> Any:
    """Public names load their module when first used, so that importing the package stays free."""
    from importlib import import_module

    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'wireroom' has no attribute {name!r}")
