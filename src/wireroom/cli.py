"""The command line: commands in the order of the path. Standard output carries the result and nothing else.

Exit codes: 0 done; 1 some inputs failed (each named on standard error, the rest done); 2 wrong use.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any, TypeVar

import click

from wireroom import __version__, logs
from wireroom.config import FORMATS, POLICIES, Settings, load_settings
from wireroom.errors import UnknownName, UsageError, WireroomError

if TYPE_CHECKING:
    from wireroom.records.accounts import Account

PATIENCE_S = 2.0  # work that takes longer shows how far it is (DESIGN section 5)
ENDINGS = {".txt": "text", ".md": "md", ".html": "html", ".json": "json", ".jsonld": "jsonld", ".csv": "csv"} | {
    ".geojson": "geojson"
}
Command = TypeVar("Command", bound=Callable[..., Any])


class Moment(click.ParamType[datetime]):
    """A date or an instant: 2019-03-05, or 2019-03-05T14:30 with an optional offset (UTC when none is given)."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """The aware UTC moment; wrong use when it is not a date."""
        if isinstance(value, datetime):
            return value
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a date. Write 2019-03-05 or 2019-03-05T14:30+01:00.", param, ctx)
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


class LastMoment(Moment):
    """Like Moment, but a bare date means the end of that day."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """The aware UTC moment; a date without a time is its last minute."""
        moment = super().convert(value, param, ctx)
        bare = isinstance(value, str) and len(value) <= len("2019-03-05")
        return moment.replace(hour=23, minute=59, second=59) if bare else moment


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="wireroom")
def wireroom() -> None:
    """Read what many outlets report on one event and write one account of it.

    Every line shows who said it, where, when, how many independent origins stand behind it, and where they disagree.
    Wireroom never says what is true.
    """


def _assumptions(command: Command) -> Command:
    """The options that say what to assume of the inputs; shared by the commands that read them."""
    for option in reversed(
        (
            click.option("--published", type=Moment(), help="Date of items that state none; resolves 'Tuesday'."),
            click.option("--outlet", help="Outlet of items that name none."),
            click.option("--as-of", type=LastMoment(), help="The account as it stood then."),
            click.option("--policy", help=f"How several figures become one shown value: {', '.join(POLICIES)}."),
            click.option("--authority", help="Speakers, best first, comma-separated (for --policy authority)."),
            click.option("--outlets", help="A registry of your own: names and owners of outlets (TOML)."),
            click.option("--workers", type=int, help="Processes; 0 means one a core."),
            click.option("--config", type=click.Path(path_type=Path), help="A settings file (TOML)."),
            click.option("--room", type=click.Path(path_type=Path), help="Keep the account in this folder."),
            click.option("-v", "--verbose", is_flag=True, help="Say what is being done."),
        )
    ):
        command = option(command)
    return command


@wireroom.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT…")
@click.option("--format", "format_", help=f"One of {', '.join(FORMATS)}; by default what --out's ending says, or text.")
@click.option("--out", type=click.Path(path_type=Path), help="Write to this file instead of standard output.")
@click.option("--html", type=click.Path(path_type=Path), help="Also write the account as an HTML page here.")
@click.option("--width", type=int, help="Columns of the text format (default: the terminal's, else 80).")
@_assumptions
def brief(
    inputs: tuple[str, ...],
    format_: str | None,
    out: Path | None,
    html: Path | None,
    width: int | None,
    **options: Any,
) -> int:
    """Write one account over all INPUTs.

    INPUT is a file (.txt .md .html .jsonl .eml .mbox .warc .warc.gz .pdf .xml), a folder, an address, or - for standard
    input.
    """
    chosen = format_ or (ENDINGS.get(out.suffix.lower()) if out else None)
    settings = _settings(options, format=chosen, width=width or _columns(out))
    _writable(out, html)
    account = _brief(inputs, settings, options)
    _write(account, settings, out)
    if html:
        _write(account, load_settings({"format": "html"}, environment={}), html)
    return _report_failures(account)


@wireroom.command()
@click.argument("inputs", nargs=-1, metavar="INPUT…")
@click.option("--format", "format_", help="text, json or csv; by default what --out's ending says, or text.")
@click.option("--out", type=click.Path(path_type=Path), help="Write to this file instead of standard output.")
@click.option("--width", type=int, help="Columns of the text format (default: the terminal's, else 80).")
@_assumptions
def threads(inputs: tuple[str, ...], format_: str | None, out: Path | None, width: int | None, **options: Any) -> int:
    """List the stories of all INPUTs: reports, outlets, independent origins, days, and why each report is in.

    INPUT is what `brief` takes, or one account written by `brief --format json`. With --room and no INPUT, the account
    kept there.
    """
    from wireroom.tell import list_threads

    settings = _settings(options, width=width or _columns(out))
    chosen = _list_format(format_ or (ENDINGS.get(out.suffix.lower()) if out else None), settings)
    _writable(out)
    account = _account_of(inputs, options)
    _put(list_threads(account, format=chosen, width=settings.width, colour=_colour(out)), out)
    return _report_failures(account)


@wireroom.command()
@click.argument("id", metavar="ID")
@click.argument("inputs", nargs=-1, metavar="[INPUT…]")
@_assumptions
def explain(id: str, inputs: tuple[str, ...], **options: Any) -> int:
    """Walk from ID (or the first letters of one) back to the words in the reports.

    INPUT is an account written by `brief --format json`, or the same inputs that `brief` was given. With --room, the
    account kept there.
    """
    from wireroom.tell import explain as walk

    account = _account_of(inputs, options)
    _print(walk(account, id))
    return 0


def main() -> None:
    """Run the command line and leave with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        code = wireroom.main(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except click.exceptions.Exit as done:
        code = done.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped; nothing was written.", err=True)
        code = 130
    except BrokenPipeError:
        sys.stdout = None  # the reader went away: that is its right
        code = 0
    except OSError as error:
        click.echo(f"wireroom: cannot write {error.filename or 'the result'}: {error.strerror}", err=True)
        code = 2
    except WireroomError as error:
        click.echo(f"wireroom: {error}", err=True)
        code = 2 if isinstance(error, UsageError) else 1
    sys.exit(code or 0)


def _settings(options: dict[str, Any], **more: object) -> Settings:
    logs.set_up(verbose=options["verbose"])
    flags = {key: options[key] for key in ("policy", "authority", "outlets", "workers")}
    return load_settings({**flags, **more}, file=options["config"])


def _brief(inputs: tuple[str, ...], settings: Settings, options: dict[str, Any]) -> "Account":
    from wireroom.room import Room
    from wireroom.run.local import Request
    from wireroom.run.local import brief as run

    request = Request(inputs, options["published"], options["outlet"], options["as_of"])
    account = run(request, settings, stdin=sys.stdin.buffer, progress=_Watch())
    Room(options["room"]).keep(account)
    return account


def _account_of(inputs: tuple[str, ...], options: dict[str, Any]) -> "Account":
    from wireroom.room import Room, read_account

    settings = _settings(options)
    if len(inputs) == 1 and inputs[0].endswith(".json"):
        return read_account(Path(inputs[0]))
    if inputs:
        return _brief(inputs, settings, options)
    if options["room"]:
        return Room(options["room"]).account()
    raise UsageError("nothing to read: give an account (a .json file), the inputs it was made from, or --room PATH")


def _list_format(asked: str | None, settings: Settings) -> str:
    """The format of a list of stories: what is asked for, else the settings' where a list has it, else text."""
    from wireroom.tell.listing import LIST_FORMATS

    if asked and asked not in LIST_FORMATS:
        raise UnknownName("format", asked, LIST_FORMATS)
    return asked or (settings.format if settings.format in LIST_FORMATS else "text")


def _columns(out: Path | None) -> int | None:
    """The terminal's width up to 100 (longer lines tire the eye); None when nobody looks at a terminal."""
    if out or not sys.stdout.isatty():
        return None
    import shutil

    return max(40, min(shutil.get_terminal_size().columns, 100))


def _writable(*paths: Path | None) -> None:
    """Wrong use is said before the work, not after it."""
    for path in paths:
        if path and not path.resolve().parent.is_dir():
            raise UsageError(f"{path}: its folder does not exist; make it first")
        if path and path.is_dir():
            raise UsageError(f"{path}: is a folder; name a file in it")


def _write(account: "Account", settings: Settings, out: Path | None) -> None:
    from wireroom.tell import render

    _put(render(account, format=settings.format, width=settings.width, colour=_colour(out)), out)


def _colour(out: Path | None) -> bool:
    import os

    return out is None and sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def _put(words: str, out: Path | None) -> None:
    if out:
        out.write_text(words if words.endswith("\n") else words + "\n", encoding="utf-8", newline="\n")
    else:
        _print(words)


def _print(words: str) -> None:
    sys.stdout.write(words if words.endswith("\n") else words + "\n")
    sys.stdout.flush()


def _report_failures(account: "Account") -> int:
    for failure in account.failures:
        click.echo(f"wireroom: {failure.input}: {failure.message}", err=True)
    if account.failures:
        click.echo(f"wireroom: {len(account.failures)} failed, {len(account.reports)} reports read.", err=True)
    return 1 if account.failures else 0


class _Watch:
    """Progress bars on a terminal, one a stage, shown when the stage takes longer than PATIENCE_S."""

    @contextmanager
    def step(self, name: str, total: int | None) -> Iterator[Callable[[int], None]]:
        """A ticker that counts items and draws when there is something to draw on."""
        if not sys.stderr.isatty():
            yield lambda _: None
            return
        bar = _Bar(name, total)
        try:
            yield bar.tick
        finally:
            bar.close()


class _Bar:
    def __init__(self, name: str, total: int | None) -> None:
        self.name, self.total, self.count, self.began = name, total, 0, monotonic()
        self.shown: Any = None

    def tick(self, count: int) -> None:
        self.count += count
        if self.shown is None and monotonic() - self.began > PATIENCE_S:
            self._show()
        if self.shown:
            self.shown[0].update(self.shown[1], completed=self.count)

    def _show(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        progress = Progress(*columns, console=Console(stderr=True), transient=True)
        progress.start()
        self.shown = progress, progress.add_task(self.name, total=self.total)

    def close(self) -> None:
        if self.shown:
            self.shown[0].stop()


if __name__ == "__main__":
    main()
