"""The account as linked data: JSON-LD with its context inline, so that no reader has to fetch anything.

schema.org names reports (NewsArticle), claims (Claim), statements (Quotation), figures (Observation), stories (Event), actors
and places; PROV-O says what was derived from what; the Web Annotation model points into texts (TextPositionSelector and
TextQuoteSelector, offsets in Unicode code points); CiTO says how claims and figures stand to each other. What these lack is
in our own namespace, `wr:`.
"""

from collections.abc import Iterable, Iterator
from urllib.parse import quote

import msgspec

from wireroom.records.accounts import Account, ReportCard, StoryAccount
from wireroom.records.ids import content_id
from wireroom.records.spans import Anchor
from wireroom.records.stories import Actor, Claim, Figure, Origin, Place, Relation, SetAside, Statement
from wireroom.tell.addresses import web_address
from wireroom.tell.handles import aside_id

CONTEXT = {
    "schema": "https://schema.org/",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "cito": "http://purl.org/spar/cito/",
    "wr": "urn:wireroom:vocabulary:",
    "id": "@id",
    "type": "@type",
}
RELATIONS = {  # CiTO where it has the word
    "confirms": "cito:confirms",
    "updates": "cito:updates",
    "corrects": "cito:corrects",
    "qualifies": "cito:qualifies",
    "disputes": "cito:disputes",
    "refutes": "cito:refutes",
    "contested": "cito:disagreesWith",
    "compatible_with": "wr:compatibleWith",
    "not_comparable": "wr:notComparableWith",
}
LINEAGES = {"copy": "prov:wasDerivedFrom", "partial_copy": "prov:wasDerivedFrom", "edit": "prov:wasRevisionOf"} | {
    "cites": "cito:cites"
}
ACTOR_TYPES = {"person": "schema:Person", "organisation": "schema:Organization", "group": "schema:Organization"}
Node = dict[str, object]


def linked_data_of(account: Account) -> str:
    """The account as JSON-LD text."""
    document: Node = {"@context": CONTEXT, "@graph": list(_nodes(account))}
    return msgspec.json.format(msgspec.json.encode(document), indent=2).decode() + "\n"


def iri(name: str) -> str:
    """The IRI of a thing of an account."""
    return "urn:wireroom:" + quote(name, safe="-._~", errors="replace")


def _ref(name: str) -> Node:
    return {"id": iri(name)}


def _nodes(account: Account) -> Iterator[Node]:
    yield _account(account)
    yield from (_report(card) for card in account.reports)
    for story in account.stories:
        yield from _story(story)
    yield from (_aside(aside) for aside in account.set_aside)


def _account(account: Account) -> Node:
    name = content_id("account", account.policy, account.as_of or "", *(story.id for story in account.stories))
    return _full(
        {
            "id": iri(name),
            "type": ["schema:Dataset", "prov:Entity"],
            "schema:name": "Wireroom account",
            "prov:wasAttributedTo": {"type": "prov:SoftwareAgent", "schema:name": account.made_by},
            "wr:schema": account.schema,
            "wr:policy": account.policy,
            "wr:asOf": account.as_of,
            "schema:hasPart": [_ref(story.id) for story in account.stories],
            "prov:wasDerivedFrom": [_ref(card.id) for card in account.reports],
        }
    )


def _report(card: ReportCard) -> Node:
    node: Node = {
        "id": iri(card.id),
        "type": ["schema:NewsArticle", "prov:Entity"],
        "schema:headline": card.title,
        "schema:datePublished": card.published,
        "schema:inLanguage": card.lang,
        "schema:url": web_address(card.url),
        "schema:publisher": {"type": "schema:NewsMediaOrganization", "schema:name": card.outlet}
        if card.outlet
        else None,
        "wr:itemName": card.name,
    }
    lineage = card.lineage
    if lineage and lineage.of and lineage.kind in LINEAGES:
        node[LINEAGES[lineage.kind]] = _ref(lineage.of)
        node |= {"wr:sharedText": lineage.share, "wr:lineageKind": lineage.kind, "wr:reason": list(lineage.reasons)}
    if lineage and lineage.agency:
        node["schema:sourceOrganization"] = {"type": "schema:Organization", "schema:name": lineage.agency}
    return _full(node)


def _story(story: StoryAccount) -> Iterator[Node]:
    names = {actor.name: actor.id for actor in story.actors}
    yield _full(
        {
            "id": iri(story.id),
            "type": "schema:Event",
            "schema:name": story.title,
            "schema:subjectOf": [_ref(report_id) for report_id in story.report_ids],
            "schema:location": [_ref(place.id) for place in story.places],
            "wr:firstPublished": story.first,
            "wr:lastPublished": story.last,
            "wr:independentOrigins": story.origin_count,
            "wr:names": [_ref(actor.id) for actor in story.actors],
            "wr:claims": [_ref(claim.id) for claim in story.claims],
            "wr:figures": [_ref(figure.id) for figure in story.figures],
            "wr:statements": [_ref(statement.id) for statement in story.statements],
            "wr:gap": [gap.question for gap in story.gaps],
        }
    )
    yield from (_claim(claim) for claim in story.claims)
    yield from (_figure(figure) for figure in story.figures)
    yield from (_statement(statement, names) for statement in story.statements)
    yield from (_actor(actor) for actor in story.actors)
    yield from (_place(place) for place in story.places)


def _claim(claim: Claim) -> Node:
    reports = sorted({anchor.report_id for anchor in claim.anchors})
    return _full(
        {
            "id": iri(claim.id),
            "type": "schema:Claim",
            "schema:text": claim.text,
            "schema:appearance": [_ref(report_id) for report_id in reports],
            "wr:standing": claim.standing,
            "prov:wasAttributedTo": [_origin(origin) for origin in claim.origins],
            "prov:wasDerivedFrom": [*_targets(claim.anchors), *(_ref(name) for name in claim.statement_ids)],
            **_relations(claim.relations),
        }
    )


def _origin(origin: Origin) -> Node:
    return _full(
        {
            "type": "prov:Agent",
            "schema:name": origin.name,
            "wr:originKind": origin.kind,
            "wr:counted": origin.known,
            "wr:reason": list(origin.reasons),
        }
    )


def _figure(figure: Figure) -> Node:
    window = figure.window
    return _full(
        {
            "id": iri(figure.id),
            "type": "schema:Observation",
            "schema:measuredProperty": figure.measure,
            "schema:value": _full(
                {
                    "type": "schema:QuantitativeValue",
                    "schema:minValue": figure.low,
                    "schema:value": figure.best,
                    "schema:maxValue": figure.high,
                    "schema:unitText": figure.unit,
                }
            ),
            "schema:observationDate": figure.as_of,
            "wr:lowExclusive": figure.low_exclusive,
            "wr:approximate": figure.approximate,
            "wr:qualitative": figure.qualitative,
            "wr:negated": figure.negated,
            "wr:hedge": figure.cue or None,
            "wr:population": figure.population or None,
            "wr:aggregation": figure.aggregation,
            "wr:window": {"wr:words": window.text, "wr:earliest": window.earliest, "wr:latest": window.latest}
            if window
            else None,
            "wr:place": figure.place,
            "wr:speaker": figure.speaker,
            "wr:origin": figure.origin,
            "wr:standing": figure.standing,
            "prov:wasDerivedFrom": list(_targets((figure.anchor,))),
            **_relations(figure.relations),
        }
    )


def _statement(statement: Statement, names: dict[str, str]) -> Node:
    speaker = statement.speaker
    known = names.get(speaker or "")
    return _full(
        {
            "id": iri(statement.id),
            "type": "schema:Quotation",
            "schema:text": statement.content,
            "schema:spokenByCharacter": _ref(known) if known else {"schema:name": speaker} if speaker else None,
            "schema:isPartOf": _ref(statement.anchor.report_id),
            "wr:cue": statement.cue or None,
            "wr:form": statement.form,
            "wr:modality": statement.modality,
            "wr:channel": statement.channel,
            "wr:said": statement.said,
            "wr:role": statement.role,
            "schema:affiliation": statement.organisation,
            "wr:inside": _ref(statement.nested_in) if statement.nested_in else None,
            "prov:wasDerivedFrom": list(_targets((statement.anchor, *statement.content_anchors))),
        }
    )


def _actor(actor: Actor) -> Node:
    return _full(
        {
            "id": iri(actor.id),
            "type": ACTOR_TYPES.get(actor.kind, "schema:Thing"),
            "schema:name": actor.name,
            "schema:alternateName": list(actor.aliases),
            "schema:jobTitle": actor.role if actor.kind == "person" else None,
            "schema:affiliation": actor.organisation,
        }
    )


def _place(place: Place) -> Node:
    known = place.lat is not None and place.lon is not None
    point = {"type": "schema:GeoCoordinates", "schema:latitude": place.lat, "schema:longitude": place.lon}
    return _full(
        {
            "id": iri(place.id),
            "type": "schema:Place",
            "schema:name": place.name,
            "schema:geo": point if known else None,
            "wr:precision": place.precision,
        }
    )


def _aside(aside: SetAside) -> Node:
    return _full(
        {
            "id": iri(aside_id(aside)),
            "type": "oa:Annotation",
            "oa:motivatedBy": {"id": "oa:classifying"},
            "oa:hasBody": {"type": "oa:TextualBody", "wr:disposition": aside.disposition, "wr:reason": aside.reason},
            "oa:hasTarget": list(_targets((aside.anchor,))),
        }
    )


def _targets(anchors: Iterable[Anchor]) -> Iterator[Node]:
    for anchor in anchors:
        yield {
            "type": "oa:SpecificResource",
            "oa:hasSource": _ref(anchor.report_id),
            "oa:hasSelector": [
                {"type": "oa:TextPositionSelector", "oa:start": anchor.start, "oa:end": anchor.end},
                {"type": "oa:TextQuoteSelector", "oa:exact": anchor.quote},
            ],
            "wr:check": anchor.check,
        }


def _relations(relations: Iterable[Relation]) -> Node:
    """Each relation as a plain property, and again with its reason."""
    found: dict[str, list[Node]] = {}
    for relation in relations:
        found.setdefault(RELATIONS[relation.kind], []).append(_ref(relation.to))
        reified: Node = {"wr:kind": relation.kind, "wr:to": _ref(relation.to), "wr:reason": relation.reason}
        found.setdefault("wr:relation", []).append(reified)
    return dict(found.items())


def _full(node: Node) -> Node:
    """The node without keys that have nothing to say: missing is not the same as empty or zero."""
    return {key: value for key, value in node.items() if value is not None and value not in ([], "")}
