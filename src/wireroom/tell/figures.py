"""The section of figures: one value a series under the policy, then every observation with its hedge, window and voice.

The same count in the same voice, printed by several reports, is one row with several notes.
"""

from wireroom.records.stories import Figure, Series, Shown
from wireroom.tell import phrases
from wireroom.tell.desks import Desk, standing_alert
from wireroom.tell.handles import series_id
from wireroom.tell.measures import gravity, label_of
from wireroom.tell.sheets import Item, Section, capped, grouped

MOST_MARKS = 6


def figures_of(desk: Desk) -> Section:
    """Every series with its observations, then figures that stand in no series."""
    placed = {figure_id for series in desk.story.series for figure_id in series.figure_ids}
    ranked = sorted(desk.story.series, key=lambda series: (-len(series.figure_ids), gravity(series.measure)))
    loose = [figure for figure in desk.story.figures if figure.id not in placed]
    items, more = capped(ranked, desk.limits.items)
    entries = [_series_item(desk, series) for series in items]
    if loose:
        entries.append(_loose_item(desk, loose))
    intro = f"One value a series under the policy “{desk.policy}”; nothing is averaged."
    return Section("figures", "Figures", tuple(entries), more, intro)


def _series_item(desk: Desk, series: Series) -> Item:
    members = [desk.figures[figure_id] for figure_id in series.figure_ids if figure_id in desk.figures]
    shown, more = _latest(members, desk)
    origins = series.shown.origins
    named = any(desk.origin_of(figure) for figure in members)
    facts = (
        f"policy {series.policy}",
        phrases.count(origins, "independent origin") if origins and named else "origin not named",
        series.shown.note if series.shown.low is not None or series.shown.best is not None else "",
    )
    return Item(
        heading(series),
        facts=tuple(fact for fact in facts if fact),
        alerts=standing_alert(series.standing),
        handle=desk.short(series_id(series)),
        items=tuple(_observation(desk, group, series) for group in shown),
        more=more,
        shown=series.shown,
        value=shown_words(series.shown, members),
    )


def heading(series: Series) -> str:
    """What a series counts: measure, population, place, kind of count."""
    name = label_of(series.measure).name
    counted = f": {series.population}" if series.population not in ("", "people") else ""
    where = f", {series.place}" if series.place else ""
    return f"{name[:1].upper()}{name[1:]}{counted}{where} ({phrases.AGGREGATIONS[series.aggregation]})"


def shown_words(shown: Shown, members: list[Figure]) -> str:
    """The shown value in words; hedges stay when the figure that set the bound had them."""
    exclusive = any(figure.low_exclusive and figure.low == shown.low for figure in members)
    approximate = shown.best is not None and any(figure.approximate and figure.best == shown.best for figure in members)
    if shown.low is None and shown.best is None and shown.high is None:
        words = dict.fromkeys(phrases.quoted(figure.anchor.quote) for figure in members if figure.qualitative)
        return f"{phrases.listed(list(words), 3)}, no number" if words else "no number under this policy"
    units = {figure.unit for figure in members} - {"people"}
    amount = phrases.amount(shown.low, shown.best, shown.high, exclusive=exclusive, approximate=approximate)
    return f"{amount} {units.pop()}" if len(units) == 1 else amount


def _loose_item(desk: Desk, loose: list[Figure]) -> Item:
    shown, more = _latest(loose, desk)
    return Item("In no series", items=tuple(_observation(desk, group, None) for group in shown), more=more)


def _latest(figures: list[Figure], desk: Desk) -> tuple[list[list[Figure]], int]:
    """Observations in order of time; of too many, those that still stand and the latest ones. And how many are left out."""
    groups = grouped(figures, _face)
    ranked = sorted(range(len(groups)), key=lambda place: (groups[place][0].standing == "superseded", -place))
    kept = sorted(ranked[: desk.limits.items])
    return [groups[place] for place in kept], len(groups) - len(kept)


def _face(figure: Figure) -> tuple[object, ...]:
    """What a reader would see of an observation: equal faces are one row."""
    window = figure.window
    return (
        figure.measure, " ".join(figure.anchor.quote.casefold().split()), figure.low, figure.best, figure.high,
        figure.population, figure.place, figure.speaker, figure.origin, figure.negated, figure.standing,
        window and (window.text, window.earliest, window.latest), (figure.as_of or "")[:10],
    )  # fmt: skip


def _observation(desk: Desk, group: list[Figure], series: Series | None) -> Item:
    figure = group[0]
    old = phrases.STANDINGS["superseded"] if figure.standing == "superseded" else ""
    facts = (*_counted(figure, series), *_when(desk, figure), _voice(desk, figure), old, *_replaced(desk, figure))
    alerts = (("negated",) if figure.negated else ()) + standing_alert(figure.standing)
    return Item(
        "",
        phrases.shorten(figure.anchor.quote, desk.limits.letters),
        tuple(fact for fact in facts if fact),
        alerts,
        desk.notes.marks([one.sentence_anchor or one.anchor for one in group][:MOST_MARKS]),
        desk.short(figure.id),
        figure=figure,
    )


def _replaced(desk: Desk, figure: Figure) -> tuple[str, ...]:
    """What an observation updates or corrects; one is enough, the others say the same."""
    for relation in figure.relations:
        other = desk.figures.get(relation.to)
        if other is not None and relation.kind in ("updates", "corrects"):
            return (f"{phrases.RELATIONS[relation.kind]} {phrases.quoted(other.anchor.quote)}",)
    return ()


def _counted(figure: Figure, series: Series | None) -> tuple[str, ...]:
    values = [value for value in (figure.low, figure.best, figure.high) if value is not None]
    plain = all(phrases.number(value) in figure.anchor.quote for value in values)
    words = phrases.amount(
        figure.low, figure.best, figure.high, exclusive=figure.low_exclusive, approximate=figure.approximate
    )
    read = "a count in words, no number" if figure.qualitative and not values else "" if plain else f"read as {words}"
    population = figure.population if series is None or figure.population != series.population else ""
    measure = label_of(figure.measure).name if series is None else ""
    place = f"in {figure.place}" if figure.place and (series is None or figure.place != series.place) else ""
    part = "part of a larger count" if figure.part_of else ""
    return read, measure, phrases.quoted(population) if population else "", place, part


def _when(desk: Desk, figure: Figure) -> tuple[str, ...]:
    as_of = f"as of {phrases.moment(figure.as_of[:10])}" if figure.as_of else ""
    why = "cannot be resolved" if desk.dated(figure.anchor) else "no publication date"
    window = figure.window
    if window is None:
        statement = desk.statements.get(figure.statement_id or "")
        said = statement.said if statement else None
        if said is None or as_of:
            return (as_of,)
        return (
            f"said on {phrases.moment(said[:10])}"
            if said[:4].isdigit()
            else f"said {phrases.quoted(said)}, relative: {why}",
        )
    dates = phrases.days(window.earliest, window.latest) if window.earliest else f"relative: {why}"
    return f"window {phrases.quoted(window.text)}, {dates}", as_of


def _voice(desk: Desk, figure: Figure) -> str:
    origin = desk.origin_of(figure)
    if figure.speaker:
        return f"said by {figure.speaker}" + (f" (origin {origin})" if origin and origin != figure.speaker else "")
    return f"origin {origin}" if origin else "origin not named"
