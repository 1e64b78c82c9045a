"""The language of a text, by py3langid (Barbaresi 2022, after Lui & Baldwin 2012).

Plain English is recognised by its function words alone, so that a run on English texts never loads the model (0.7 s).
"""

import math
import re

LETTERS_NEEDED = 20
"""Texts with fewer letters have no reliable language."""
SAMPLE_CHARACTERS = 2_000
"""What the classifier is shown: about 0.5 ms; its answer on news does not change with more."""
ENGLISH_MARGIN = math.log(1_000_000)
"""English wins when its log-likelihood is this near to the best.

Names in headlines pull English towards small languages (of 3,645 English headlines of the violent-corpus dev file
three keep another language, 26 without this margin), while one sentence of another language lies 25 or more away."""

ENGLISH_SHARE = 0.14
"""Share of English function words from which a sample counts as plain English: 98% of 6,352 English dev texts have it."""
ENGLISH_THE = 0.02
"""Share of "the", which no other language has to speak of."""
WORDS_FOR_SHARE = 30
"""Fewer words go to the model."""

_FUNCTION_WORDS = frozenset(
    "the of and to that was were is are has have been with from by on at for it they said which".split()
)
_WORD = re.compile(r"[^\W\d_]+")


def language_of(text: str) -> str | None:
    """The ISO 639 code of the text's language, None when there are too few letters to tell."""
    sample = text[:SAMPLE_CHARACTERS]
    if sum(character.isalpha() for character in sample) < LETTERS_NEEDED:
        return None
    # Capitals are rare in what the model has seen: it takes a shouted headline for another language.
    sample = sample.lower()
    if _is_plain_english(sample):
        return "en"
    import py3langid

    ranking = py3langid.rank(sample)
    best, score = ranking[0]
    english = next((value for code, value in ranking if code == "en"), -math.inf)
    return "en" if score - english < ENGLISH_MARGIN else str(best)


def _is_plain_english(sample: str) -> bool:
    words = _WORD.findall(sample)
    if len(words) < WORDS_FOR_SHARE or words.count("the") < ENGLISH_THE * len(words):
        return False
    return sum(word in _FUNCTION_WORDS for word in words) >= ENGLISH_SHARE * len(words)
