"""The order of the stages: files → articles → documents → features → comparison → report."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.errors import ArticleError, InputError, OutputError, PdfError
from analysis.records import (
    Analysis,
    Article,
    Comparison,
    Document,
    Event,
    FactEntry,
    Skipped,
    SourceEntry,
    Voice,
)
from analysis.settings import FEATURES, FORMATS

if TYPE_CHECKING:
    from analysis.axes.schema import Axis
    from analysis.extract.base import FeatureExtractor
    from analysis.extract.stance import AxisStance, Stance
    from analysis.ingest.stance_rows import StanceRow

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how many are done and how many there are."""

_VOICES: tuple[Voice, Voice] = ("narrator", "quoted")


def silent(what: str, done: int, total: int) -> None:
    """A progress that shows nothing."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What ingest made of the files: the articles, the files it skipped, event, sources, facts.

    `event_file` is where the event was read, None without an `event.toml`; `sources` are what
    `sources.toml` says, `facts` what `facts.toml` says.
    """

    articles: tuple[Article, ...]
    skipped: tuple[Skipped, ...]
    event: Event
    event_file: Path | None = None
    sources: tuple[SourceEntry, ...] = ()
    facts: tuple[FactEntry, ...] = ()


def read(
    paths: Sequence[Path],
    *,
    manifest: Path | None = None,
    as_is: bool = False,
    progress: Progress = silent,
) -> Reading:
    """The articles in `paths` (files or folders), in order; unusable files are skipped.

    A folder's own `manifest.csv`, `event.toml`, `sources.toml` and `facts.toml` are used where it
    has them. Raises InputError when a path is missing, a folder has no files, no file could be
    used, or one of those four says something impossible.
    """
    from analysis.ingest.facts import check_facts, read_facts
    from analysis.ingest.files import shown
    from analysis.ingest.load import article_ids, find_files, read_article
    from analysis.ingest.manifest import Manifest, check_files, read_manifest
    from analysis.ingest.sources import check_entries, read_sources

    files = find_files(paths)
    manifests: dict[Path, Manifest] = {}
    events: dict[Path, Event] = {}
    entries: list[SourceEntry] = []
    facts: list[FactEntry] = []
    for folder in dict.fromkeys(file.parent for file in files):
        # A link that leads nowhere or a folder of that name is told, not passed over.
        if manifest is None and os.path.lexists(folder / "manifest.csv"):
            manifests[folder] = read_manifest(folder / "manifest.csv")
            check_files(manifests[folder], files)
        if os.path.lexists(folder / "event.toml"):
            events[folder / "event.toml"] = _read_event(folder / "event.toml")
        if os.path.lexists(folder / "sources.toml"):
            entries += read_sources(folder / "sources.toml")
        if os.path.lexists(folder / "facts.toml"):
            facts += read_facts(folder / "facts.toml")
    check_entries(entries)
    check_facts(facts)
    given = None if manifest is None else read_manifest(manifest)
    if given is not None:
        check_files(given, files)

    articles: list[Article] = []
    problems: list[ArticleError] = []
    for done, (file, name) in enumerate(zip(files, article_ids(files), strict=True)):
        progress("Reading", done, len(files))
        try:
            article = read_article(file, manifest=given or manifests.get(file.parent), as_is=as_is)
        except ArticleError as error:
            problems.append(error)
        else:
            articles.append(replace(article, id=name))
    progress("Reading", len(files), len(files))
    if not articles:
        first = problems[0]
        more = f" (nor {len(problems) - 1} more)" if len(problems) > 1 else ""
        raise InputError(
            first.path, f"no article could be read{more}: {first.problem}", first.remedy
        )
    event_file, event = next(iter(events.items())) if len(events) == 1 else (None, Event())
    skipped = tuple(Skipped(shown(error.path or ""), error.reason) for error in problems)
    return Reading(tuple(articles), skipped, event, event_file, tuple(entries), tuple(facts))


def _read_event(path: Path) -> Event:
    """The event, its axis as a path where an axis file of that name stands beside it."""
    from analysis.ingest.event import read_event

    event = read_event(path)
    beside = path.parent / event.axis
    return replace(event, axis=str(beside)) if beside.is_file() else event


def analyse(
    articles: Sequence[Article],
    *,
    axis: Axis,
    sources: Sequence[SourceEntry] = (),
    features: Sequence[str] = FEATURES,
    progress: Progress = silent,
) -> tuple[Analysis, ...]:
    """Every article annotated once and run through the named feature extractors, in order.

    Between the two, sources get one name over all articles, and then what `sources` says of them.
    """
    documents = annotate_all(articles, sources=sources, progress=progress)
    extractors = load_extractors(features, axis=axis)
    analyses = []
    for done, document in enumerate(documents):
        progress("Measuring", done, len(documents))
        results = {extractor.name: extractor.extract(document) for extractor in extractors}
        analyses.append(Analysis(document=document, results=results))
    progress("Measuring", len(documents), len(documents))
    return tuple(analyses)


def annotate_all(
    articles: Sequence[Article],
    *,
    sources: Sequence[SourceEntry] = (),
    progress: Progress = silent,
) -> tuple[Document, ...]:
    """The documents of the articles, with one name for each source over all of them."""
    from analysis.annotate.document import annotate
    from analysis.annotate.event_names import share_names
    from analysis.annotate.told import apply_entries

    documents = []
    for done, article in enumerate(articles):
        progress("Reading for sources", done, len(articles))
        documents.append(annotate(article))
    progress("Reading for sources", len(articles), len(articles))
    return apply_entries(share_names(documents), sources)


def judge_rows(
    rows: Iterable[StanceRow], *, axis: Axis | None = None
) -> Iterator[tuple[StanceRow, Stance]]:
    """Each row with its stance, one after the other: toward its target, or on `axis`."""
    judge: AxisStance | None = None
    if axis is not None:
        from analysis.extract.stance import AxisStance

        judge = AxisStance(axis)
    for row in rows:
        yield row, _target_stance(row) if judge is None else _axis_stance(row, judge)


def judge_target(document: Document, target: str) -> Stance:
    """The stance of an article toward `target`; toward its matter where it never names it."""
    from analysis.annotate.mentions import find_mentions
    from analysis.extract.stance import judge_target as judge

    spans = [sentence.span for sentence in document.sentences]
    mentions = find_mentions(document.text, document.sentences, target)
    return judge(document.text, spans, mentions)


def _target_stance(row: StanceRow) -> Stance:
    from analysis.annotate.mentions import find_mentions, find_names
    from analysis.annotate.sentences import split_sentences
    from analysis.extract import stance

    if row.mention is not None:
        return stance.judge_mentions(row.text, [row.mention])
    sentences = split_sentences(row.text)
    if len(sentences) <= stance.PASSAGE:
        return stance.judge_mentions(row.text, find_names(row.text, row.target))
    text, headline = row.titled()
    sentences = split_sentences(text, headline=headline)
    mentions = find_mentions(text, sentences, row.target)
    return stance.judge_target(text, [sentence.span for sentence in sentences], mentions)


def _axis_stance(row: StanceRow, judge: AxisStance) -> Stance:
    from analysis.annotate.quotes import find_quotations
    from analysis.annotate.segments import cut_segments
    from analysis.annotate.sentences import split_sentences

    sentences = split_sentences(row.text)
    segments = cut_segments(sentences, find_quotations(row.text, sentences), ())
    quoted = Counter[int]()
    for segment in segments:
        length = segment.span.end - segment.span.start
        quoted[segment.sentence] += length if segment.voice == "quoted" else -length
    voices = [_VOICES[quoted[number] > 0] for number in range(len(sentences))]
    return judge.judge(row.text, [sentence.span for sentence in sentences], voices, row.mention)


def unused_sources(reading: Reading, analyses: Sequence[Analysis]) -> tuple[str, ...]:
    """One line for each entry of `sources.toml` that means nobody whom the articles quote."""
    from analysis.annotate.told import unused_entries

    return tuple(
        f'{entry.path}: line {entry.line}: no article quotes a source called "{entry.name}"; '
        "correct the name, add an alias, or delete the entry"
        for entry in unused_entries([a.document for a in analyses], reading.sources)
    )


def load_extractors(features: Sequence[str], *, axis: Axis) -> list[FeatureExtractor]:
    """The extractors of the named features, in the order of the report."""
    extractors: list[FeatureExtractor] = []
    for feature in FEATURES:
        if feature not in features:
            continue
        if feature == "framing":
            from analysis.extract.framing import FramingExtractor

            extractors.append(FramingExtractor(axis))
        elif feature == "sourcing":
            from analysis.extract.sourcing import SourcingExtractor

            extractors.append(SourcingExtractor())
        else:
            from analysis.extract.readability import ReadabilityExtractor

            extractors.append(ReadabilityExtractor())
    return extractors


def compare(reading: Reading, analyses: Sequence[Analysis], *, axis: Axis) -> Comparison:
    """The analyses side by side, told in the names of the axis's poles."""
    from analysis.compare.comparison import compare as compare_analyses

    return compare_analyses(
        analyses,
        event=reading.event,
        skipped=reading.skipped,
        fact_entries=reading.facts,
        poles=(axis.negative.name, axis.positive.name),
    )


@dataclass(frozen=True, slots=True)
class Written:
    """The files of a report, and why the PDF is not among them where it was asked for."""

    paths: tuple[Path, ...]
    pdf_problem: PdfError | None = None


def write_report(
    comparison: Comparison,
    directory: Path,
    *,
    axis: Axis,
    title: str | None = None,
    edition: str = "full",
    formats: Sequence[str] = FORMATS,
    progress: Progress = silent,
) -> Written:
    """What was written into `directory`: complete files under their final names, or none.

    Where only the PDF cannot be made, the others are written and the result says why. Raises
    OutputError when the folder cannot be written.
    """
    from analysis.report import export, tables

    pdf_problem: PdfError | None = None
    with _staging(directory) as stage:
        names: list[str] = []

        def keep(name: str, content: bytes) -> None:
            try:
                (stage / name).write_bytes(content)
            except OSError as error:
                raise _cannot_write(directory, error) from error
            names.append(name)

        if "json" in formats:
            progress("Writing JSON", 0, 1)
            keep("report.json", export.to_json(comparison))
        if "csv" in formats:
            progress("Writing CSV", 0, 1)
            for name, content in tables.to_csv(comparison).items():
                keep(name, content)
        if "html" in formats or "pdf" in formats:
            from analysis.report.render import render_html
            from analysis.report.view import build_view

            progress("Drawing the report", 0, 1)
            html = render_html(build_view(comparison, axis, title=title, edition=edition))
            if "html" in formats:
                keep("report.html", html.encode("utf-8"))
            if "pdf" in formats:
                from analysis.report.pdf import render_pdf

                progress("Setting the PDF", 0, 1)
                try:
                    keep("report.pdf", render_pdf(html))
                except PdfError as error:
                    pdf_problem = error
        progress("Done", 1, 1)
        written = _publish(stage, directory, names)
    return Written(written, pdf_problem)


@contextlib.contextmanager
def _staging(directory: Path) -> Iterator[Path]:
    """A hidden folder inside `directory`, on the same file system, removed at the end."""
    try:
        directory.mkdir(parents=True, exist_ok=True)
        stage = Path(tempfile.mkdtemp(prefix=".parallax-", dir=directory))
    except OSError as error:
        raise _cannot_write(directory, error) from error
    try:
        yield stage
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _publish(stage: Path, directory: Path, names: Sequence[str]) -> tuple[Path, ...]:
    blocked = next((name for name in names if (directory / name).is_dir()), None)
    if blocked is not None:
        raise OutputError(
            directory / blocked, "a folder stands where a file should go", "move it away or use -o"
        )
    try:
        for name in names:
            (stage / name).replace(directory / name)
    except OSError as error:
        raise _cannot_write(directory, error) from error
    return tuple(directory / name for name in names)


def _cannot_write(directory: Path, error: OSError) -> OutputError:
    if isinstance(error, FileExistsError):
        return OutputError(directory, "is there already and is no folder", "choose another with -o")
    problem = f"cannot be written ({error.strerror or error})"
    return OutputError(directory, problem, "choose a folder you may write to with -o")
