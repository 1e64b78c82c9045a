"""The JSON Schemas of an account and of a list of stories, made from the records themselves so that they cannot drift from them."""

import json

from wireroom.records import listings
from wireroom.records.accounts import SCHEMA, Account
from wireroom.records.codec import json_schema

DIALECT = "https://json-schema.org/draft/2020-12/schema"
FILE = "account.schema.json"
"""The shipped copy stands beside this module; docs/account.schema.json is the same file."""
LIST_FILE = "threads.schema.json"
"""Likewise, for `wireroom threads --format json`."""


def account_schema() -> str:
    """The schema as JSON text. Keys may be added to accounts, so unknown ones are not forbidden."""
    return _schema(SCHEMA, "account", Account)


def list_schema() -> str:
    """The schema of a list of stories as JSON text; unknown keys are not forbidden."""
    return _schema(listings.SCHEMA, "list of stories", listings.ThreadList)


def _schema(name: str, title: str, kind: type) -> str:
    head = {"$schema": DIALECT, "$id": f"urn:{name.replace('/', ':')}", "title": f"Wireroom {title} ({name})"}
    return json.dumps({**head, **json_schema(kind)}, indent=2, ensure_ascii=False) + "\n"
