"""Room: the Python API. A folder that keeps the last account, or nothing but memory when no folder is given."""

from datetime import datetime
from pathlib import Path
from typing import BinaryIO

import msgspec

from wireroom.config import Settings
from wireroom.errors import InputNotFound, UsageError
from wireroom.records.accounts import Account
from wireroom.records.codec import from_json, to_json
from wireroom.records.listings import ThreadList

ACCOUNT_FILE = "account.json"


class Room:
    """One desk: give it inputs, ask it for an account, walk back from any line.

    >>> from wireroom import Room
    >>> account = Room().brief("examples/reports")      # doctest: +SKIP
    >>> print(Room.render(account, format="md"))        # doctest: +SKIP
    """

    def __init__(self, path: str | Path | None = None, *, settings: Settings | None = None) -> None:
        self.path = Path(path) if path else None
        self.settings = settings or Settings()

    def brief(
        self,
        *inputs: str | Path,
        published: datetime | None = None,
        outlet: str | None = None,
        as_of: datetime | None = None,
        stdin: BinaryIO | None = None,
    ) -> Account:
        """The account over the inputs; kept in the room's folder when it has one. Raises UsageError for bad use."""
        from wireroom.run.local import Request, brief

        request = Request(tuple(str(name) for name in inputs), published, outlet, as_of)
        account = brief(request, self.settings, stdin=stdin)
        self.keep(account)
        return account

    def keep(self, account: Account) -> None:
        """Write the account into the room's folder, if it has one."""
        if self.path:
            self.path.mkdir(parents=True, exist_ok=True)
            (self.path / ACCOUNT_FILE).write_text(to_json(account), encoding="utf-8")

    def account(self) -> Account:
        """The account kept last; InputNotFound when there is none."""
        if self.path is None:
            raise UsageError("this room has no folder, so it keeps no account: give Room a path")
        return read_account(self.path / ACCOUNT_FILE)

    @staticmethod
    def render(account: Account, *, format: str = "text", width: int = 80, colour: bool = False) -> str:  # noqa: A002
        """The account in one of the formats of `wireroom brief --format`."""
        from wireroom.tell import render

        return render(account, format=format, width=width, colour=colour)

    @staticmethod
    def threads(account: Account) -> ThreadList:
        """The stories of the account: their reports, outlets, independent origins, and why each report is in."""
        from wireroom.tell.listing import listing_of

        return listing_of(account)

    @staticmethod
    def explain(account: Account, id: str) -> str:  # noqa: A002
        """The way from a line, claim, figure, statement, actor or report of the account back to the words."""
        from wireroom.tell import explain

        return explain(account, id)


def read_account(file: Path) -> Account:
    """The account in a JSON file written by `--format json`; UsageError when the file holds something else."""
    try:
        return from_json(file.read_bytes(), Account)
    except FileNotFoundError as error:
        raise InputNotFound(str(file)) from error
    except msgspec.DecodeError as error:
        raise UsageError(f"{file} is no account of Wireroom (written by --format json): {error}") from error
