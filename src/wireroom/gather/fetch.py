"""An address to captures, politely: a User-Agent that names us, robots.txt, a time and a size limit, Retry-After once.

robots.txt follows RFC 9309: missing means allowed, a server error means not allowed. It is asked again for every host
that a redirect leads to. Nothing is ever bypassed.
"""

import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from wireroom import __version__
from wireroom.errors import FetchError
from wireroom.gather.limits import DOCUMENT_BYTES, MEGABYTE

if TYPE_CHECKING:
    import httpx

USER_AGENT = f"Wireroom/{__version__} (news reading tool; honours robots.txt)"
ROBOT = "Wireroom"
"""The name to which robots.txt may address rules."""
TIMEOUT_S = 20.0
"""For connecting and between two pieces of an answer."""
WHOLE_TIMEOUT_S = 120.0
"""For one answer from beginning to end: a server that drips would otherwise hold the run for ever."""
REDIRECTS = 8
LONGEST_WAIT_S = 30.0
"""A server that asks for a longer pause gets no second request in this run."""
ROBOTS_BYTES = 500_000
"""RFC 9309 asks for at least 500 KiB; the rest is not read."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address gave: the bytes, their stated type and encoding, the final address, and when."""

    url: str
    content: bytes
    media_type: str
    charset: str | None
    fetched: datetime


@dataclass(slots=True)
class Fetcher:
    """One polite client for a run; remembers the robots.txt of every host."""

    wait: Any = time.sleep
    _rules: dict[str, Any] = field(default_factory=dict)

    def fetch(self, url: str) -> Answer:
        """What stands at `url`; FetchError with the reason and a remedy when it may or can not be had."""
        import httpx

        try:
            with httpx.Client(headers={"User-Agent": USER_AGENT}, timeout=TIMEOUT_S) as client:
                return self._follow(client, url)
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, ValueError) as error:
            reason = str(error) or type(error).__name__
            raise FetchError(url, f"could not be fetched: {reason}", "Check the address and the connection.") from error

    def _follow(self, client: "httpx.Client", url: str) -> Answer:
        here = url
        for _ in range(REDIRECTS + 1):
            self._permit(client, here, asked=url)
            outcome = self._get(client, here)
            if isinstance(outcome, Answer):
                return outcome
            here = urljoin(here, outcome)
            if urlsplit(here).scheme not in ("http", "https"):
                raise FetchError(url, f"leads to {here[:100]}, which is no web address", "Check the address.")
        raise FetchError(url, f"more than {REDIRECTS} redirects", "Open it in a browser and give the final address.")

    def _get(self, client: "httpx.Client", url: str) -> Answer | str:
        """The answer, or where it redirects to; a busy server is asked once more after the pause it names."""
        for attempt in (1, 2):
            with client.stream("GET", url) as response:
                if response.has_redirect_location:
                    return str(response.headers["location"])
                pause = _pause(response)
                if response.is_success:
                    return _answer(response, url)
                status = response.status_code
            if attempt == 2 or pause is None or pause > LONGEST_WAIT_S:
                break
            self.wait(pause)
        raise _refused(url, status, pause)

    def _permit(self, client: "httpx.Client", url: str, *, asked: str) -> None:
        parts = urlsplit(url)
        host = f"{parts.scheme}://{parts.netloc}"
        if host not in self._rules:
            self._rules[host] = _rules_of(client, host)
        rules = self._rules[host]
        if rules is None:
            raise FetchError(
                asked, f"robots.txt of {host} could not be read, which forbids fetching", "Try again later."
            )
        if not rules.can_fetch(url, ROBOT):
            raise FetchError(
                asked, f"robots.txt of {host} forbids fetching it", "Save the page from a browser and give the file."
            )


def _rules_of(client: "httpx.Client", host: str) -> Any:
    """The parsed robots.txt; rules that allow all when there is none, None when the server fails."""
    import httpx
    from protego import Protego

    try:
        with client.stream("GET", f"{host}/robots.txt", follow_redirects=True) as response:
            if response.status_code >= 500 or response.status_code == 429:
                return None
            body = _read(response, ROBOTS_BYTES, cut=True) if response.is_success else b""
    except httpx.TooManyRedirects:
        body = b""
    return Protego.parse(body.decode("utf-8", "replace"))


def _answer(response: "httpx.Response", url: str) -> Answer:
    kind, _, rest = response.headers.get("content-type", "").partition(";")
    label = rest.lower().partition("charset=")[2].split(";")[0].strip(" \"'")
    return Answer(url, _read(response, DOCUMENT_BYTES), kind.strip().lower(), label or None, datetime.now(UTC))


def _read(response: "httpx.Response", limit: int, *, cut: bool = False) -> bytes:
    """The body; over the limit it is cut, or a FetchError."""
    pieces, size, started = [], 0, time.monotonic()
    for piece in response.iter_bytes():
        pieces.append(piece)
        size += len(piece)
        if size > limit:
            if cut:
                break
            raise FetchError(
                str(response.url), f"larger than {limit // MEGABYTE} MB", "Save the part you need as a file."
            )
        if time.monotonic() - started > WHOLE_TIMEOUT_S:
            raise FetchError(str(response.url), f"took longer than {WHOLE_TIMEOUT_S:.0f} s", "Try again later.")
    return b"".join(pieces)[:limit]


def _pause(response: "httpx.Response") -> float | None:
    """The seconds that Retry-After asks for on 429 and 503, None when it does not."""
    words = response.headers.get("retry-after", "").strip()
    if response.status_code not in (429, 503) or not words:
        return None
    if words.isdigit():
        return float(words[:9])
    try:
        return max(0.0, (parsedate_to_datetime(words) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return None


def _refused(url: str, status: int, pause: float | None) -> FetchError:
    if status in (404, 410):
        return FetchError(url, f"the server has no such page ({status})", "Check the address, or try a web archive.")
    if status in (401, 402, 403, 451):
        return FetchError(
            url,
            f"the server refuses it ({status})",
            "Save the page from a browser in which you may read it, and give the file.",
        )
    later = f"Try again in {pause:.0f} seconds." if pause else "Try again later."
    return FetchError(url, f"the server answered {status}", later)
