"""The command line: arguments in, calls, an exit code out. Only here is anything printed.

Exit codes: 0 done, 1 an accuracy floor was missed (`validate`), 2 refused, 3 not written,
130 and 143 stopped by the user or the system.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from analysis import __version__
from analysis.errors import AxisError, InputError, OutputError, ParallaxError
from analysis.settings import EDITIONS, FEATURES, FORMATS

if TYPE_CHECKING:
    from analysis.axes.schema import Axis
    from analysis.pipeline import Progress, Reading
    from analysis.records import Comparison, Skipped

_CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
_VIEWS = ("json", "table", "csv")
_STDOUT = "standard output"


class _InOrder(click.Group):
    """Lists its commands in the order a user meets them; output that is lost becomes an error."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def make_context(self, *args: Any, **options: Any) -> click.Context:
        with _standard_output():
            return super().make_context(*args, **options)

    def invoke(self, ctx: click.Context) -> Any:
        with _standard_output():
            return super().invoke(ctx)


class _Place(click.Path):
    """A file or folder; what cannot be read is told by those who read it.

    An empty text is what an unset variable of a shell gives, and pathlib takes it for ".".
    """

    def __init__(self) -> None:
        super().__init__(readable=False, path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if value == "":
            self.fail('it is empty; name a file or folder, such as "." for this one', param, ctx)
        return super().convert(value, param, ctx)


class _Names(click.ParamType[tuple[str, ...]]):
    """A comma-separated choice, in the order of the choices."""

    name = "names"

    def __init__(self, choices: Sequence[str]) -> None:
        self.choices = tuple(choices)

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, ...]:
        if not isinstance(value, str):
            return tuple(value)
        names = {name.strip().lower() for name in value.split(",") if name.strip()}
        unknown = sorted(names - set(self.choices))
        if unknown or not names:
            what = f"{unknown[0]!r} is not one of them" if unknown else "nothing is named"
            self.fail(f"{what}; choose from {', '.join(self.choices)}, separated by commas")
        return tuple(name for name in self.choices if name in names)


def _help_of(example: str) -> str:
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in example.strip().splitlines())


@click.group(
    cls=_InOrder,
    context_settings=_CONTEXT,
    epilog=_help_of(
        """
parallax report seeds              the report of the folder, into reports/
parallax report event -o out       the same for your own articles
parallax score a.txt b.txt | jq .  the measures of two files as JSON
parallax read a.txt                what Parallax takes for the article, and what it cut
"""
    ),
)
@click.version_option(__version__, prog_name="parallax", message="%(prog)s %(version)s")
def cli() -> None:
    """Compare how several articles tell one event: framing, sources, readability, shared copy.

    Nothing leaves this machine. No outlet gets a grade: every number leads to its sentences.
    """


@cli.command(
    short_help="Write the report on a folder of articles.",
    epilog=_help_of(
        """
parallax report seeds
parallax report event -o out --title "The vote in Sant Orlo"
parallax report event --formats html,json
"""
    ),
)
@click.argument("folder", type=_Place())
@click.option(
    "-o",
    "--output",
    type=_Place(),
    default=Path("reports"),
    show_default=True,
    help="Folder for the results; made if it is not there.",
)
@click.option("--title", help="Title of the report; else from event.toml.")
@click.option("--axis", help="Name of an axis, or an axis file; else from event.toml.")
@click.option(
    "--formats",
    type=_Names(FORMATS),
    default=FORMATS,
    metavar="LIST",
    help=f"Any of {','.join(FORMATS)}; all by default.",
)
@click.option(
    "--edition",
    type=click.Choice(EDITIONS),
    default=EDITIONS[0],
    show_default=True,
    help="brief leaves out the appendices (the articles as read, all attributions, what was cut).",
)
@click.option(
    "--manifest",
    type=_Place(),
    help="CSV with what you know of the articles; else FOLDER/manifest.csv if it is there.",
)
def report(
    folder: Path,
    output: Path,
    title: str | None,
    axis: str | None,
    formats: tuple[str, ...],
    edition: str,
    manifest: Path | None,
) -> None:
    """Write the report on the articles in FOLDER: report.pdf, report.html, report.json and tables.

    FOLDER holds text files, one article each, and may hold manifest.csv, event.toml, sources.toml
    and facts.toml.
    """
    from analysis import pipeline

    with _progress() as progress:
        reading = pipeline.read([folder], manifest=manifest, progress=progress)
        reading, chosen = _chosen_axis(reading, axis)
        comparison = _compared(reading, axis=chosen, progress=progress)
        _name_skipped(comparison.skipped)
        written = pipeline.write_report(
            comparison,
            output,
            axis=chosen,
            title=title,
            edition=edition,
            formats=formats,
            progress=progress,
        )
    lines = [str(path) for path in written.paths if path.suffix != ".csv"]
    tables = len(written.paths) - len(lines)
    if tables:
        lines.append(f"{output}{os.sep}*.csv ({tables} tables)")
    if sys.stdout is not None:
        # The bytes of a name as the system has them, whatever encoding the terminal claims.
        _put(b"".join(os.fsencode(line) + b"\n" for line in lines))
    if written.pdf_problem is not None:
        raise written.pdf_problem


@cli.command(
    short_help="Print the measures of articles.",
    epilog=_help_of(
        """
parallax score event > event.json
parallax score a.txt b.txt --format table
parallax score event --features readability --format csv
parallax score article.txt --as-is
parallax score event --target "Ana Belmonte" > event.json
"""
    ),
)
@click.argument("paths", nargs=-1, required=True, type=_Place(), metavar="PATH...")
@click.option(
    "--format",
    "view",
    type=click.Choice(_VIEWS),
    help="json (the default in a pipe), table (the default on a terminal) or csv.",
)
@click.option(
    "--features",
    type=_Names(FEATURES),
    default=FEATURES,
    metavar="LIST",
    help=f"Any of {','.join(FEATURES)}; all by default.",
)
@click.option("--axis", help="Name of an axis, or an axis file; else from event.toml.")
@click.option("--as-is", is_flag=True, help="Cut no page furniture: offsets fit the file itself.")
@click.option("--manifest", type=_Place(), help="CSV with what you know.")
@click.option("--target", metavar="NAME", help="Add the stance toward somebody or something; JSON.")
def score(
    paths: tuple[Path, ...],
    view: str | None,
    features: tuple[str, ...],
    axis: str | None,
    as_is: bool,
    manifest: Path | None,
    target: str | None,
) -> None:
    """Print the measures of the articles in PATH... (files or folders)."""
    from analysis import pipeline

    if target is not None:
        view = _view_of_target(target, view)
    with _progress() as progress:
        reading = pipeline.read(paths, manifest=manifest, as_is=as_is, progress=progress)
        reading, chosen = _chosen_axis(reading, axis)
        comparison = _compared(reading, axis=chosen, features=features, progress=progress)
        stances = {} if target is None else _stances(comparison, target, progress)
    _name_skipped(comparison.skipped)
    _print(comparison, view, stances)


@cli.command(
    short_help="Print what is taken for the article and what is cut.",
    epilog=_help_of(
        """
parallax read article.txt
parallax read event --format table
"""
    ),
)
@click.argument("paths", nargs=-1, required=True, type=_Place(), metavar="PATH...")
@click.option(
    "--format",
    "view",
    type=click.Choice(_VIEWS),
    help="json (the default in a pipe), table (the default on a terminal) or csv.",
)
@click.option("--as-is", is_flag=True, help="Cut no page furniture.")
@click.option("--manifest", type=_Place(), help="CSV with what you know.")
def read(paths: tuple[Path, ...], view: str | None, as_is: bool, manifest: Path | None) -> None:
    """Print the articles in PATH... as Parallax understands them, and what it cut away."""
    from analysis import pipeline
    from analysis.records import Analysis, Comparison, Document

    with _progress() as progress:
        reading = pipeline.read(paths, manifest=manifest, as_is=as_is, progress=progress)
    _name_skipped(reading.skipped)
    analyses = tuple(Analysis(Document(article)) for article in reading.articles)
    _print(Comparison(reading.event, analyses, skipped=reading.skipped), view)


@cli.command(
    short_help="Judge for or against: one target a row.",
    epilog=_help_of(
        """
parallax stance rows.jsonl > judged.jsonl
parallax stance rows.jsonl --axis reform

A row is {"id": "1", "text": "...", "target": "Ana Belmonte"}, and may have "start" and "end" of
the target in the text, and "title". The text is a sentence or an article.
"""
    ),
)
@click.argument("rows", type=_Place(), metavar="ROWS.jsonl")
@click.option("--axis", help="Judge on this axis (a name or an axis file), not toward the targets.")
def stance(rows: Path, axis: str | None) -> None:
    """Print a line of JSON for each row: score −1…1 with its interval, label, probabilities."""
    from analysis import pipeline
    from analysis.ingest.stance_rows import read_stance_rows
    from analysis.report.export_stance import row_to_json

    chosen = None if axis is None else _axis_named(axis)
    found = read_stance_rows(rows, need_target=chosen is None)
    with _progress() as progress:
        for done, (row, judged) in enumerate(pipeline.judge_rows(found, axis=chosen), start=1):
            _put(row_to_json(row.id, judged))
            progress("Judging", done, len(found))


@cli.group("axis", short_help="List, print, check or begin axes.")
def axes() -> None:
    """Axes: the questions on which framing is scored."""


@axes.command("list")
def list_() -> None:
    """Print the names of the axes that come with Parallax."""
    from analysis.axes.schema import list_axes

    _put("".join(f"{name}\n" for name in list_axes()).encode())


@axes.command()
@click.argument("name")
@click.argument("textfile", required=False, type=_Place())
def show(name: str, textfile: Path | None) -> None:
    """Print the file of the axis NAME, for a copy to change; with TEXTFILE what fires in it."""
    from analysis.axes.schema import load_axis, read_axis_text

    if textfile is None:
        _put(read_axis_text(name).encode())
        return
    from analysis import pipeline
    from analysis.records import FramingResult
    from analysis.report.axis_text import fired_text

    axis = load_axis(name)
    with _progress() as progress:
        reading = pipeline.read([textfile], progress=progress)
        analyses = pipeline.analyse(
            reading.articles, axis=axis, features=("framing",), progress=progress
        )
    _name_skipped(reading.skipped)
    for analysis in analyses:
        result = analysis.results["framing"]
        if isinstance(result, FramingResult):
            _put(fired_text(axis, analysis.document, result).encode("utf-8", "replace"))


@axes.command()
@click.argument("file")
def check(file: str) -> None:
    """Say whether FILE is an axis that can be used, and how well its examples can be told."""
    from analysis.axes.schema import load_axis, read_axis_text
    from analysis.extract.axis_check import check_axis
    from analysis.report.axis_text import check_text

    axis = load_axis(file)
    _put(check_text(file, read_axis_text(file), axis, check_axis(axis)).encode("utf-8", "replace"))


@axes.command()
@click.argument("name")
@click.option("-o", "--output", type=_Place(), help="The file to write; NAME.toml by default.")
def new(name: str, output: Path | None) -> None:
    """Write a commented axis file to fill in."""
    from analysis.axes.schema import new_axis_text

    text = new_axis_text(name)
    path = Path(f"{name}.toml") if output is None else output
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise InputError(path, "is there already", "choose another file with -o") from None
    except OSError as error:
        problem = f"cannot be written ({error.strerror or error})"
        raise OutputError(path, problem, "choose another file with -o") from None
    _put(os.fsencode(f"{path}\n"))


@cli.command(
    short_help="Measure accuracy on labelled data.",
    epilog=_help_of(
        """
parallax validate
parallax validate framing
parallax validate --data ~/labelled
"""
    ),
)
@click.argument("benchmarks", nargs=-1, metavar="[BENCHMARK]...")
@click.option(
    "--data",
    type=_Place(),
    help="Folder with labelled data that Parallax may not ship; see docs/validation.md.",
)
def validate(benchmarks: tuple[str, ...], data: Path | None) -> None:
    """Measure accuracy on the labelled data that is present, against the pinned floors.

    Ends with code 1 when a figure lies below its floor.
    """
    from analysis.validation.run import run

    with _progress() as progress:
        outcome = run(benchmarks, data=data, progress=progress)
    click.echo(outcome.text)
    if outcome.missed:
        raise SystemExit(1)


def _compared(
    reading: Reading,
    *,
    axis: Axis,
    progress: Progress,
    features: Sequence[str] = FEATURES,
) -> Comparison:
    from analysis import pipeline

    analyses = pipeline.analyse(
        reading.articles,
        axis=axis,
        sources=reading.sources,
        features=features,
        progress=progress,
    )
    for line in pipeline.unused_sources(reading, analyses):
        _complain(line)
    comparison = pipeline.compare(reading, analyses, axis=axis)
    for line in comparison.unused_facts:
        _complain(line)
    return comparison


def _chosen_axis(reading: Reading, axis: str | None) -> tuple[Reading, Axis]:
    """The axis asked for, else the event's own; the reading then names it."""
    from analysis.axes.schema import load_axis

    if axis is not None:
        _refuse_empty(axis)
        reading = replace(reading, event=replace(reading.event, axis=axis), event_file=None)
    try:
        return reading, load_axis(reading.event.axis)
    except AxisError as error:
        if reading.event_file is None or error.path != reading.event.axis:
            raise
        problem = f'axis "{error.path}": {error.problem}'
        raise AxisError(reading.event_file, problem, error.remedy) from None


def _axis_named(axis: str) -> Axis:
    from analysis.axes.schema import load_axis

    _refuse_empty(axis)
    return load_axis(axis)


def _refuse_empty(axis: str) -> None:
    if not axis.strip():
        raise InputError(None, "--axis is empty", "name an axis or an axis file")


def _view_of_target(target: str, view: str | None) -> str:
    """The only view that tells the stance toward a target."""
    if not target.strip():
        raise InputError(None, "--target is empty", "name somebody or something")
    if view not in (None, "json"):
        raise InputError(None, f"--target is not told as {view}", "use --format json")
    return "json"


def _stances(comparison: Comparison, target: str, progress: Progress) -> dict[str, Any]:
    """The stance of each article toward the target, by the article's id."""
    from analysis import pipeline
    from analysis.report.export_stance import describe_stance

    found = {}
    for done, analysis in enumerate(comparison.analyses):
        progress("Judging", done, len(comparison.analyses))
        stance = pipeline.judge_target(analysis.document, target)
        found[analysis.article.id] = describe_stance(target, stance)
    return found


def _print(
    comparison: Comparison, view: str | None, stances: Mapping[str, Any] | None = None
) -> None:
    from analysis.report import export, overview, tables

    if sys.stdout is None:
        raise OutputError(_STDOUT, "is closed", "open it, or use parallax report")
    view = view or ("table" if sys.stdout.isatty() else "json")
    if view == "table":
        table = overview.to_table(comparison, width=shutil.get_terminal_size().columns)
        # "ascii" is what a system without a locale says, not what a terminal can show.
        plain = sys.stdout.encoding.lower() in ("ascii", "us-ascii", "ansi_x3.4-1968")
        _put(table.encode("utf-8" if plain else sys.stdout.encoding, "replace"))
    elif view == "csv":
        _put(tables.to_csv(comparison)["articles.csv"])
    elif stances:
        from analysis.report.export_stance import to_json

        _put(to_json(comparison, stances))
    else:
        _put(export.to_json(comparison))


def _put(content: bytes) -> None:
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


@contextmanager
def _standard_output() -> Iterator[None]:
    """Turns a failure to write to an open stream into an OutputError; nothing else.

    Whatever else fails in the system names its file, and is told where the file is known.
    """
    try:
        yield
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError as error:
        if error.filename is not None or error.errno is None:
            raise
        problem = f"cannot be written ({error.strerror})"
        raise OutputError(_STDOUT, problem, "send it elsewhere") from error


def _name_skipped(skipped: Sequence[Skipped]) -> None:
    for item in skipped:
        _complain(f"skipped {item.path}: {item.reason}")


def _complain(line: str) -> None:
    """One line on standard error; bytes of names that no locale knows, and no control codes."""
    text = line.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    printable = "".join(c if c.isprintable() else " " for c in text)
    click.echo(f"parallax: {' '.join(printable.split())}", err=True)


@contextmanager
def _progress() -> Iterator[Callable[[str, int, int], None]]:
    """A progress bar on a terminal, nothing in a pipe."""
    from analysis.pipeline import silent

    if sys.stderr is None or not sys.stderr.isatty():
        yield silent
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed:.0f}/{task.total:.0f}"),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Starting", total=1)
        yield lambda what, done, total: bar.update(
            task, description=what, completed=done, total=total
        )


def _stop(signum: int, frame: object) -> NoReturn:
    # `timeout` and a second Ctrl-C send the same again: the clean-up must not be cut short.
    for number in _stops():
        signal.signal(number, signal.SIG_IGN)
    raise SystemExit(128 + signum)


def _stops() -> list[signal.Signals]:
    """The signals that ask a program to end, as far as the system has them."""
    names = ("SIGINT", "SIGTERM", "SIGHUP")
    return [getattr(signal, name) for name in names if hasattr(signal, name)]


def _fill_streams() -> None:
    """Puts the null device where a standard stream is closed: a file would get its number."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)


def main() -> None:
    """Run the command and end the process with the exit code of the contract."""
    lost = False
    _fill_streams()
    for number in _stops():
        # Ignored already (nohup, a job in the background): the user wants it so.
        if signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, _stop)
    try:
        code = cli.main(prog_name="parallax", standalone_mode=False)
    except ParallaxError as error:
        lost = error.path == _STDOUT
        # Who closed the pipe (`| head`) has what he wants.
        if not isinstance(error.__cause__, BrokenPipeError):
            _complain(error.line)
        code = error.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        code = InputError.exit_code
    except click.UsageError as error:
        where = f" (see {error.ctx.command_path} --help)" if error.ctx else ""
        _complain(error.format_message().rstrip(".") + where)
        code = InputError.exit_code
    if lost and sys.stdout is not None:
        # Python writes once more what could not be written, and would complain about it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(code if isinstance(code, int) else 0)
