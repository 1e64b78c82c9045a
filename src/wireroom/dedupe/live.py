"""Lineage of a stream: each report as it comes in, against those before it. A fold whose state is saved and loaded as bytes.

`dedupe` is this fold over all reports in the order of publication with nothing forgotten, so both agree when reports come in
in that order. The words of the latest reports are kept as hashes, and their shares are exact; of older ones only sampled
runs are known, and their shares are estimates that say so.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

import numpy as np

from wireroom.dedupe.citing import cited, outlet_names
from wireroom.dedupe.credits import Credit, credit_of
from wireroom.dedupe.family import family_words
from wireroom.dedupe.kept import Facts, facts_of, microseconds
from wireroom.dedupe.lineage import (
    Earlier,
    Verdict,
    copied_spans,
    further_parts,
    judge,
    kind_of,
    reasons_of,
)
from wireroom.dedupe.memory import Candidate, Memory
from wireroom.dedupe.near import Overlap, Print, guessed_overlap, overlap, prints_of
from wireroom.outlets import Registry
from wireroom.records.reports import Lineage, Report

WINDOW_DAYS = 30
# Reports whose words are kept as hashes, so that shares are exact: 180 MB at 450 words.
WHOLE_REPORTS = 100_000
# Reports hashed and looked up together: their characters stay in the processor's cache.
CHUNK = 64

_MICROSECOND = timedelta(microseconds=1)


class LiveLineage:
    """Who copied whom, live. Give it reports in the order in which they come in."""

    def __init__(
        self,
        *,
        window_days: float | None = WINDOW_DAYS,
        whole_reports: int | None = WHOLE_REPORTS,
        registry: Registry | None = None,
    ) -> None:
        """An empty state; None keeps for ever. `registry` tells families of outlets and whose copy they take."""
        window = None if window_days is None else timedelta(days=window_days) // _MICROSECOND
        self._memory = Memory(window, whole_reports)
        self._registry = registry or Registry()

    def take(self, reports: Sequence[Report]) -> list[Lineage]:
        """The lineage of each report against all before it, in the same order. Cutting the stream into calls changes nothing."""
        found = []
        for start in range(0, len(reports), CHUNK):
            found += self._take(reports[start : start + CHUNK])
        return found

    def to_bytes(self) -> bytes:
        """The state; the registry is not part of it."""
        return self._memory.to_bytes()

    @classmethod
    def from_bytes(cls, data: bytes, *, registry: Registry | None = None) -> "LiveLineage":
        """The stream that goes on where the saved one stopped."""
        live = cls(registry=registry)
        live._memory = Memory.from_bytes(data)
        return live

    def _take(self, reports: Sequence[Report]) -> list[Lineage]:
        memory, start = self._memory, self._memory.end
        prints = prints_of(reports)
        facts = [
            facts_of(report, item, start + place)
            for place, (report, item) in enumerate(zip(reports, prints, strict=True))
        ]
        lows = [
            memory.enter(report.id, fact, item, microseconds(report.captured or report.published))
            for report, fact, item in zip(reports, facts, prints, strict=True)
        ]
        equals = memory.equals(lows, facts, start)
        addresses = memory.same_address(lows, facts, start)
        near = memory.candidates(lows, prints, [equal is None for equal in equals], start)
        found = []
        for place, report in enumerate(reports):
            one = _One(start + place, lows[place], prints[place], facts[place], equals[place])
            found.append(self._lineage(report, one, _with(near[place], equals[place], addresses[place])))
        memory.forget()
        return found

    def _lineage(self, report: Report, one: "_One", known: Sequence[Candidate]) -> Lineage:
        earlier = [self._beside(one, candidate) for candidate in known]
        verdict = self._verdict(one, earlier)
        whole = verdict.of if verdict and verdict.kind in ("copy", "edit") else None
        root = one.number if whole is None else self._root_of(whole, one.low)
        credit = credit_of(report)
        agency = credit.name if credit else self._memory.agency_of(whole.number) if whole else None
        self._memory.settle(one.number, root, agency)
        also = further_parts(one.facts, verdict.of if verdict else None, earlier)
        line = Lineage(
            report.id,
            "original",
            agency=agency,
            group=self._memory.id_of(root),
            also=also,
            copied=copied_spans(one.item, {part.of for part in also}, verdict.of.id if verdict else None, earlier),
            cites=cited(report, self._registry, self._memory.outlets),
        )
        for name in outlet_names(report.outlet):
            self._memory.outlets.setdefault(name, report.outlet or "")
        family = family_words(report, one.facts, verdict, agency, self._registry)
        return _told(line, verdict, one, credit, family)

    def _verdict(self, one: "_One", earlier: list[Earlier]) -> Verdict | None:
        """How the report stands to the first report of the group that it belongs to, or to the nearest where that fails."""
        same = next((other for other in earlier if other.number == one.equal), None)
        if same and one.facts.may_be_one_text(same.facts):
            verdict = Verdict("copy", same)
        elif (found := judge(one.item, one.facts, earlier)) is not None:
            verdict = found
        else:
            return None
        root = self._root_of(verdict.of, one.low)
        if verdict.kind == "partial_copy" or root == verdict.of.number:
            return verdict
        first = next((other for other in earlier if other.number == root), None)
        first = first or self._beside(one, Candidate(root, one.item.runs[:0]))
        return Verdict(verdict.kind, first) if kind_of(one.item, one.facts, first) == verdict.kind else verdict

    def _root_of(self, of: Earlier, low: int) -> int:
        """The first report of the group of an earlier one, or that one when the first is forgotten."""
        return of.facts.root if of.facts.root >= low else of.number

    def _beside(self, one: "_One", candidate: Candidate) -> Earlier:
        """An earlier report with what it shares: counted in full while its words are kept, estimated after."""
        number, facts = candidate.number, self._memory.facts_of(candidate.number)
        other = self._memory.print_of(number, one.number)
        if number == one.equal:
            seen = Overlap(np.ones(one.item.word_count, bool), facts.words, facts.words)
        elif other is None:
            seen = guessed_overlap(one.item, facts.words, candidate.shared)
        else:
            seen = overlap(one.item, other)
        return Earlier(number, self._memory.id_of(number), facts, seen, other.marks if other else None)


@dataclass(frozen=True, slots=True, eq=False)
class _One:
    """A report as it is judged: its number, the first number that it sees, and the first with equal words."""

    number: int
    low: int
    item: Print
    facts: Facts
    equal: int | None


def _with(near: Sequence[Candidate], *others: int | None) -> list[Candidate]:
    """The candidates and the other numbers, each once, earliest first."""
    known = {one.number: one for one in near}
    nothing = np.zeros(0, np.uint32)
    for number in others:
        if number is not None:
            known.setdefault(number, Candidate(number, nothing))
    return [known[number] for number in sorted(known)]


def _told(line: Lineage, verdict: Verdict | None, one: _One, credit: Credit | None, family: tuple[str, ...]) -> Lineage:
    """The lineage with what the verdict and the credit say."""
    credited = _credit_words(line, credit)
    if verdict is None:
        whole = credit is not None and credit.whole
        absent = (f"{credited[0]}, whose own text is not among the reports",) if whole else credited
        return replace(line, kind="copy" if whole else "original", reasons=(*absent, *family))
    of = verdict.of
    return replace(
        line,
        kind=verdict.kind,
        of=of.id,
        share=round(of.seen.left_share, 4),
        of_share=round(of.seen.right_share, 4),
        direction_known=one.facts.surely_after(of.facts),
        reasons=(*reasons_of(verdict.kind, one.facts, of, equal=one.equal == of.number), *family, *credited),
        estimated=of.seen.sampled > 0,
    )


def _credit_words(line: Lineage, credit: Credit | None) -> tuple[str, ...]:
    if credit is None:
        return (f"what it copies is credited to {line.agency}",) if line.agency else ()
    if not credit.whole:
        return (f"credits {credit.name} for a part of it",)
    return (f"credited to {credit.name}",)
