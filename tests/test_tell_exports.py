"""What programs read: the JSON contract and its schema, linked data, the table of figures, places."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

import wireroom.tell
from tests.account_factories import TEXTS, account, figure, hostile, story, words_at
from wireroom.records.accounts import Account
from wireroom.records.codec import from_json
from wireroom.tell import figure_table, render
from wireroom.tell.linked_data import CONTEXT, iri
from wireroom.tell.schema import FILE, account_schema

ROOT = Path(__file__).parent.parent
REMEDY = """write it again with: python -c "from wireroom.tell.schema import *; print(account_schema(), end='')" """
CONTRACT = {  # DESIGN section 5
    "": "schema made_by as_of policy reports stories set_aside failures",
    "reports": "id outlet title published url lang lineage",
    "stories": "id title first last report_ids digest timeline claims figures series statements actors places gaps",
    "stories.digest": "text anchors",
    "stories.digest.anchors": "report_id start end quote check",
    "stories.timeline": "earliest latest grain lines",
    "stories.timeline.lines": "text anchors",
    "stories.claims": "id text standing origins report_count relations",
    "stories.claims.origins": "name kind statement_ids",
    "stories.claims.relations": "kind to reason",
    "stories.figures": "id measure population low best high low_exclusive approximate qualitative cue aggregation window "
    "as_of place speaker standing anchor relations",
    "stories.series": "measure population place aggregation policy shown figure_ids",
    "stories.statements": "id speaker cue content form modality channel said anchor",
    "stories.actors": "id name kind aliases mentions",
    "stories.places": "id name lat lon precision mentions",
    "set_aside": "disposition reason anchor",
    "failures": "input error message",
}


def written(name: str, whole: Account | None = None) -> Any:
    return json.loads(render(whole or account(), format=name))


def parts(document: Any, path: str) -> list[dict[str, Any]]:
    found = [document]
    for key in path.split(".") if path else []:
        found = [entry for part in found for entry in part[key]]
    return found


# --- JSON -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", CONTRACT)
def test_json_keeps_the_contract(path: str) -> None:
    found = parts(written("json"), path)
    assert found
    for part in found:
        assert set(CONTRACT[path].split()) <= set(part)


def test_json_keeps_the_inner_contract() -> None:
    document = written("json")
    lineage = [report["lineage"] for report in document["reports"] if report["lineage"]]
    shown = [series["shown"] for series in document["stories"][0]["series"]]
    assert document["schema"] == "wireroom.account/1"
    assert lineage
    assert set(lineage[0]) >= {"kind", "of", "share"}
    assert set(shown[0]) >= {"low", "best", "high", "origins"}


def test_json_reads_back_as_the_same_account() -> None:
    assert from_json(render(account(), format="json"), Account) == account()


def test_an_account_fits_the_schema_and_a_broken_one_does_not() -> None:
    validator = Draft202012Validator(json.loads(account_schema()))
    document = written("json")
    validator.check_schema(validator.schema)
    assert not list(validator.iter_errors(document))
    document["stories"][0]["claims"][0]["standing"] = "true"
    assert list(validator.iter_errors(document))


def test_the_schema_allows_new_keys() -> None:
    document = {**written("json"), "something_new": 1}
    assert not list(Draft202012Validator(json.loads(account_schema())).iter_errors(document))


@pytest.mark.parametrize("copy", [ROOT / "docs" / FILE, Path(wireroom.tell.__file__).parent / FILE], ids=str)
def test_the_shipped_schema_is_that_of_the_records(copy: Path) -> None:
    assert copy.read_text(encoding="utf-8") == account_schema(), REMEDY


# --- JSON-LD --------------------------------------------------------------------------------------------------------


def nodes() -> dict[str, dict[str, Any]]:
    return {node["id"]: node for node in written("jsonld")["@graph"]}


def test_linked_data_needs_nothing_from_elsewhere() -> None:
    document = written("jsonld")
    assert document["@context"] == CONTEXT
    prefixes = set(CONTEXT)

    def check(value: Any) -> None:
        if isinstance(value, dict):
            for key, inner in value.items():
                assert key in ("id", "type") or key.split(":")[0] in prefixes, key
                check(inner)
        elif isinstance(value, list):
            for inner in value:
                check(inner)

    check(document["@graph"])


def test_linked_data_points_into_the_words() -> None:
    seen = 0
    for node in nodes().values():
        derived = node.get("prov:wasDerivedFrom", [])
        for target in derived if isinstance(derived, list) else [derived]:
            if target.get("type") == "oa:SpecificResource":
                position, words = target["oa:hasSelector"]
                text = TEXTS[target["oa:hasSource"]["id"].removeprefix("urn:wireroom:")]
                assert text[position["oa:start"] : position["oa:end"]] == words["oa:exact"]
                seen += 1
    assert seen > 10


def test_linked_data_names_kinds_copies_and_relations() -> None:
    found = nodes()
    assert found[iri("r-bbbbbbbbbbbb")]["prov:wasDerivedFrom"] == {"id": iri("r-aaaaaaaaaaaa")}
    assert found[iri("cl-222222222222")]["cito:disputes"] == [{"id": iri("cl-333333333333")}]
    assert found[iri("cl-222222222222")]["wr:relation"][0]["wr:reason"]
    assert found[iri("st-111111111111")]["type"] == "schema:Quotation"
    assert found[iri("st-111111111111")]["schema:spokenByCharacter"] == {"id": iri("ac-111111111111")}
    assert found[iri("s-111111111111")]["type"] == "schema:Event"
    assert "schema:geo" not in found[iri("pl-222222222222")]


def test_ids_of_the_input_become_legal_iris() -> None:
    assert iri("a b/ü<>\ud800") == "urn:wireroom:a%20b%2F%C3%BC%3C%3E%3F"


# --- CSV ------------------------------------------------------------------------------------------------------------


def rows(whole: Account) -> list[list[str]]:
    return list(csv.reader(io.StringIO(render(whole, format="csv"))))


def test_the_table_has_a_header_a_tag_row_and_a_row_a_figure() -> None:
    header, tags, *body = rows(account())
    assert header == list(figure_table.COLUMNS)
    assert all(tag.startswith("#") for tag in tags)
    assert len(body) == len(story().figures)
    assert {len(row) for row in (header, tags, *body)} == {len(header)}


def test_the_table_keeps_hedges_and_leaves_missing_values_empty() -> None:
    header, _, *body = rows(account())
    by_quote = {row[header.index("quote")]: dict(zip(header, row, strict=True)) for row in body}
    left, dozens = by_quote["More than 1,200"], by_quote["dozens"]
    assert (left["low"], left["best"], left["high"], left["exclusive"]) == ("1200", "", "", "true")
    assert (left["window"], left["earliest"], left["latest"]) == ("in the last two days", "2024-03-02", "2024-03-04")
    assert left["hxl"] == "#affected+displaced"
    assert (dozens["low"], dozens["best"], dozens["high"], dozens["qualitative"]) == ("", "", "", "true")
    assert by_quote["Seven"]["series_id"] == "se-111111111111"
    text = TEXTS[left["report_id"]]
    assert text[int(left["start"]) : int(left["end"])] == left["quote"]


def with_speaker(speaker: str) -> Account:
    one = figure(words_at("r-aaaaaaaaaaaa", "At least four"), "killed", low=4.0, speaker=speaker)
    return account(stories=(replace(story(), figures=(one,), series=()),))


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", " =", "\r=", "＝"])
def test_no_cell_runs_as_a_formula(start: str) -> None:
    header, _, row = rows(with_speaker(f"{start}HYPERLINK(1)"))
    assert row[header.index("speaker")].startswith("'")


@given(st.text(max_size=60).filter(lambda words: "\x00" not in words))
def test_cells_read_back(words: str) -> None:
    header, _, row = rows(with_speaker(words))
    read = row[header.index("speaker")]
    kept = words.replace("\r\n", "\n").replace("\r", "\n")
    assert read in (kept, f"'{kept}") or "\ufffd" in read


def test_zero_is_not_missing() -> None:
    none = figure(words_at("r-aaaaaaaaaaaa", "At least four"), "injured", low=0.0, best=0.0, high=0.0)
    header, _, row = rows(account(stories=(replace(story(), figures=(none,), series=()),)))
    assert row[header.index("best")] == "0"


# --- GeoJSON --------------------------------------------------------------------------------------------------------


def test_places_have_longitude_first_or_no_point_at_all() -> None:
    collection = written("geojson")
    placed, unplaced = collection["features"]
    assert collection["type"] == "FeatureCollection"
    assert placed["geometry"] == {"type": "Point", "coordinates": [-1.25, 54.5]}
    assert placed["properties"]["precision_class"] == "exact place"
    assert placed["properties"]["story_id"] == "s-111111111111"
    assert unplaced["geometry"] is None
    assert not unplaced["properties"]["placed"]


@pytest.mark.parametrize("name", ["json", "jsonld", "geojson", "csv"])
def test_hostile_words_break_no_format(name: str) -> None:
    text = render(hostile("=1+1 \u202e \x1b[0m <b> \" ' \\ 😀"), format=name)
    if name == "csv":
        assert len(list(csv.reader(io.StringIO(text)))) == 2
    else:
        assert json.loads(text)
