"""Small invented inputs of every kind, built by hand. The valley of Orn, its people and outlets are made up."""

import gzip
import io
from email.message import EmailMessage

PARAGRAPHS = (
    "The river Orn rose again on Tuesday night and about 300 people left the lower streets of Belmare, the mayor said.",
    "“We rang every bell,” said Lena Orst, the mayor. “Nobody was left behind, not even the geese.”",
    "Between 12 and 15 people were hurt when a footbridge gave way, according to the valley's health office.",
    "The road to Tolva is expected to open on Friday. Schools in the valley stay closed until then.",
    "Engineers said the dam above the town was sound and that the water would fall by the weekend.",
    "Volunteers served soup in the sports hall, where most of those who left their homes spent the night on mats.",
)


def page(
    title: str = "River Orn rises again and empties the lower streets",
    *,
    head: str = "",
    above: str = "",
    paragraphs: tuple[str, ...] = PARAGRAPHS,
    below: str = "",
) -> str:
    """A news page with navigation, a cookie banner, a teaser list and a footer."""
    body = "\n".join(f"<p>{words}</p>" for words in paragraphs)
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title} | Orn Courier</title>{head}</head>
<body><div id="cookies">We use cookies. <button>Accept all</button></div>
<nav><a href="/">Home</a><a href="/sport">Sport</a></nav>
<article>{above}<h1>{title}</h1>{body}{below}</article>
<aside><h2>Most read</h2><ul><li><a href="/1">Geese cross the market square in good order</a></li></ul></aside>
<footer>Orn Courier. All rights reserved.</footer></body></html>"""


def warc_record(number: int, body: bytes, *, kind: str = "text/html; charset=utf-8", status: str = "200 OK") -> bytes:
    """One response record for https://orncourier.example/<number>."""
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012d}>\r\n"
        "WARC-Date: 2031-05-06T07:08:09Z\r\n"
        f"WARC-Target-URI: https://orncourier.example/{number}\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def warc_info() -> bytes:
    """The record that opens most archives and holds no page."""
    body = b"software: by hand\r\n"
    head = f"WARC/1.0\r\nWARC-Type: warcinfo\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2031-05-06T07:08:09Z\r\nContent-Type: application/warc-fields\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body + b"\r\n\r\n"


def warc_members(count: int) -> list[bytes]:
    """`count` pages, each in a gzip member of its own."""
    return [
        gzip.compress(warc_record(number, page(f"Bulletin number {number} from the valley").encode()), mtime=0)
        for number in range(count)
    ]


def pdf(pages: tuple[tuple[str, ...], ...], *, password: str | None = None) -> bytes:
    """A PDF with the given lines on each page; no lines make a page without text."""
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    target = io.BytesIO()
    canvas = Canvas(target, encrypt=StandardEncryption(password) if password else None, invariant=True)
    for lines in pages:
        for row, line in enumerate(lines):
            canvas.drawString(60, 780 - 16 * row, line)
        canvas.rect(50, 50, 100, 100)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def mail(
    *,
    text: str | None = "\n".join(PARAGRAPHS),
    html: str | None = None,
    attach: tuple[str, ...] = (),
    sender: str = "Orn Courier desk <desk@news.orncourier.example>",
) -> bytes:
    """A message of Tuesday 6 May 2031, 09:10 +0200."""
    message = EmailMessage()
    message["Subject"] = "Belmare: bells in the night – what we know"
    message["From"] = sender
    message["To"] = "reader@elsewhere.example"
    message["Date"] = "Tue, 06 May 2031 09:10:00 +0200"
    if text is not None:
        message.set_content(text)
    if html is not None:
        if text is None:
            message.set_content(html, subtype="html")
        else:
            message.add_alternative(html, subtype="html")
    for name in attach:
        message.add_attachment(b"\x00\x01", maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Orn Courier</title><link>https://orncourier.example/</link><description>News of the valley</description>
<item><title>Footbridge gives way &amp; 12 are hurt</title><link>https://orncourier.example/bridge</link>
<pubDate>Tue, 06 May 2031 08:00:00 +0200</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>Twelve people were hurt in Belmare.</p><p>Read on for the list.</p>]]></content:encoded></item>
<item><title>Geese return</title><link>https://orncourier.example/geese</link>
<pubDate>Wed, 07 May 2031 10:30:00 GMT</pubDate><description>The geese of Belmare came home on Wednesday.</description></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Tolva Wire</title><id>urn:tolva</id><updated>2031-05-06T08:00:00Z</updated>
<entry><title>Road to Tolva shut</title><id>urn:tolva:1</id><link href="https://tolvawire.example/road"/>
<published>2031-05-06T07:00:00Z</published><updated>2031-05-06T08:00:00Z</updated><author><name>Ivo Brant</name></author>
<content type="html">&lt;p&gt;The road to Tolva was shut on Tuesday.&lt;/p&gt;</content></entry></feed>"""

JSON_FEED = """{"version": "https://jsonfeed.org/version/1.1", "title": "Orn Radio", "items": [
{"id": "1", "url": "https://ornradio.example/a", "title": "Bells rung", "content_text": "Bells were rung at two.",
 "date_published": "2031-05-06T02:10:00+02:00", "authors": [{"name": "Mara Fenn"}]}, 7]}"""
