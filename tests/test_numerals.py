"""Numbers in digits and words, noun phrases, and quantities with their hedges and units. Sentences are invented."""

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wireroom.read.numerals import find_numerals, mentions_number, number_in_words
from wireroom.read.phrases import is_person, noun_phrase, singular
from wireroom.read.quantities import find_quantities


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("3,000", 3000),
        ("10 000", 10000),
        ("10\u2009000", 10000),
        ("1.234.567", 1234567),
        ("12,34,567", 1234567),
        ("1.2 million", 1_200_000),
        ("1,5 million", 1_500_000),
        ("1.2bn", 1_200_000_000),
        ("5k", 5000),
        ("2 1/2", 2.5),
        ("½", 0.5),
        ("1/16", 0.0625),
        ("forty-two", 42),
        ("one hundred and five", 105),
        ("twenty-eight thousand six hundred forty-two", 28642),
        ("two-and-a-half thousand", 2500),
        ("two and a half million", 2_500_000),
        ("a dozen", 12),
        ("half a dozen", 6),
        ("half a million", 500_000),
        ("a quarter of a million", 250_000),
        ("a hundred", 100),
        ("two thirds", 2 / 3),
        ("three-quarters", 0.75),
        ("nineteen ninety-six", 1996),
        ("-1.3", -1.3),
        ("2.5×10^3", 2500),
    ],
)
def test_value_of_a_number(words: str, value: float) -> None:
    assert number_in_words(words) == pytest.approx(value)


@pytest.mark.parametrize(
    "words", ["dozens", "tens of thousands", "several hundred", "a couple of thousand", "scores", "several"]
)
def test_vague_counts_have_no_value(words: str) -> None:
    (numeral,) = find_numerals(f"There were {words} of them")
    assert numeral.value is None
    assert numeral.kind == "vague"
    assert f"There were {words} of them"[numeral.start : numeral.end] == words


@pytest.mark.parametrize(
    "words",
    [
        "the 4th",
        "COVID-19",
        "at 11:30",
        "on 03/05/2019",
        "192.168.0.1",
        "the third man",
        "fourth-quarter",
        "the 1990s",
        "G20",
        "a half-hearted try",
    ],
)
def test_what_is_no_number(words: str) -> None:
    assert find_numerals(words) == ()


def test_lists_are_not_added_up() -> None:
    assert [n.value for n in find_numerals("two, three and five; 57 hurt 150 dead")] == [2, 3, 5, 57, 150]


@given(st.integers(min_value=0, max_value=10**12))
def test_grouped_digits_keep_their_value(number: int) -> None:
    (numeral,) = find_numerals(f"exactly {number:,} people")
    assert numeral.value == number


_ONES = "one two three four five six seven eight nine".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()


@given(
    st.integers(0, 7), st.integers(0, 8), st.integers(0, 8), st.sampled_from([("thousand", 10**3), ("million", 10**6)])
)
def test_words_add_up(tens: int, ones: int, hundreds: int, scale: tuple[str, int]) -> None:
    words = f"{_ONES[hundreds]} hundred and {_TENS[tens]}-{_ONES[ones]} {scale[0]}"
    assert number_in_words(words) == ((hundreds + 1) * 100 + (tens + 2) * 10 + ones + 1) * scale[1]


@given(st.text(max_size=200))
def test_numerals_lie_in_order_inside_any_text(text: str) -> None:
    found = find_numerals(text)
    assert all(0 <= n.start < n.end <= len(text) for n in found)
    assert all(left.end <= right.start for left, right in itertools.pairwise(found))


@given(
    st.lists(
        st.sampled_from(
            [
                "1",
                "2,000",
                "five",
                "and",
                "hundred",
                "to",
                "-",
                "$",
                "%",
                "people",
                "half",
                "a",
                "of",
                "no",
                ".",
                "½",
                "m",
            ]
        ),
        max_size=30,
    )
)
def test_quantities_survive_heaps_of_numbers(words: list[str]) -> None:
    text = " ".join(words)
    for quantity in find_quantities(text):
        assert 0 <= quantity.start < quantity.end <= len(text)
        assert (
            quantity.low is None
            or quantity.high is None
            or quantity.qualitative
            or quantity.low <= quantity.high
            or quantity.moved
        )


@pytest.mark.parametrize("text", ["no figure here", "the first estate", ""])
def test_a_text_without_numbers_is_told_apart(text: str) -> None:
    assert mentions_number(text) is (text == "no figure here")


@pytest.mark.parametrize(
    ("text", "head", "words"),
    [
        (" armed local men were seen", "man", "armed local men"),
        (" women prisoners were freed", "prisoner", "women prisoners"),
        (" Red Valley (RV) fighters died", "fighter", "Red Valley (RV) fighters"),
        (" sick and wounded soldiers", "soldier", "sick and wounded soldiers"),
        (" families. More", "family", "families"),
    ],
)
def test_counted_noun(text: str, head: str, words: str) -> None:
    phrase = noun_phrase(text, 0)
    assert phrase is not None
    assert (phrase.head, phrase.words) == (head, words)


@pytest.mark.parametrize("text", [" killed and 5 hurt", " in the north", ", others left", " of the", ""])
def test_no_noun_follows(text: str) -> None:
    assert noun_phrase(text, 0) is None


@pytest.mark.parametrize(
    ("plural", "one"),
    [
        ("families", "family"),
        ("gunmen", "gunman"),
        ("buses", "bus"),
        ("people", "people"),
        ("wives", "wife"),
        ("bus", "bus"),
        ("churches", "church"),
    ],
)
def test_singular(plural: str, one: str) -> None:
    assert singular(plural) == one


def test_persons_are_told_from_things() -> None:
    assert all(is_person(word) for word in ("villagers", "gunmen", "schoolchildren", "policewomen", "motorists"))
    assert not any(is_person(word) for word in ("shells", "specimen", "houses", "lists"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("at least 20 people", (20, None, None, False, False, ">")),
        ("no fewer than 20 people", (20, None, None, False, False, ">")),
        ("more than 20 people", (20, None, None, True, False, ">")),
        ("upwards of 20 people", (20, None, None, True, False, ">")),
        ("up to 20 people", (None, None, 20, False, False, "<")),
        ("as many as 20 people", (None, None, 20, False, False, "<")),
        ("fewer than 20 people", (None, None, 20, False, False, "<")),
        ("about 20 people", (None, 20, None, False, True, "~")),
        ("some 20 people", (None, 20, None, False, True, "~")),
        ("an estimated 20 people", (None, 20, None, False, True, "~")),
        ("nearly 20 people", (None, 20, None, False, True, "~")),
        ("20 people", (None, 20, None, False, False, "=")),
        ("20 or more people", (20, None, None, False, False, ">")),
        ("between 20 and 30 people", (20, None, 30, False, False, "=")),
        ("20 to 30 people", (20, None, 30, False, False, "=")),
        ("20-30 people", (20, None, 30, False, False, "=")),
        ("four to five thousand people", (4000, None, 5000, False, False, "=")),
        ("$10 to $15 billion", (1e10, None, 1.5e10, False, False, "=")),
        ("from $200 to $4 million", (200, None, 4e6, False, False, "=")),
    ],
)
def test_hedges_are_bounds(
    text: str, expected: tuple[float | None, float | None, float | None, bool, bool, str]
) -> None:
    (quantity,) = find_quantities(f"There were {text} in all")
    found = (quantity.low, quantity.best, quantity.high, quantity.low_exclusive, quantity.approximate, quantity.change)
    assert found == expected


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("it cost $5m", "dollar"),
        ("it cost 10.5 million Australian dollars", "australian dollar"),
        ("60 per cent of them", "percentage"),
        ("a 16-year-old girl", "year of age"),
        ("1520 sq m of floor", "square metre"),
        ("155mph winds", "mile per hour"),
        ("325,000 barrels per day", "barrel per day"),
        ("12 new wells", "new well"),
        ("50 previous years", "year"),
        ("250m from the gate", "metre"),
        ("586 lb-ft of torque", "foot pound-force"),
        ("127 gigatonnes of ice", "gigaton"),
        ("25 trillion won of debt", "south korean won"),
        ("three quarters of a mile", "mile"),
        ("29 inches of mercury", "inch of mercury"),
        ("one of the largest sites", "large site"),
        ("the top three seeds", "top seed"),
        ("half of which went home", "% -"),
        ("more than sixfold", "count"),
    ],
)
def test_units(text: str, unit: str) -> None:
    (quantity,) = find_quantities(text)
    assert quantity.normal_unit == unit


@pytest.mark.parametrize(("text", "value"), [("1.2m people", 1.2e6), ("$5m", 5e6), ("250m away", 250), ("8 m long", 8)])
def test_the_letter_m_is_a_million_of_people_and_money_only(text: str, value: float) -> None:
    (quantity,) = find_quantities(text)
    assert quantity.values == (value,)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("in 2014 it rained", "date"),
        ("on March 5 it rained", "date"),
        ("along Highway 17 today", "reference"),
        ("Ann Example, 45, said so", "age"),
        ("children aged 7 left", "age"),
        ("they won 3-1 at home", "reference"),
        ("only one can win", "reference"),
        ("the house at 22 Mill Road", "reference"),
        ("He was 35.", "age"),
        ("life expectancy for men is 73 there", "age"),
        ("Ann Example 44 has left", "age"),
        ("Ann Example (59) has left", "age"),
        ("the S&P/ASX 200 rose", "reference"),
        ("12 marchers left", "count"),
        ("20 decent houses", "count"),
    ],
)
def test_kinds_that_are_no_counts(text: str, kind: str) -> None:
    assert {quantity.kind for quantity in find_quantities(text)} == {kind}


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("eight or nine euros", ["euro"]),
        ("460 cars compared with 63 in May", ["car", "car"]),
        ("22 fires, compared with an average of 20 per week", ["fire", "fire per week"]),
        ("shares rose by 2 percent but bonds fell by 1", ["percentage", "percentage"]),
        ("it ended at 16,644, 16 per cent up", ["-", "percentage"]),
        ("from 208 pounds to 193", ["pound-mass"]),
        ("five 500-pound bombs", ["bomb", "pound-mass"]),
    ],
)
def test_units_are_borrowed_from_a_neighbour(text: str, units: list[str]) -> None:
    assert [quantity.normal_unit for quantity in find_quantities(text)] == units


@pytest.mark.parametrize(
    ("text", "values"), [("3-4,000 people", (3000, 4000)), ("12 to 15,000 people", (12000, 15000))]
)
def test_the_first_thousand_of_a_range_may_be_left_out(text: str, values: tuple[float, float]) -> None:
    assert find_quantities(text)[0].values == values


@pytest.mark.parametrize("text", ["on 03-07-2015", "on 7.4.2017", "12/5/19"])
def test_a_day_in_digits_is_no_number(text: str) -> None:
    assert find_quantities(text) == ()


@pytest.mark.parametrize("seed", ["1 ", "1,", "one hundred ", "between 5 and ", "(", "$", "5-"])
def test_hostile_lines_take_linear_time(seed: str) -> None:
    text = (seed * 10_000)[:10_000]
    began = time.process_time()
    find_numerals(text)
    assert time.process_time() - began < 1.0
