"""Lines of an account, cut from the reports: every line is a whole sentence (or a claim's words) with its anchor."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wireroom.records.accounts import Line
from wireroom.records.ids import content_id
from wireroom.records.readings import Material, Sentence
from wireroom.records.spans import Anchor, anchor_at
from wireroom.records.stories import Claim, Weighed


@dataclass(frozen=True, slots=True)
class Shelf:
    """The materials of a story by report id, with what is needed to find a sentence or a claim at a place."""

    materials: Mapping[str, Material]
    claims_at: Mapping[str, tuple[tuple[int, int, str], ...]]

    def text(self, report_id: str) -> str:
        """The text of a report."""
        return self.materials[report_id].report.text

    def sentence_at(self, anchor: Anchor) -> Sentence | None:
        """The sentence of the anchor's report in which it starts."""
        sentences = self.materials[anchor.report_id].reading.sentences
        index = bisect_right(sentences, anchor.start, key=lambda sentence: sentence.start) - 1
        return sentences[index] if index >= 0 and sentences[index].end > anchor.start else None

    def claims_in(self, report_id: str, sentence: Sentence) -> tuple[str, ...]:
        """Ids of the claims with an anchor that overlaps the sentence, in the order of the text."""
        places = self.claims_at.get(report_id, ())
        return tuple(claim for start, end, claim in places if start < sentence.end and sentence.start < end)


def shelve(weighed: Weighed, materials: Mapping[str, Material]) -> Shelf:
    """The shelf of one story."""
    places: dict[str, list[tuple[int, int, str]]] = {}
    for claim in weighed.claims:
        for anchor in claim.anchors:
            places.setdefault(anchor.report_id, []).append((anchor.start, anchor.end, claim.id))
    members = {report_id: materials[report_id] for report_id in weighed.story.report_ids}
    return Shelf(members, {report_id: tuple(sorted(found)) for report_id, found in places.items()})


def claim_line(claim: Claim, *, kind: str) -> Line:
    """The claim's own words, with the passages that make it behind them."""
    marks = (claim.standing, f"origins:{len(claim.origins)}", f"reports:{claim.report_count}")
    return Line(
        claim.text, claim.anchors, kind, marks, (claim.id, *claim.statement_ids), content_id("l", kind, claim.id)
    )


def sentence_line(shelf: Shelf, report_id: str, sentence: Sentence, *, kind: str, refs: Sequence[str] = ()) -> Line:
    """A sentence of a report as a line."""
    anchor = anchor_at(report_id, shelf.text(report_id), sentence)
    line_id = content_id("l", kind, report_id, str(anchor.start), anchor.quote)
    return Line(anchor.quote, (anchor,), kind, (), tuple(refs), line_id)
