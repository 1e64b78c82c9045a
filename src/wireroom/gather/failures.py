"""Failures of gathering: what was wrong with which item, and what to do about it."""

from wireroom.errors import UnreadableInput
from wireroom.records.runs import Failure


def unreadable(name: str, problem: str, remedy: str) -> Failure:
    """A Failure of kind UnreadableInput."""
    return Failure(name, UnreadableInput.__name__, str(UnreadableInput(name, problem, remedy)))


def problem_of(error: OSError, name: str) -> Failure:
    """The Failure for a file or folder that the system will not give."""
    if isinstance(error, PermissionError):
        return unreadable(name, "no permission to read it", f"Give yourself the right to read it (chmod u+r {name}).")
    if isinstance(error, FileNotFoundError):
        return unreadable(name, "a link to a file that is not there", "Mend or remove the link.")
    return unreadable(name, f"it could not be read: {error.strerror or error}", "Check the disk and the path.")
