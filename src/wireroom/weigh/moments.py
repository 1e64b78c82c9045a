"""Order in time: ISO dates and minutes as spans, so that "before" is only said where nothing overlaps."""

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple


class Moment(NamedTuple):
    """From the first to the last instant that a time can mean; both aware, UTC."""

    earliest: datetime
    latest: datetime

    @property
    def middle(self) -> datetime:
        """The instant between both bounds: days that follow each other lie a day apart."""
        return self.earliest + (self.latest - self.earliest) / 2

    def before(self, other: "Moment", *, apart: timedelta = timedelta(0)) -> bool:
        """Whether all of this lies before all of the other, by at least `apart`."""
        return self.latest + apart < other.earliest


@lru_cache(maxsize=1 << 14)
def moment_of(iso: str | None) -> Moment | None:
    """The moment of an ISO date, minute or instant; None for no time, or for words that are not ISO."""
    if not iso:
        return None
    try:
        if len(iso) == 10:
            day = datetime.combine(date.fromisoformat(iso), datetime.min.time(), UTC)
            return Moment(day, day + timedelta(days=1, microseconds=-1))
        instant = datetime.fromisoformat(iso)
    except ValueError:
        return None
    instant = instant if instant.tzinfo else instant.replace(tzinfo=UTC)
    return Moment(instant, instant)


def iso_of(published: datetime | None, grain: str | None) -> str | None:
    """ISO text of a publication time: a date when the clock time is not known."""
    if published is None:
        return None
    at = published.astimezone(UTC)
    return at.date().isoformat() if grain == "day" else at.isoformat().replace("+00:00", "Z")
