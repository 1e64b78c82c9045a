"""Addresses of reports that may become links: http and https only, whatever else a report claims as its address."""

from urllib.parse import quote, urlsplit, urlunsplit

SAFE = "%/:=&?~#+!$,;'@()*[]"


def web_address(url: str | None) -> str | None:
    """The address with everything but plain URL characters percent-encoded; None when it is no web address."""
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not host:
        return None
    clean = [quote(part, safe=SAFE, errors="replace") for part in parts]
    return urlunsplit(clean)
