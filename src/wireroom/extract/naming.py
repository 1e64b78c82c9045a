"""Names that must be equal across reports: the outlet of a report, and its id."""

import re
from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import urlsplit

from wireroom.records.reports import Report

_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{1,61}")
_EDITION = re.compile(r"^(?:www\d?|m|mobile|amp)\.(?=[^.]+\.)")
_WAYBACK = re.compile(r"^https?://web\.archive\.org/web/\d+[a-z_]*/(?=https?://)", re.IGNORECASE)
_FILE_ENDINGS = frozenset(
    "txt md markdown html htm xhtml json jsonl ndjson eml mbox pdf warc gz xml rss atom text csv tsv zip".split()
)


def host_of(url: str | None) -> str | None:
    """The host of an address without "www.", "m." or "amp.", which name the same outlet; the archived one in a Wayback
    address."""
    if not url:
        return None
    try:
        host = (urlsplit(_WAYBACK.sub("", url)).hostname or "").rstrip(".")
    except ValueError:
        return None
    return _EDITION.sub("", host) or None


def folder_outlet(name: str) -> str | None:
    """The innermost folder of a path that looks like a domain ("reports/courier.example/x.html")."""
    for folder in reversed(name.lower().split("/")[:-1]):
        if _HOST.fullmatch(folder) and folder.rpartition(".")[2] not in _FILE_ENDINGS:
            return _EDITION.sub("", folder)
    return None


def distinct(reports: Iterable[Report]) -> list[Report]:
    """The reports in order of id, each with an id of its own.

    Reports that share an id are put in order of text, name and address, never of arrival; the first keeps the id, the
    others get `~2`, `~3`, … (skipping any that is taken).
    """
    ordered = sorted(reports, key=lambda r: (r.id, r.text, r.name, r.url or "", str(r.published or "")))
    taken = {report.id for report in ordered}
    last: str | None = None
    number, kept = 1, []
    for report in ordered:
        if report.id != last:
            last, number = report.id, 1
            kept.append(report)
            continue
        number += 1
        while f"{report.id}~{number}" in taken:
            number += 1
        kept.append(replace(report, id=f"{report.id}~{number}"))
        taken.add(f"{report.id}~{number}")
    return sorted(kept, key=lambda r: r.id)
