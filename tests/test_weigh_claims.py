"""Claims: what is one claim and what is not, whose word it is, and the laws of the stage. All texts are invented."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factories import Draft, at, story_of, with_lineage
from wireroom.records.codec import to_bytes
from wireroom.records.readings import Material
from wireroom.records.spans import verify
from wireroom.records.stories import Claim, Weighed
from wireroom.weigh import POLICIES, weigh
from wireroom.weigh.actors import Cast
from wireroom.weigh.candidates import NEIGHBOURS, RARE_TERMS, candidate_pairs, rows_of
from wireroom.weigh.propositions import propositions_of
from wireroom.weigh.scope import scope_of

LEVEE = "The old levee at Ombra broke before dawn and flooded four streets of the harbour quarter."


def weighed_of(*drafts: Draft, **options) -> Weighed:
    materials = [draft.material() for draft in drafts]
    return weigh(story_of(*materials), materials, **options)


def claim_with(weighed: Weighed, words: str) -> Claim:
    (found,) = [claim for claim in weighed.claims if any(words in anchor.quote for anchor in claim.anchors)]
    return found


def cover_story(**fields) -> Draft:
    """Three passages on one thing, one of them said by a spokesman, in one text of unknown outlets."""
    draft = Draft(
        "rp-1",
        [
            "Rebels use 'villagers as cover' to slow army push",
            "“We slow down because villagers are held as cover”, Colonel Ade Moru said.",
            "Rebel fighters are using 'villagers as cover' in an attempt to slow down army-backed forces near Tolo.",
            "A ferry line to the northern islands was closed for repairs.",
        ],
        headlines=1,
        **fields,
    )
    body = draft.actor("Valley Army", "organisation")
    colonel = draft.actor("Ade Moru", "person", 1, role="Colonel", organisation=body)
    content = "We slow down because villagers are held as cover"
    draft.say(1, content, "Colonel Ade Moru", speaker_name="Ade Moru", speaker_actor=colonel, speaker_kind="named")
    return draft


def test_three_passages_with_one_phrase_are_one_claim_of_one_origin() -> None:
    claim = claim_with(weighed_of(cover_story(mixed=True)), "Rebels use")
    assert len(claim.anchors) == 3
    assert [(origin.name, origin.known) for origin in claim.origins] == [("Valley Army", True)]
    assert claim.standing == "single_origin"
    assert claim.reasons[0] == "3 passages, 1 origin"
    assert any("nothing shows another origin" in reason for reason in claim.origins[0].reasons)


def test_the_fullest_passage_stands_for_the_claim() -> None:
    claim = claim_with(weighed_of(cover_story()), "Rebels use")
    assert claim.text.startswith("Rebel fighters are using")
    assert claim.anchors[0].quote == claim.text


def test_a_hedged_passage_stands_back() -> None:
    plain = Draft("rp-1", [LEVEE], outlet="Gull")
    hedged = Draft("rp-2", [LEVEE.replace("broke", "reportedly broke, it appears,")], outlet="Heron")
    assert claim_with(weighed_of(plain, hedged), "levee").text == LEVEE


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (LEVEE, "The old levee at Ombra held and kept the harbour quarter dry through the night."),
        ("The mayor opened the fish market in Ombra.", "The mayor closed the salt works in Tolo."),
        ("Divers found the wreck of the ferry off Ombra.", "The ferry company will pay for the wreck of the tug."),
    ],
)
def test_different_claims_stay_apart(left: str, right: str) -> None:
    weighed = weighed_of(Draft("rp-1", [left], outlet="Gull"), Draft("rp-2", [right], outlet="Heron"))
    assert all(len(claim.anchors) == 1 for claim in weighed.claims)


def test_a_forecast_is_no_report_of_fact() -> None:
    forecast = LEVEE.replace("broke", "will break").replace("flooded", "flood")
    weighed = weighed_of(Draft("rp-1", [LEVEE], outlet="Gull"), Draft("rp-2", [forecast], outlet="Heron"))
    assert len(weighed.claims) == 2
    assert not any(claim.relations for claim in weighed.claims if claim.standing == "contested")


def test_another_day_is_another_claim() -> None:
    drafts = []
    for number, (day, iso) in enumerate((("Monday", "2031-05-05"), ("Friday", "2031-05-09"))):
        draft = Draft(f"rp-{number}", [f"{LEVEE[:-1]} on {day}."], outlet=f"Outlet {number}")
        draft.time(0, day, iso)
        drafts.append(draft)
    assert len(weighed_of(*drafts).claims) == 2


def test_a_denial_disputes() -> None:
    denial = Draft("rp-2", [f"The harbour board denied that {LEVEE[0].lower()}{LEVEE[1:]}"], outlet="Heron")
    denial.say(
        0,
        f"{LEVEE[0].lower()}{LEVEE[1:-1]}",
        "The harbour board",
        "denied",
        speaker_kind="organisation",
        modality="denies",
    )
    weighed = weighed_of(Draft("rp-1", [LEVEE], outlet="Gull"), denial)
    assert len(weighed.claims) == 2
    for claim, other in (weighed.claims, reversed(weighed.claims)):
        assert claim.standing == "contested"
        assert [(relation.kind, relation.to) for relation in claim.relations] == [("disputes", other.id)]


def test_two_outlets_in_their_own_words_corroborate() -> None:
    own_words = "Before dawn the old levee at Ombra broke; four harbour quarter streets flooded."
    claim = claim_with(
        weighed_of(Draft("rp-1", [LEVEE], outlet="Gull"), Draft("rp-2", [own_words], outlet="Heron")), "levee"
    )
    assert [origin.name for origin in claim.origins] == ["Gull", "Heron"]
    assert (claim.standing, claim.report_count) == ("corroborated", 2)


def test_two_outlets_with_one_text_are_one_origin() -> None:
    first = Draft("rp-2", [LEVEE], outlet="Heron", published="2031-05-04")
    second = Draft("rp-1", [LEVEE.replace("The old", "Overnight the old")], outlet="Gull", published="2031-05-05")
    claim = claim_with(weighed_of(first, second), "levee")
    assert [origin.name for origin in claim.origins] == ["Heron"]
    assert "Gull has the words of Heron: one text" in claim.origins[0].reasons


def test_a_registered_agency_is_one_origin_under_all_its_names() -> None:
    credited = Draft("rp-1", [LEVEE], outlet="Gull", agencies=("AFP",))
    said = said_by("rp-2", "Agence France-Presse", "Heron", speaker_kind="media")
    claim = claim_with(weighed_of(credited, said), "levee")
    assert [(origin.name, origin.kind) for origin in claim.origins] == [("Agence France-Presse", "agency")]


def test_a_copy_has_its_originals_origin() -> None:
    first, second = Draft("rp-1", [LEVEE], outlet="Gull").material(), Draft("rp-2", [LEVEE], outlet="Heron").material()
    materials = [first, with_lineage(second, "copy", "rp-1")]
    claim = claim_with(weigh(story_of(*materials), materials), "levee")
    assert [origin.name for origin in claim.origins] == ["Gull"]
    assert claim.standing == "single_origin"


def test_two_prints_of_one_agency_are_one_origin() -> None:
    drafts = [Draft(f"rp-{name}", [LEVEE], outlet=name, agencies=("Tern Press",)) for name in ("Gull", "Heron")]
    claim = claim_with(weighed_of(*drafts), "levee")
    assert [(origin.name, origin.kind) for origin in claim.origins] == [("Tern Press", "agency")]


def test_lines_of_unknown_outlets_count_at_most_once() -> None:
    drafts = [Draft(f"rp-{number}", [LEVEE]) for number in range(4)]
    (origin,) = claim_with(weighed_of(*drafts), "levee").origins
    assert (origin.kind, origin.known) == ("unknown", False)


def said_by(report: str, speaker: str, outlet: str, **fields) -> Draft:
    draft = Draft(report, [f"{speaker} said that {LEVEE[0].lower()}{LEVEE[1:]}"], outlet=outlet)
    options = {"speaker_kind": "organisation", **fields}
    draft.say(0, f"{LEVEE[0].lower()}{LEVEE[1:-1]}", speaker, **options)
    return draft


def test_unnamed_voices_count_at_most_once() -> None:
    drafts = [
        said_by("rp-1", "Residents", "Gull", speaker_kind="unnamed"),
        said_by("rp-2", "An official", "Heron", speaker_kind="unnamed"),
    ]
    (origin,) = claim_with(weighed_of(*drafts), "levee").origins
    assert (origin.name, origin.known) == ("An official; Residents", False)


def test_several_spokespeople_of_one_body_are_one_origin() -> None:
    drafts = [
        said_by("rp-1", "Ida Solberg", "Gull", speaker_kind="named", role="spokeswoman", organisation="Harbour Board"),
        said_by("rp-2", "Per Lund", "Heron", speaker_kind="named", role="director", organisation="Harbour Board"),
        said_by("rp-3", "Harbour Board", "Tern"),
    ]
    claim = claim_with(weighed_of(*drafts), "levee")
    assert [origin.name for origin in claim.origins] == ["Harbour Board"]
    assert len(claim.origins[0].statement_ids) == 3


def test_a_medium_that_relays_a_body_is_one_origin_with_it() -> None:
    relayed = Draft(
        "rp-1", ["Coast Radio said the Harbour Board said a storm tide was coming to Ombra."], outlet="Gull"
    )
    relayed.actor("Harbour Board", "organisation", 0)
    relayed.say(0, "the Harbour Board said a storm tide was coming to Ombra", "Coast Radio", speaker_kind="media")
    relayed.say(0, "a storm tide was coming to Ombra", "the Harbour Board", speaker_kind="organisation", nested_in=0)
    drafts = [
        relayed,
        said_by("rp-2", "Coast Radio", "Heron", speaker_kind="media"),
        said_by("rp-3", "Harbour Board", "Tern"),
    ]
    claim = claim_with(weighed_of(*drafts), "levee")
    assert len(claim.origins) == 1
    assert any("relays" in reason for reason in claim.origins[0].reasons)


def test_as_of_leaves_later_reports_out_and_notes_undated_ones() -> None:
    drafts = [
        Draft("rp-1", [LEVEE], outlet="Gull", published="2031-05-04T06:00"),
        Draft("rp-2", [LEVEE], outlet="Heron", published="2031-05-05T06:00"),
        Draft("rp-3", [LEVEE], outlet="Tern"),
    ]
    weighed = weighed_of(*drafts, as_of=at("2031-05-04T12:00"))
    assert {anchor.report_id for claim in weighed.claims for anchor in claim.anchors} == {"rp-1", "rp-3"}
    assert any("1 later report left out" in note for note in weighed.notes)
    assert any("1 undated report kept" in note for note in weighed.notes)


def test_only_passages_of_the_story_are_weighed() -> None:
    draft = cover_story()
    material = draft.material()
    weighed = weigh(story_of(material, without=frozenset({("rp-1", 1), ("rp-1", 3)})), [material])
    assert weighed.statements == ()
    assert not any("ferry" in anchor.quote for claim in weighed.claims for anchor in claim.anchors)


def test_nothing_at_all_gives_nothing() -> None:
    material = Draft("rp-1", ["A word."]).material()
    empty = replace(story_of(material), passages=(), report_ids=())
    weighed = weigh(empty, [])
    assert (weighed.claims, weighed.statements, weighed.figures, weighed.series) == ((), (), (), ())


WORDS = st.sampled_from(
    "levee Ombra harbour flood broke board denied quarter streets 12 dozen people killed “villagers as cover” Monday not will".split()
)
LINES = st.lists(st.lists(WORDS, min_size=3, max_size=12).map(" ".join), min_size=1, max_size=5)


@st.composite
def material_lists(draw: st.DrawFn) -> list[Material]:
    drafts = []
    for number in range(draw(st.integers(1, 4))):
        draft = Draft(
            f"rp-{number}",
            draw(LINES),
            outlet=draw(st.sampled_from([None, "Gull", "Heron"])),
            published=draw(st.sampled_from([None, "2031-05-04", "2031-05-05T10:00"])),
            headlines=draw(st.integers(0, 1)),
            mixed=draw(st.booleans()),
        )
        for row, line in enumerate(draft.lines):
            words = line.split()
            if "12" in words and draw(st.booleans()):
                draft.figure(row, "12", best=12.0, population=draw(st.sampled_from(["", "people", "children"])))
            if draw(st.booleans()):
                speaker = draft.actor(words[0], draw(st.sampled_from(["person", "organisation"])), row)
                draft.say(
                    row,
                    " ".join(words[2:]),
                    words[0],
                    words[1],
                    speaker_actor=draw(st.sampled_from([None, speaker])),
                    speaker_kind=draw(st.sampled_from(["named", "organisation", "unnamed", "media"])),
                    modality=draw(st.sampled_from(["asserts", "denies"])),
                )
        drafts.append(draft.material())
    return drafts


@settings(deadline=None, max_examples=60)
@given(material_lists(), st.randoms(use_true_random=False), st.sampled_from(POLICIES))
def test_order_of_materials_never_matters(materials: list[Material], random, policy: str) -> None:
    story = story_of(*materials)
    shuffled = list(materials)
    random.shuffle(shuffled)
    assert to_bytes(weigh(story, materials, policy=policy)) == to_bytes(weigh(story, shuffled, policy=policy))


@settings(deadline=None, max_examples=80)
@given(material_lists())
def test_ids_exist_anchors_hold_and_every_passage_is_in_one_claim(materials: list[Material]) -> None:
    story = story_of(*materials)
    weighed = weigh(story, materials)
    texts = {material.report.id: material.report.text for material in materials}
    statements = {statement.id for statement in weighed.statements}
    claims = {claim.id for claim in weighed.claims}
    figures = {figure.id for figure in weighed.figures}
    assert len(claims) == len(weighed.claims)
    anchors = [anchor for claim in weighed.claims for anchor in claim.anchors]
    anchors += [statement.anchor for statement in weighed.statements]
    anchors += [figure.anchor for figure in weighed.figures]
    for anchor in anchors:
        verify(anchor, texts[anchor.report_id])
    for claim in weighed.claims:
        assert set(claim.statement_ids) <= statements
        assert {identity for origin in claim.origins for identity in origin.statement_ids} == set(claim.statement_ids)
        assert {relation.to for relation in claim.relations} <= claims - {claim.id}
        assert claim.origins
    for figure in weighed.figures:
        assert {relation.to for relation in figure.relations} <= figures - {figure.id}
    for series in weighed.series:
        assert set(series.figure_ids) <= figures
        assert set(series.shown.figure_ids) <= set(series.figure_ids)
    known = claims | statements | set(texts) | {actor.id for actor in weighed.actors}
    assert {end for join in weighed.joins for end in (join.left, join.right)} <= known | {
        join.left for join in weighed.joins if join.kind == "actor"
    } | {join.right for join in weighed.joins if join.kind == "actor"}


def test_each_passage_meets_a_fixed_number_of_others() -> None:
    size = 3_000
    lines = [f"{LEVEE} Gate {number % 97} and pump {number % 89} of ward {number % 83}." for number in range(size)]
    material = Draft("rp-1", lines).material()
    scope = scope_of(story_of(material), [material], None)
    propositions = propositions_of(scope, Cast(), {})
    pairs = candidate_pairs(propositions, rows_of(scope, propositions))
    assert size < len(pairs) <= size * NEIGHBOURS * RARE_TERMS * (RARE_TERMS - 1) // 2


def test_a_thousand_copies_are_one_claim() -> None:
    materials = []
    for number in range(1_000):
        draft = Draft(
            f"rp-{number:04}", ["At Ombra 12 people died when the old levee broke before dawn."], outlet="Gull"
        )
        draft.figure(0, "12", best=12.0, population="people")
        materials.append(draft.material())
    weighed = weigh(story_of(*materials), materials)
    (claim,) = weighed.claims
    assert (claim.report_count, len(claim.origins), claim.standing) == (1_000, 1, "single_origin")
    (series,) = weighed.series
    assert (len(series.figure_ids), series.shown.origins, series.shown.best) == (1_000, 1, 12.0)
