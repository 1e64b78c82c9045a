"""A stream of reports over thirty days with the statistics of real texts, written to a file and read back lazily.

How it is made. `--size` reports fall into events. Sizes of events: GREAT of the events are great stories of 10 to 1,460
reports, the sizes by a power law with exponent 2 (1,460 is the largest topic of Timeline17); the others have the sizes of
incidents of the violent corpus, resampled. An event begins at any moment of the thirty days, in the hours of the day
alike; its later reports come after the lags (in days) between reports of one incident, resampled from those of
the corpus that fit into the days left, plus a part of a day; a great story's reports thin out with the cube of a uniform draw. What an event
and a report say: see `events`. Outlets (2,000 invented ones) publish by Zipf's law. One in eight independent reports opens with
an agency's dateline.

Vectors. What all texts have in common (their mean) stays; the rest of an event's vector is that of its text turned towards a
difference of two texts of the pool, until two events on one text are as alike as, in the violent corpus, a report and
the likest one of another incident (median). A report's is the event's turned towards a difference of two real reports of
one incident, until two reports are as alike as reports of one real incident are (mean and deviation measured on the pool);
a copy's is hardly turned.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import numpy as np

from benchmarks.thread_scale.events import Event, Teller, Told, keys_of_lines
from benchmarks.thread_scale.pool import Pool
from benchmarks.thread_scale.words import Words

if TYPE_CHECKING:
    from numpy.typing import NDArray

DAYS = 30
DAY_S = 86_400
FIRST_DAY = 19_723  # 2024-01-01, in days since 1970
FIRST_ORDINAL = date(2024, 1, 1).toordinal()
GREAT, GREAT_SIZES = 0.04, (10, 1460)
COPY_TURN = 0.99
OUTLETS = 2000
DATELINES = 0.125
AGENCIES = ("Reuters", "AP", "AFP", "Xinhua", "TASS")
BATCH = 500


class Item(msgspec.Struct, array_like=True, gc=False):
    """One report of the stream: text, outlet, moment (seconds since 1970), and what threading is given of it.

    `event` is the gold story; `kind` and `of` (an id or empty) say how it was told. `keys` counts stems and names, `vector` is float16.
    """

    id: str
    event: int
    outlet: str
    title: str
    text: str
    moment: int
    kind: str
    of: str
    keys: dict[str, int]
    vector: bytes


@dataclass(frozen=True, slots=True)
class Schedule:
    """When the reports come, in order of time: moments in seconds and the event of each."""

    moments: "NDArray[np.int64]"
    events: "NDArray[np.int64]"


def write_stream(pool: Pool, size: int, file: Path, *, seed: int = 7) -> None:
    """Write a stream of `size` reports, batch by batch; the same pool, size and seed give the same bytes."""
    encoder = msgspec.msgpack.Encoder()
    partial = file.with_suffix(".partial")
    with partial.open("wb") as out:
        batch: list[Item] = []
        for number, item in enumerate(generate(pool, size, seed=seed), 1):
            batch.append(item)
            if len(batch) == BATCH or number == size:
                data = encoder.encode(batch)
                out.write(len(data).to_bytes(4, "little") + data)
                batch = []
            if number % 20_000 == 0:
                print(f"stream: {number} of {size} reports written", flush=True)
    partial.rename(file)


def batches(file: Path) -> Iterator[list[Item]]:
    """The batches of a stream in order of time; one is in memory at a time."""
    decoder = msgspec.msgpack.Decoder(list[Item])
    with file.open("rb") as stream:
        while length := stream.read(4):
            yield decoder.decode(stream.read(int.from_bytes(length, "little")))


def generate(pool: Pool, size: int, *, seed: int = 7) -> Iterator[Item]:
    """The reports in order of time; an event is forgotten after its last report."""
    teller, turner = Teller(pool, Words(pool)), Turner(pool)
    plan = schedule(pool, size, random.Random(seed))
    left = np.bincount(plan.events)
    alive: dict[int, tuple[Event, random.Random, NDArray[np.float32]]] = {}
    vectors: dict[str, NDArray[np.float32]] = {}
    for moment, number in zip(plan.moments.tolist(), plan.events.tolist(), strict=True):
        if number not in alive:
            draw = random.Random(f"{seed}/{number}")
            event = teller.event(number, FIRST_ORDINAL + moment // DAY_S - FIRST_DAY, draw)
            alive[number] = event, draw, turner.event(event.text, draw)
        event, draw, centre = alive[number]
        told = teller.tell(event, draw)
        yield _item(event, told, moment, draw, turner, centre, vectors)
        left[number] -= 1
        if not left[number]:
            del alive[number]
            for place, _ in event.told:
                vectors.pop(_id(number, place), None)


def schedule(pool: Pool, size: int, draw: random.Random) -> Schedule:
    """Moments and events of `size` reports."""
    moments: list[int] = []
    events: list[int] = []
    lags = [lag for lag in pool.lags if lag < DAYS]
    number = 0
    while len(moments) < size:
        great = draw.random() < GREAT
        count = _great(draw) if great else draw.choice(pool.sizes)
        start = draw.uniform(0, DAYS)
        times = [start, *(_later(start, lags, draw, great=great) for _ in range(count - 1))]
        moments += [int((FIRST_DAY + day) * DAY_S) for day in times]
        events += [number] * count
        number += 1
    at, of = np.array(moments[:size], np.int64), np.array(events[:size], np.int64)
    order = np.lexsort((of, at))
    return Schedule(at[order], of[order])


class Turner:
    """Vectors of events and reports."""

    def __init__(self, pool: Pool) -> None:
        rows = np.stack([np.frombuffer(text.vector, "<f2").astype(np.float32) for text in pool.texts])
        self.mean = rows.mean(axis=0)
        self.rows = rows - self.mean
        self.common = float(self.mean @ self.mean)
        self.pairs = _story_pairs(pool)
        told_alike = [float(rows[a] @ rows[b]) for a, b in self.pairs]
        self.within = self._own(float(np.mean(told_alike))) ** 0.5
        self.deviation = float(np.std(told_alike))
        self.between = self._own(_likest_other(pool, rows)) ** 0.5

    def event(self, text: int, draw: random.Random) -> "NDArray[np.float32]":
        """The own part (mean left out) of the vector of an event on a text."""
        a, b = draw.randrange(len(self.rows)), draw.randrange(len(self.rows))
        return _turned(self.rows[text], self.rows[a] - self.rows[b], self.between)

    def report(self, centre: "NDArray[np.float32]", draw: random.Random) -> "NDArray[np.float32]":
        """The own part of the vector of an independent report of an event."""
        cosine = draw.gauss(self.within, self.deviation)
        return _turned(centre, self._difference(draw), min(max(cosine, 0.1), 0.98))

    def copy(self, vector: "NDArray[np.float32]", draw: random.Random) -> "NDArray[np.float32]":
        """The own part of the vector of a copy."""
        return _turned(vector, self._difference(draw), COPY_TURN)

    def whole(self, own: "NDArray[np.float32]") -> bytes:
        """A vector of unit length as float16 bytes, the mean added."""
        vector = self.mean + own
        return np.asarray(vector / np.linalg.norm(vector), "<f2").tobytes()

    def _own(self, cosine: float) -> float:
        """The cosine that the own parts of two vectors need for the whole vectors to have `cosine`."""
        return (cosine - self.common) / (1 - self.common)

    def _difference(self, draw: random.Random) -> "NDArray[np.float32]":
        a, b = draw.choice(self.pairs)
        a, b = (a, b) if draw.random() < 0.5 else (b, a)
        return np.asarray(self.rows[a] - self.rows[b], np.float32)


def _story_pairs(pool: Pool) -> list[tuple[int, int]]:
    """Neighbouring reports of real incidents, copies left out (as alike as only copies are)."""
    stories: dict[str, list[int]] = {}
    for place, text in enumerate(pool.texts):
        if text.story:
            stories.setdefault(text.story, []).append(place)
    vectors = {place: pool.texts[place].vector for group in stories.values() for place in group}
    return [(a, b) for group in stories.values() for a, b in pairwise(group) if vectors[a] != vectors[b]]


def _likest_other(pool: Pool, rows: "NDArray[np.float32]") -> float:
    """The median cosine between a report and the likest one of another incident."""
    filed = [place for place, text in enumerate(pool.texts) if text.story]
    stories = np.array([pool.texts[place].story for place in filed])
    alike = rows[filed] @ rows[filed].T
    alike[stories[:, None] == stories[None, :]] = -1
    return float(np.median(alike.max(axis=1)))


def _item(
    event: Event,
    told: Told,
    moment: int,
    draw: random.Random,
    turner: Turner,
    centre: "NDArray[np.float32]",
    vectors: "dict[str, NDArray[np.float32]]",
) -> Item:
    place = event.told[-1][0]
    name, of = _id(event.number, place), _id(event.number, told.of) if told.of is not None else ""
    origin = vectors.get(of)
    vector = turner.copy(origin, draw) if told.kind == "copy" and origin is not None else turner.report(centre, draw)
    vectors[name] = vector
    if len(event.told) > 1:
        vectors.pop(_id(event.number, event.told[0][0] - 1), None)
    body = [text.strip() for text, _ in (told.lines[1:] if told.title else told.lines)]
    if told.kind == "original" and draw.random() < DATELINES and body:
        body[0] = f"({draw.choice(AGENCIES)}) - {body[0]}"
    paragraphs = [" ".join(body[start : start + 2]) for start in range(0, len(body), 2)]
    text = "\n\n".join([told.title, *paragraphs] if told.title else paragraphs)
    outlet = f"Outlet {int(OUTLETS ** draw.random())}"
    keys = dict(keys_of_lines(told.lines))
    return Item(name, event.number, outlet, told.title, text, moment, told.kind, of, keys, turner.whole(vector))


def _id(event: int, place: int) -> str:
    return f"r-{event:06d}-{place:04d}"


def _great(draw: random.Random) -> int:
    low, high = GREAT_SIZES
    return int(1 / (1 / low - draw.random() * (1 / low - 1 / high)))


def _later(start: float, lags: Sequence[int], draw: random.Random, *, great: bool) -> float:
    room = DAYS - start
    if great:
        return start + room * draw.random() ** 3
    lag = draw.choice(lags) + draw.random()
    return start + (lag if lag < room else room * draw.random())


def _turned(vector: "NDArray[np.float32]", towards: "NDArray[np.float32]", cosine: float) -> "NDArray[np.float32]":
    """A vector as long as `vector`, at the cosine of it, on the side of `towards`."""
    square = max(float(vector @ vector), 1e-6)
    side = towards - (towards @ vector) / square * vector
    length = float(np.linalg.norm(side))
    if length < 1e-6:
        return vector
    turned: NDArray[np.float32] = cosine * vector + (square * (1 - cosine * cosine)) ** 0.5 / length * side
    return turned
