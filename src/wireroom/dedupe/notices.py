"""Notices of rights: a form that outlets of one chain print under every text, and that says nothing of copying."""

import re

# A notice of rights reaches so far to either side of its "rights reserved", within its line.
NOTICE_LETTERS = 240
_RESERVED = re.compile(r"ights [Rr]eserved")
_NOTICE = re.compile(
    r"(?:(?:TM and )?(?:©|\([cC]\)|Copyright)[^\n]{0,200}?)?\b[Aa]ll [Rr]ights [Rr]eserved\b(?:[.) ]*This material may not be [^\n.]*)?"
)


def rights_notices(text: str) -> list[tuple[int, int]]:
    """Where "… Copyright 2031 X. All rights reserved. This material may not be …" stands: code points, in order."""
    found: list[tuple[int, int]] = []
    for cue in _RESERVED.finditer(text):
        told = found[-1][1] if found else 0
        if cue.start() >= told and (
            match := _NOTICE.search(text, max(told, cue.start() - NOTICE_LETTERS), cue.end() + NOTICE_LETTERS)
        ):
            found.append(match.span())
    return found
