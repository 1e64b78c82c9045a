"""Invented accounts built by hand, so that writers can be tested without the stages before them.

Nothing here happened: the town of Tarnmouth, its lock, its people and all outlets are made up.
"""

from dataclasses import replace

from wireroom.records.accounts import Account, Line, LineageCard, Moment, ReportCard, StoryAccount
from wireroom.records.ids import content_id
from wireroom.records.runs import Failure
from wireroom.records.spans import Anchor, Span, anchor_at
from wireroom.records.stories import (
    Actor,
    Claim,
    Figure,
    Gap,
    Join,
    Origin,
    Place,
    Relation,
    Series,
    SetAside,
    Shown,
    Statement,
    Window,
)

TEXTS = {
    "r-aaaaaaaaaaaa": (
        "Lock gate gives way at Tarnmouth\n"
        "TARNMOUTH (Northwire) - At least four people were killed on Monday when the lock gate at Tarnmouth gave way, "
        "the Harbour Board said.\n"
        "“We are searching every cellar in Quay Street,” said Orla Fenwick, spokeswoman for the Harbour Board.\n"
        "More than 1,200 residents have left the lower town in the last two days."
    ),
    "r-bbbbbbbbbbbb": (
        "Four dead as gate fails\n"
        "At least four people were killed on Monday when the lock gate at Tarnmouth gave way, the Harbour Board said.\n"
        "Harbour bosses deny that the gate was cracked."
    ),
    "r-cccccccccccc": (
        "Toll rises to seven in Tarnmouth\n"
        "Seven people have died since the gate failed, the county hospital said on Wednesday.\n"
        "Engineer Piet Rasmund said the gate was cracked before it failed.\n"
        "About 300 people were moved to the school on Tuesday night."
    ),
    "r-dddddddddddd": (
        "Orla Fenwyck said on Monday night that dozens were missing.\n"
        "The Board is another name for the Harbour Board.\n"
        "Goalkeeper signs for a third season.\n"
        "Latest News"
    ),
}
A, B, C, D = TEXTS


def words_at(report_id: str, words: str) -> Anchor:
    """The anchor of words that stand in a report."""
    start = TEXTS[report_id].index(words)
    return anchor_at(report_id, TEXTS[report_id], Span(start, start + len(words)))


def card(report_id: str, outlet: str | None, published: str | None, **more: object) -> ReportCard:
    """A report as listed."""
    title = TEXTS[report_id].split("\n")[0] if outlet else None
    url = f"https://{outlet.lower().replace(' ', '')}.example/{report_id}" if outlet else None
    return ReportCard(report_id, outlet, title, published, url, "en", None, name=f"{report_id}.html", **more)  # type: ignore[arg-type]


def cards() -> tuple[ReportCard, ...]:
    """Two dated reports of which one copies the other, a day-grained one, and an undated mixed text."""
    copied = LineageCard("copy", A, 0.91, "Northwire", ("14 of 15 sentences are the same",))
    return (
        card(A, "Northwire", "2024-03-04T11:52:00+00:00"),
        replace(card(B, "Estuary Post", "2024-03-05"), lineage=copied),
        card(C, "County Herald", "2024-03-06T18:40:00+00:00"),
        replace(card(D, None, None), name="pasted.txt", mixed=True),
    )


def figure(anchor: Anchor, measure: str, *, sentence: Anchor | None = None, **more: object) -> Figure:
    """A figure with plain defaults; `more` overrides any field."""
    plain: dict[str, object] = {
        "id": content_id("fg", anchor.report_id, str(anchor.start), anchor.quote), "measure": measure,
        "population": "people", "low": None, "best": None, "high": None, "low_exclusive": False, "approximate": False,
        "qualitative": False, "cue": "", "aggregation": "incident", "window": None, "as_of": None, "place": None,
        "speaker": None, "standing": "single_origin", "anchor": anchor, "sentence_anchor": sentence,
    }  # fmt: skip
    return Figure(**{**plain, **more})  # type: ignore[arg-type]


BOARD = "Harbour Board"
FOUR_A = words_at(
    A, "At least four people were killed on Monday when the lock gate at Tarnmouth gave way, the Harbour Board said."
)
FOUR_B = words_at(B, FOUR_A.quote)
SEVEN = words_at(C, "Seven people have died since the gate failed, the county hospital said on Wednesday.")
CRACKED = words_at(C, "Engineer Piet Rasmund said the gate was cracked before it failed.")
DENIED = words_at(B, "Harbour bosses deny that the gate was cracked.")
LEFT = words_at(A, "More than 1,200 residents have left the lower town in the last two days.")
MOVED = words_at(C, "About 300 people were moved to the school on Tuesday night.")
SEARCH = words_at(
    A, "“We are searching every cellar in Quay Street,” said Orla Fenwick, spokeswoman for the Harbour Board."
)
MISSING = words_at(D, "Orla Fenwyck said on Monday night that dozens were missing.")


def figures() -> tuple[Figure, ...]:
    """A lower bound, a later bare number, an exclusive bound with a window, an approximate one, a count in words."""
    four = figure(words_at(A, "At least four"), "killed", low=4.0, cue="At least", speaker=BOARD, origin=BOARD,
                  sentence=FOUR_A, as_of="2024-03-04", place="Tarnmouth", standing="superseded")  # fmt: skip
    seven = figure(words_at(C, "Seven"), "killed", low=7.0, best=7.0, high=7.0, speaker="the county hospital",
                   origin="county hospital", sentence=SEVEN, as_of="2024-03-06", place="Tarnmouth",
                   aggregation="cumulative", relations=(Relation("updates", four.id, "a later count of the same"),))  # fmt: skip
    left = figure(words_at(A, "More than 1,200"), "displaced", population="residents", low=1200.0, low_exclusive=True,
                  cue="More than", sentence=LEFT, aggregation="period",
                  window=Window("in the last two days", "2024-03-02", "2024-03-04"))  # fmt: skip
    moved = figure(words_at(C, "About 300"), "evacuated", best=300.0, approximate=True, cue="About", sentence=MOVED,
                   window=Window("on Tuesday night", "2024-03-05", "2024-03-05"),
                   relations=(Relation("not_comparable", left.id,
                                       "window: “on Tuesday night” against “in the last two days”"),))  # fmt: skip
    dozens = figure(words_at(D, "dozens"), "missing", qualitative=True, cue="dozens", speaker="Orla Fenwick",
                    origin=BOARD, sentence=MISSING, window=Window("on Monday night"))  # fmt: skip
    return four, seven, left, moved, dozens


def claims() -> tuple[Claim, ...]:
    """One claim with three passages and one origin, one contested pair, one single passage."""
    board = Origin(BOARD, "organisation", ("st-1",), ("Harbour Board says so", "copied from Northwire"))
    rasmund = Origin("Piet Rasmund", "person", (), ("Piet Rasmund says so",))
    killed = Claim("cl-111111111111", FOUR_A.quote, "single_origin", (board,), 2, (), (FOUR_A, FOUR_B), (), (), 3.0)
    disputes = Relation("disputes", "cl-333333333333", "one says it, the other denies it")
    cracked = Claim("cl-222222222222", CRACKED.quote, "contested", (rasmund,), 1, (disputes,), (CRACKED,), (), (), 2.0)
    denied = Claim("cl-333333333333", DENIED.quote, "contested", (board,), 1, (), (DENIED,), (), (), 1.5)
    return killed, cracked, denied


def statements() -> tuple[Statement, ...]:
    """Direct, indirect with a time that stays relative, and a denial."""
    content = words_at(A, "We are searching every cellar in Quay Street,")
    missing = words_at(D, "dozens were missing")
    return (
        Statement("st-111111111111", "Orla Fenwick", "said", content.quote, "direct", "asserts", None, None, SEARCH,
                  (content,), "Orla Fenwick", "named", "spokeswoman", BOARD),
        Statement("st-222222222222", "Orla Fenwick", "said", missing.quote, "indirect", "asserts", None,
                  "Monday night", MISSING, (missing,), "Orla Fenwyck", "named", "spokeswoman", BOARD),
        Statement("st-333333333333", None, "deny", "the gate was cracked", "indirect", "denies", None, None, DENIED,
                  (words_at(B, "the gate was cracked"),), "Harbour bosses", "unnamed"),
    )  # fmt: skip


def line(anchor: Anchor, *, refs: tuple[str, ...] = (), kind: str = "digest") -> Line:
    """A line that is the anchor's words."""
    return Line(anchor.quote, (anchor,), kind, (), refs, content_id("l", kind, anchor.quote))


def story() -> StoryAccount:
    """The story of the lock gate, with every part filled."""
    counted = figures()
    killed = Series("killed", "people", "Tarnmouth", "cumulative", "range", Shown(4.0, 7.0, 7.0, 2),
                    (counted[0].id, counted[1].id), "superseded", "se-111111111111")  # fmt: skip
    return StoryAccount(
        id="s-111111111111", title="Lock gate gives way at Tarnmouth", first="2024-03-04T11:52:00+00:00",
        last="2024-03-06T18:40:00+00:00", report_ids=(A, B, C, D),
        digest=(
            replace(line(FOUR_A, refs=("cl-111111111111",)), anchors=(FOUR_A, FOUR_B)),
            line(CRACKED, refs=("cl-222222222222",)),
        ),
        timeline=(
            Moment("2024-03-04", "2024-03-04", "day", (line(FOUR_A, kind="timeline"),)),
            Moment("2024-03-02", "2024-03-04", "day", (line(LEFT, kind="timeline"),)),
            Moment(None, None, "part_of_day", (line(MISSING, kind="timeline"),), "Monday night"),
        ),
        claims=claims(), figures=counted, series=(killed,), statements=statements(),
        actors=(
            Actor("ac-111111111111", "Orla Fenwick", "person", ("Orla Fenwyck",), 2, "spokeswoman", BOARD,
                  ("Fenwick and Fenwyck differ by one letter",)),
            Actor("ac-222222222222", BOARD, "organisation", ("the Board",), 4, None, None, ("a definition says so",)),
        ),
        places=(
            Place("pl-111111111111", "Tarnmouth", 54.5, -1.25, 1, 3, "GB"),
            Place("pl-222222222222", "Quay Street", None, None, None, 1),
        ),
        gaps=(Gap("injured", "How many people were injured?"),),
        title_anchor=words_at(A, "Lock gate gives way at Tarnmouth"), origin_count=3,
        joins=(Join("cl-111111111111", "cl-111111111112", "claim", "same", 0.97, ("equal words",), "wireroom"),),
    )  # fmt: skip


def asides() -> tuple[SetAside, ...]:
    """A definition, a stray, page furniture."""
    rows = (
        ("off_topic", "shares no name, place or number with the story", "Goalkeeper signs for a third season."),
        ("definition", "says what a name stands for", "The Board is another name for the Harbour Board."),
        ("boilerplate", "page furniture", "Latest News"),
    )
    made = []
    for disposition, reason, words in rows:
        anchor = words_at(D, words)
        key = content_id("aside", D, str(anchor.start), words)
        made.append(SetAside(disposition, reason, anchor, id=key))  # type: ignore[arg-type]
    return tuple(made)


def account(**more: object) -> Account:
    """The whole account; `more` overrides any field."""
    failures = (Failure("broken.pdf", "UnreadableInput", "no text in the file. Run it through OCR first."),)
    whole = Account("wireroom test", "2024-03-07T00:00:00+00:00", "range", cards(), (story(),), asides(), failures)
    return replace(whole, **more)  # type: ignore[arg-type]


def many_stories(number: int) -> Account:
    """An account of `number` stories that share their parts and differ in id and title."""
    one = story()
    stories = tuple(
        replace(one, id=content_id("s", str(index)), title=f"Story number {index}") for index in range(number)
    )
    return account(stories=stories)


def hostile(words: str) -> Account:
    """An account whose report, title, line, actor and aside are all `words`."""
    anchor = anchor_at("r-eeeeeeeeeeee", words, Span(0, len(words)))
    text = Line(words, (anchor,), "digest", (), (), "l-eeeeeeeeeeee")
    one = replace(
        story(), title=words, title_anchor=anchor, digest=(text,), report_ids=("r-eeeeeeeeeeee",),
        timeline=(Moment(None, None, "day", (text,), words),), actors=(Actor("ac-9", words, "person", (words,), 1),),
        figures=(), series=(), claims=(), statements=(), places=(), gaps=(), joins=(),
    )  # fmt: skip
    report = ReportCard("r-eeeeeeeeeeee", words, words, None, f"javascript:alert('{words}')", None, None, name=words)
    aside = SetAside("off_topic", "a stray", anchor)
    return account(reports=(report,), stories=(one,), set_aside=(aside,))
