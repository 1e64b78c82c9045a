"""Places as GeoJSON (RFC 7946): a feature for every place of every story, without a point where none is known."""

import msgspec

from wireroom.records.accounts import Account, StoryAccount
from wireroom.records.stories import Place
from wireroom.tell import phrases

Node = dict[str, object]


def map_of(account: Account) -> str:
    """A FeatureCollection as JSON text; coordinates are longitude, latitude (WGS 84)."""
    features = [_feature(place, story) for story in account.stories for place in story.places]
    collection: Node = {"type": "FeatureCollection", "features": features}
    return msgspec.json.format(msgspec.json.encode(collection), indent=2).decode() + "\n"


def _feature(place: Place, story: StoryAccount) -> Node:
    known = place.lat is not None and place.lon is not None
    properties: Node = {
        "id": place.id,
        "name": place.name,
        "country": place.country,
        "precision": place.precision,
        "precision_class": phrases.PRECISIONS.get(place.precision or 0),
        "placed": known,
        "mentions": place.mentions,
        "alternatives": list(place.alternatives),
        "story_id": story.id,
        "story": story.title,
        "first": story.first,
        "last": story.last,
    }
    geometry = {"type": "Point", "coordinates": [place.lon, place.lat]} if known else None
    return {"type": "Feature", "id": f"{story.id}/{place.id}", "geometry": geometry, "properties": properties}
