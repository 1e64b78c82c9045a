"""Lines that say when a report was published: a dateline, a line that is only a date, "Published on 5 March 2019".

A report without a date of its own takes the day from the full date of such a line at its head, so that "on Tuesday" can
be resolved. Two such lines that disagree, as in a heap of texts, date nothing.
"""

import re
from collections.abc import Sequence
from datetime import date

from wireroom.records.readings import Sentence, TimeExpression

# How far into a text its dateline or date of publication may stand, in characters.
_HEAD = 600
# The longest place of a dateline, in characters.
_PLACE = 60
# Characters before a date in which "published" or "updated" stands.
_REACH = 24

_PUBLISHED = re.compile(
    r"(?:published|posted|updated|last updated|last modified|first published|date)(?: on| at)?[ ]?:?[ ]*$",
    re.IGNORECASE,
)
_UPDATED = re.compile(r"\b(?:updated|modified)(?: on| at)?[ ]?:?[ ]*$", re.IGNORECASE)
# "GORVANE, ", "SAN TESTO, Exampleland, ", "GORVANE (Agency), " at the start of a sentence.
_PLACE_BEFORE = re.compile(
    r"[\"“'‘(]?[A-Z][A-Z.'’-]+(?:[ -][A-Z.'’-]+){0,3}(?:,[ ][A-Z][\w.'’-]+(?:[ ][A-Z][\w.'’-]+)?)?(?:[ ]?\([^()\n]{1,40}\))?[ ]?,?[ ]"
)
# What closes a dateline: an agency in brackets, a dash, or both.
_CLOSES = re.compile(r"[ ]?,?[ ]?(?:\([^()\n]{1,40}\)[ ]?(?:[-–—:]|(?=[A-Z\"“]))|[-–—]{1,2}[ ])")


def says_publication(text: str, start: int, end: int, sentence: Sentence) -> bool:
    """Whether a date stands alone on its line, behind "published" or "updated", or in a dateline."""
    before = text[sentence.start : start]
    alone = not before.strip() and text[end : sentence.end].strip(" .,") == ""
    return alone or _PUBLISHED.search(before[-_REACH:]) is not None or _in_dateline(text, start, end, sentence)


def _in_dateline(text: str, start: int, end: int, sentence: Sentence) -> bool:
    """Whether the date stands between a place in capitals and the dash or agency that closes a dateline."""
    before = text[sentence.start : start]
    if len(before) > _PLACE or not _PLACE_BEFORE.fullmatch(before):
        return False
    return _CLOSES.match(text, end) is not None


def day_of_publication(text: str, found: Sequence[TimeExpression]) -> date | None:
    """The day that lines of publication agree on, the first at the head of the text; None when none does, or they differ."""
    dated = [time for time in found if _tells_the_day(text, time)]
    days = {(time.earliest or "")[:10] for time in dated}
    return date.fromisoformat(days.pop()) if len(days) == 1 and dated[0].start <= _HEAD else None


def _tells_the_day(text: str, time: TimeExpression) -> bool:
    """Whether a line of publication names its day in full; a line of update does not count."""
    full = time.resolved_against == "itself" and time.grain in ("day", "time") and "/" not in time.value
    updated = _UPDATED.search(text[max(0, time.start - _REACH) : time.start])
    return time.role == "published" and full and updated is None
