"""A mail message to a report: subject, sender, date, and the plain part (else the HTML part) of its body."""

import re
from dataclasses import dataclass
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from email.utils import parseaddr

from wireroom.extract.charsets import declared_in, decode
from wireroom.extract.text import normalised, one_line
from wireroom.extract.unwrap import unwrapped
from wireroom.records.dates import Dated, read_date

PARTS = 1_000
"""How many parts of a message are looked at."""
MAIL_WIDTH = 80
"""Characters to which mail programs break lines (RFC 5322 asks for 78 at most)."""

_SHARED_HOSTS = frozenset(
    "gmail.com googlemail.com outlook.com hotmail.com live.com yahoo.com icloud.com me.com aol.com gmx.com gmx.de gmx.net "
    "web.de proton.me protonmail.com mail.com mail.ru yandex.ru qq.com 163.com zoho.com fastmail.com".split()
)
_MAILING_LABEL = re.compile(
    r"^(?:e?mail|e|m|news|newsletters?|info|updates?|alerts?|mailer|mg|send|reply)\.(?=[^.]+\.[^.]+)"
)


@dataclass(frozen=True, slots=True)
class Letter:
    """What a message says. `html` is true when `body` is markup; `attachments` are the names of parts not read."""

    subject: str
    sender: str
    host: str | None
    date: Dated | None
    body: str
    html: bool
    attachments: tuple[str, ...] = ()
    note: str | None = None


def read_mail(content: bytes) -> Letter:
    """The parts of a message; whatever is missing or malformed is empty, because mail in the wild always is a little."""
    message = BytesParser(policy=compat32).parsebytes(content)
    name, address = parseaddr(_header(message, "From"))
    plain, markup, attachments = _parts(message)
    part = plain or markup
    text, note = _words(part) if part else ("", None)
    html = plain is None and markup is not None
    return Letter(
        subject=one_line(_header(message, "Subject")),
        sender=one_line(name) or address,
        host=_host(address),
        date=read_date(re.sub(r"\([^)]*\)\s*$", "", _header(message, "Date"))),
        body=text if html else unwrapped(normalised(text), most=MAIL_WIDTH),
        html=html,
        attachments=tuple(attachments),
        note=note,
    )


def _parts(message: Message) -> tuple[Message | None, Message | None, list[str]]:
    """The first plain part with words, the first HTML part, and the names of the rest."""
    plain: Message | None = None
    markup: Message | None = None
    rest: list[str] = []
    for number, part in enumerate(message.walk()):
        kind = part.get_content_type()
        if number >= PARTS or part.is_multipart():
            continue
        attached = part.get_content_disposition() == "attachment" or part.get_filename()
        if kind == "text/plain" and not attached and plain is None and _payload(part).strip():
            plain = part
        elif kind == "text/html" and not attached and markup is None:
            markup = part
        elif attached:
            rest.append(one_line(_decoded(part.get_filename() or kind)))
    return plain, markup, rest


def _words(part: Message) -> tuple[str, str | None]:
    content = _payload(part)
    charset = part.get_content_charset()
    decoded = decode(content, charset or declared_in(content))
    return decoded.text, decoded.note


def _payload(part: Message) -> bytes:
    try:
        payload = part.get_payload(decode=True)
    except (ValueError, LookupError):
        return b""
    return payload if isinstance(payload, bytes) else b""


def _header(message: Message, name: str) -> str:
    return _decoded(message.get(name) or "")


def _decoded(value: object) -> str:
    words = str(value)
    try:
        return str(make_header(decode_header(words)))
    except (ValueError, LookupError, UnicodeError):
        return words


def _host(address: str) -> str | None:
    """The sender's domain without a mailing label; None for mail providers, whose name says nothing about an outlet."""
    host = address.rpartition("@")[2].lower().strip(" >.")
    host = _MAILING_LABEL.sub("", host)
    return host if "." in host and host not in _SHARED_HOSTS else None
