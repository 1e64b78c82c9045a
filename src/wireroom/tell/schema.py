"""The JSON Schema of an account, made from the records themselves so that it cannot drift from them."""

import json

from wireroom.records.accounts import SCHEMA, Account
from wireroom.records.codec import json_schema

DIALECT = "https://json-schema.org/draft/2020-12/schema"
FILE = "account.schema.json"
"""The shipped copy stands beside this module; docs/account.schema.json is the same file."""


def account_schema() -> str:
    """The schema as JSON text. Keys may be added to accounts, so unknown ones are not forbidden."""
    head = {"$schema": DIALECT, "$id": f"urn:{SCHEMA.replace('/', ':')}", "title": f"Wireroom account ({SCHEMA})"}
    return json.dumps({**head, **json_schema(Account)}, indent=2, ensure_ascii=False) + "\n"
