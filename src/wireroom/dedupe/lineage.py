"""What shared words mean: for every report an original, a copy, a part of a copy, an edit, or an agency's text.

Reports stand in the order of publication (undated ones last, ties by id). Equal texts are settled first; each remaining
report is then compared with the few earlier ones that share runs of words with it (`near`). The earliest report that
explains its words is its original: copies form a star around it, never a chain.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from urllib.parse import urlsplit

from wireroom.dedupe.near import Overlap, Print, candidates, overlap, print_of
from wireroom.outlets import agencies
from wireroom.records.reports import Lineage, LineageKind, Report

# Shares of words, measured on the dev texts (docs/internals/dedupe-and-thread.md).
COPY_SHARE = 0.8
PART_SHARE = 0.3
# An outlet repeats its own background paragraphs: a part of an article of the same outlet must be larger.
OWN_PART_SHARE = 0.5
EDIT_SHARE = 0.6
SAME_ADDRESS_SHARE = 0.2
# A later candidate must explain this much more of the words than the earliest one to be named instead.
CLEARLY_MORE = 0.1
# Under this many shared words a partial copy is a stock phrase or one quotation.
PART_WORDS = 60
EDIT_REACH_DAYS = 7
# Two short texts from one template share most words and differ in names and numbers; copies carry the same ones.
SHORT_WORDS = 150
SAME_MARKS = 0.75
# Credits stand at the edges of a text: a dateline within so many characters, a credit line within so many of the end.
DATELINE_REACH = 200
CREDIT_REACH = 160

_FAR = datetime.max.replace(tzinfo=UTC)


def trace(reports: Sequence[Report]) -> tuple[Lineage, ...]:
    """The lineage of every report, sorted by report id."""
    prints = sorted((print_of(report) for report in reports), key=lambda item: (*_moment(item.report), item.report.id))
    leaders: dict[str, Print] = {}
    copies: list[Lineage] = []
    for item in prints:
        leader = leaders.setdefault(item.key if item.word_count and item.titled else item.report.id, item)
        if leader is not item:
            copies.append(_equal(item, leader))
    credited = {item.report.id: credited_agency(item.report) for item in leaders.values()}
    own = _compare(list(leaders.values()))
    settled = {line.report_id: _with_agency(line, credited, own) for line in own.values()}
    for line in copies:
        root = settled[line.of or ""]
        settled[line.report_id] = replace(line, agency=root.agency)
    return tuple(settled[key] for key in sorted(settled))


def credited_agency(report: Report) -> str | None:
    """The news agency whose text this is by its dateline, credit line or byline; None for the agency's own report."""
    names, pattern, byline = _credit_patterns()
    title = report.title
    text = report.text if title is None or title.start else report.text[title.end :]
    head, tail = text.lstrip()[:DATELINE_REACH], text.rstrip()[-CREDIT_REACH:]
    found = pattern.search(head, 0, DATELINE_REACH) or _tail_pattern().search(tail) or byline.match(report.byline or "")
    if not found:
        return None
    words = next(group for group in found.groups() if group)
    name = names.get(words.casefold(), words)
    return None if _is_outlet(name, words, report) else name


def _compare(leaders: list[Print]) -> dict[str, Lineage]:
    """Lineages of reports with different words, by id."""
    order = {item.report.id: place for place, item in enumerate(leaders)}
    addresses = _first_at_address(leaders)
    lines: dict[str, Lineage] = {}
    for item, near in zip(leaders, candidates(leaders), strict=True):
        report = item.report
        same_address = addresses.get(_address(report), item)
        others = {order[same_address.report.id], *near} - {order[report.id]}
        pairs = [(leaders[place], overlap(item, leaders[place])) for place in sorted(others)]
        lines[report.id] = _judge(item, pairs)
    return {key: _rooted(line, lines) for key, line in lines.items()}


def _judge(item: Print, pairs: list[tuple[Print, Overlap]]) -> Lineage:
    """The lineage of one report against the earlier ones that share words with it, earliest first."""
    kinds = [(kind, other, seen) for other, seen in pairs if (kind := _kind(item, other, seen))]
    if not kinds:
        return Lineage(item.report.id, "original")
    most = max(seen.left_share for _, _, seen in kinds)
    kind, other, seen = next(found for found in kinds if found[2].left_share >= most - CLEARLY_MORE)
    known = _surely_later(item.report, other.report)
    reasons = (_share_words(seen, other.report.id), *_edit_words(kind, item.report, other.report))
    return Lineage(
        item.report.id,
        kind,
        other.report.id,
        round(seen.left_share, 4),
        direction_known=known,
        reasons=(*reasons, _direction_words(item.report, other.report, known=known)),
    )


def _kind(item: Print, other: Print, seen: Overlap) -> LineageKind | None:
    """How `item` stands to the earlier `other`; None when the shared words say nothing."""
    report, earlier = item.report, other.report
    if not (item.titled and other.titled):
        return None
    most = max(seen.left_share, seen.right_share)
    if _address(report) and _address(report) == _address(earlier) and most >= SAME_ADDRESS_SHARE:
        return "edit"
    if min(item.word_count, other.word_count) < SHORT_WORDS and not _same_facts(item, other):
        return None
    if most >= EDIT_SHARE and _same_outlet(report, earlier) and _soon_after(report, earlier):
        return "edit"
    if seen.left_share >= COPY_SHARE:
        return "copy"
    part = (
        seen.left_share >= (OWN_PART_SHARE if _same_outlet(report, earlier) else PART_SHARE)
        or seen.right_share >= COPY_SHARE
    )
    return "partial_copy" if part and seen.shared_words >= PART_WORDS else None


def _same_facts(item: Print, other: Print) -> bool:
    """Whether the report with fewer names and numbers finds most of them in the other: a template's instances do not."""
    fewer = min(len(item.marks), len(other.marks))
    return len(item.marks & other.marks) >= SAME_MARKS * fewer


def _rooted(line: Lineage, lines: dict[str, Lineage]) -> Lineage:
    """A copy of a whole copy points to the original; the earlier link has been settled before, so one step is enough."""
    root = lines.get(line.of or "")
    while root and root.kind in ("copy", "edit") and root.of and line.kind in ("copy", "edit"):
        line = replace(line, of=root.of, direction_known=line.direction_known and root.direction_known)
        root = lines[root.of]
    return line


def _equal(item: Print, leader: Print) -> Lineage:
    """The lineage of a report whose words are all those of an earlier one."""
    known = _surely_later(item.report, leader.report)
    said = f"its words are exactly those of {leader.report.id}"
    reasons = (said, _direction_words(item.report, leader.report, known=known))
    return Lineage(item.report.id, "copy", leader.report.id, 1.0, direction_known=known, reasons=reasons)


def _with_agency(line: Lineage, credited: dict[str, str | None], own: dict[str, Lineage]) -> Lineage:
    """The lineage with the agency credited in the report, or in the report that it copies whole."""
    agency = credited[line.report_id]
    if agency is None and line.kind in ("copy", "edit") and line.of:
        agency = credited[line.of]
    if agency is None:
        return line
    if line.kind != "original":
        return replace(line, agency=agency, reasons=(*line.reasons, f"credited to {agency}"))
    said = f"credited to {agency}, whose own text is not among the reports"
    return replace(line, kind="copy", agency=agency, reasons=(said,))


def _share_words(seen: Overlap, of: str) -> str:
    if seen.right_share > seen.left_share and seen.right_share >= COPY_SHARE > seen.left_share:
        return (
            f"{seen.left_share:.0%} of its words stand in {of}, and {seen.right_share:.0%} of that report's stand here"
        )
    return f"{seen.left_share:.0%} of its words stand in {of}"


def _edit_words(kind: LineageKind, report: Report, earlier: Report) -> tuple[str, ...]:
    if kind != "edit":
        return ()
    same = "address" if _address(report) and _address(report) == _address(earlier) else "outlet"
    return (f"both have the same {same}",)


def _direction_words(report: Report, earlier: Report, *, known: bool) -> str:
    if known:
        return f"published after {earlier.id}"
    why = (
        "one has no publication date" if None in (report.published, earlier.published) else "published at the same time"
    )
    return f"which came first is not known ({why}); the order of ids decides"


def _first_at_address(prints: Iterable[Print]) -> dict[str, Print]:
    """The first report of every address."""
    first: dict[str, Print] = {}
    for item in prints:
        if address := _address(item.report):
            first.setdefault(address, item)
    return first


def _address(report: Report) -> str:
    """The address without scheme, www, query, fragment and closing slash; empty when there is none."""
    parts = urlsplit(report.url or "") if _looks_like_url(report.url) else None
    if parts is None or not parts.netloc:
        return ""
    query = f"?{parts.query}" if parts.query and "utm_" not in parts.query else ""
    return f"{re.sub(r'^www[.]|:(?:80|443)$', '', parts.netloc.lower())}{parts.path.rstrip('/')}{query}"


def _looks_like_url(url: str | None) -> bool:
    """False for addresses that urlsplit rejects ("http://[half"): a bad address is no address."""
    return url is not None and "://" in url and not re.search(r"[\[\]]", url)


def _same_outlet(report: Report, earlier: Report) -> bool:
    if report.outlet and earlier.outlet:
        return report.outlet.casefold() == earlier.outlet.casefold()
    host, other = _address(report).partition("/")[0], _address(earlier).partition("/")[0]
    return bool(host) and host == other


def _soon_after(report: Report, earlier: Report) -> bool:
    """Whether the report came surely later, and within the days in which articles are edited."""
    if not _surely_later(report, earlier) or report.published is None or earlier.published is None:
        return False
    return report.published - earlier.published <= timedelta(days=EDIT_REACH_DAYS)


def _surely_later(report: Report, earlier: Report) -> bool:
    """Whether publication times say so; a bare date and a clock time of the same day say nothing."""
    if report.published is None or earlier.published is None:
        return False
    if "day" in (report.published_grain, earlier.published_grain):
        return report.published.date() > earlier.published.date()
    return report.published > earlier.published


def _moment(report: Report) -> tuple[bool, datetime]:
    # A bare date may mean any hour: it stands after the clock times of its day, so that a timed text counts as the first.
    if report.published and report.published_grain == "day":
        return False, report.published + timedelta(hours=23, minutes=59)
    return report.published is None, report.published or _FAR


def _is_outlet(name: str, words: str, report: Report) -> bool:
    """Whether the credited agency is the outlet itself."""
    outlet = (report.outlet or "").casefold()
    host = _address(report).partition("/")[0]
    plain = re.sub(r"\W", "", words.casefold())
    return outlet in (name.casefold(), words.casefold()) or (len(plain) > 3 and plain in host)


@cache
def _credit_patterns() -> tuple[dict[str, str], re.Pattern[str], re.Pattern[str]]:
    """Agency names by folded alias, the pattern of a dateline, and the pattern of a byline."""
    names = {alias.casefold(): agency.name for agency in agencies() for alias in (agency.name, *agency.aliases)}
    known = _alternatives()
    generic = r"[A-Z][\w'’-]{1,20}(?: [A-Z][\w'’-]{1,20}){0,3} (?:News Agency|Press Agency|Newswire)"
    days = r"(?:Mon|Tues?|Wed|Wednes|Thu|Thurs|Fri|Sat|Satur|Sun)(?:day)?,? \d"
    dateline = re.compile(
        rf"\((?:[^()]{{0,40}}[\s/])?({known}|{generic})(?:[\s/][^()]{{0,40}})?\)|(?:^|\s)({known}),?(?:\s?[-–—:]|\s{days})"
    )
    byline = re.compile(
        rf"^(?:[Bb]y |[Ff]rom )?(?:The |the )?({known}|{generic})(?:$|\s*[,/|–-]|\s+(?:and|with|staff|news|agenc(?:y|ies)|reporters?|correspondents?|writers?)\b)"
    )
    return names, dateline, byline


@cache
def _tail_pattern() -> re.Pattern[str]:
    """The pattern of a credit at the end of a text: "-Xyz", "(Xyz)", "Sent by: Xyz", "© 2019 Xyz"."""
    known = _alternatives()
    lead = r"(?:[-–—/|]\s?|\(|[Ss]ourc(?:e|ed from):? ?|[Cc]ourtesy:? (?:of )?|[Ww]ith (?:agency )?inputs from |[Vv]ia |[Cc]opyright (?:© ?)?(?:\d{4} )?(?:by )?|© ?(?:\d{4} )?)"
    closing = r"(?:\)?\.?\s*$|\. (?:All rights reserved|This material))"
    return re.compile(rf"{lead}(?:[Tt]he )?({known}){closing}")


@cache
def _alternatives() -> str:
    names = {alias for agency in agencies() for alias in (agency.name, *agency.aliases)}
    return "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))
