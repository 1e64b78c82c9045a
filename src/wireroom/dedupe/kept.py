"""What is kept of a report once its text is gone: a row of numbers, and the hashes of its words while it is among the latest.

A row is 72 bytes. Strings (address, outlet, owner) are kept as hashes: they are only ever asked whether they are equal.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from hashlib import blake2b
from urllib.parse import urlsplit

import numpy as np

from wireroom.dedupe.near import Print
from wireroom.records.reports import Report

NO_TIME = np.iinfo(np.int64).min
MICROSECONDS_A_DAY = 86_400_000_000
# A text of fewer words that does not bear its title may be a wall, a notice or a player's instructions.
FURNITURE_WORDS = 150
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)

ROW = np.dtype(
    [
        ("key", "<u8"),
        ("address", "<u8"),
        ("outlet", "<u4"),
        ("host", "<u4"),
        ("owner", "<u4"),
        ("title", "<u4"),
        ("words", "<u4"),
        ("published", "<i8"),
        ("modified", "<i8"),
        ("stamp", "<i8"),
        ("root", "<i8"),
        ("agency", "<i2"),
        ("bare_day", "?"),
        ("titled", "?"),
    ]
)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a report beside its words; hashes are 0 where there is nothing.

    `published` and `modified` are in microseconds since 1970, None when unknown; `bare_day` when only the day is known. `root` is the number
    of the first report of the copy group.
    """

    key: int
    address: int
    outlet: int
    host: int
    owner: int
    title: int
    words: int
    published: int | None
    modified: int | None
    bare_day: bool
    titled: bool
    root: int
    agency: int

    def surely_after(self, other: "Facts") -> bool:
        """Whether publication times say so, or for two versions at one address the times of their last changes.

        A bare date and a clock time of the same day say nothing.
        """
        if self.same_address(other) and self.version != other.version and None not in (self.version, other.version):
            return (self.version or 0) > (other.version or 0)
        if self.published is None or other.published is None:
            return False
        if self.bare_day or other.bare_day:
            return self.published // MICROSECONDS_A_DAY > other.published // MICROSECONDS_A_DAY
        return self.published > other.published

    @property
    def version(self) -> int | None:
        """When this version was made: its last change, or its publication to the second."""
        return self.modified if self.modified is not None or self.bare_day else self.published

    def days_after(self, other: "Facts") -> float:
        """Days from the other's publication to this one's; infinite when one is unknown."""
        if self.published is None or other.published is None:
            return float("inf")
        return (self.published - other.published) / MICROSECONDS_A_DAY

    def same_outlet(self, other: "Facts") -> bool:
        """Whether both are of one outlet, by name, or by host when a name is missing."""
        if self.outlet and other.outlet:
            return self.outlet == other.outlet
        return self.host != 0 and self.host == other.host

    def may_be_one_text(self, other: "Facts") -> bool:
        """False when what both share may be their pages' furniture: a text without a word of its title recurs under others.

        Furniture stands on the pages of one outlet or is short; under one title it would be the article all the same.
        """
        if (self.titled and other.titled) or (self.title and self.title == other.title):
            return True
        return not self.same_outlet(other) and min(self.words, other.words) >= FURNITURE_WORDS

    def same_address(self, other: "Facts") -> bool:
        """Whether both stood at one address."""
        return self.address != 0 and self.address == other.address


def facts_of(report: Report, item: Print, number: int) -> Facts:
    """The facts of a report as it comes in, the root of its own group."""
    address = address_of(report.url)
    return Facts(
        key=item.key,
        address=_digest(address),
        outlet=outlet_key(report.outlet),
        host=_hash(address.partition("/")[0]) >> 32,
        owner=_hash((report.owner or "").casefold()) >> 32,
        title=item.title_key >> 32,
        words=item.word_count,
        published=microseconds(report.published),
        modified=microseconds(report.modified),
        bare_day=report.published_grain == "day",
        titled=item.titled,
        root=number,
        agency=-1,
    )


def outlet_key(name: str | None) -> int:
    """32 bits for an outlet's name, 0 for none."""
    return _hash((name or "").casefold()) >> 32


def row_of(facts: Facts, stamp: int) -> tuple[int | bool, ...]:
    """The facts in the order of ROW."""
    published, modified = (NO_TIME if time is None else time for time in (facts.published, facts.modified))
    ids = (facts.key, facts.address, facts.outlet, facts.host, facts.owner, facts.title, facts.words)
    return (*ids, published, modified, stamp, facts.root, facts.agency, facts.bare_day, facts.titled)


def facts_at(row: np.void) -> Facts:
    """The facts of a row."""
    key, address, outlet, host, owner, title, words, published, modified, _, root, agency, bare_day, titled = row.item()
    when, changed = (None if time == NO_TIME else time for time in (published, modified))
    return Facts(
        key, address, outlet, host, owner, title, words, when, changed, bool(bare_day), bool(titled), root, agency
    )


def microseconds(moment: datetime | None) -> int | None:
    """Microseconds since 1970."""
    return None if moment is None else (moment - _EPOCH) // _MICROSECOND


def address_of(url: str | None) -> str:
    """The address without scheme, www, tracking query, fragment and closing slash; empty when there is none."""
    # urlsplit rejects "http://[half": a bad address is no address.
    if url is None or "://" not in url or re.search(r"[\[\]]", url):
        return ""
    parts = urlsplit(url)
    if not parts.netloc:
        return ""
    query = f"?{parts.query}" if parts.query and "utm_" not in parts.query else ""
    return f"{re.sub(r'^www[.]|:(?:80|443)$', '', parts.netloc.lower())}{parts.path.rstrip('/')}{query}"


@lru_cache(maxsize=20_000)
def _hash(words: str) -> int:
    """64 bits for a word that comes again and again; 0 for none."""
    return _digest(words)


def _digest(words: str) -> int:
    """64 bits; 0 for no words."""
    if not words:
        return 0
    return int.from_bytes(blake2b(words.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")
