"""What the user says about sources (`sources.toml`), applied after everything was resolved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from analysis.names import fold_name
from analysis.records import Attribution, Document, Source, SourceEntry


def apply_entries(
    documents: Sequence[Document], entries: Sequence[SourceEntry]
) -> tuple[Document, ...]:
    """The documents with every source that an entry means called and sorted as the entry says.

    An entry means a source whose resolved name or mention is its name or one of its aliases,
    whatever the case, accents and article. Those sources are marked `told`.
    """
    if not entries:
        return tuple(documents)
    table = _table(entries)
    return tuple(_with_entries(document, table) for document in documents)


def unused_entries(
    documents: Sequence[Document], entries: Sequence[SourceEntry]
) -> tuple[SourceEntry, ...]:
    """The entries that mean no source of the documents, which `apply_entries` has gone over."""
    used = {
        fold_name(attribution.source.name)
        for document in documents
        for attribution in document.attributions
        if attribution.source is not None and attribution.source.told
    }
    return tuple(entry for entry in entries if fold_name(entry.name) not in used)


def _table(entries: Sequence[SourceEntry]) -> Mapping[str, SourceEntry]:
    table: dict[str, SourceEntry] = {}
    for entry in entries:
        for name in (entry.name, *entry.aliases):
            table.setdefault(fold_name(name), entry)
    return table


def _with_entries(document: Document, table: Mapping[str, SourceEntry]) -> Document:
    attributions = tuple(_told(document.text, a, table) for a in document.attributions)
    return replace(document, attributions=attributions)


def _told(text: str, attribution: Attribution, table: Mapping[str, SourceEntry]) -> Attribution:
    source = attribution.source
    if source is None:
        return attribution
    entry = table.get(fold_name(source.name)) or table.get(fold_name(source.span.of(text)))
    if entry is None:
        return attribution
    return replace(attribution, source=_as_told(source, entry))


def _as_told(source: Source, entry: SourceEntry) -> Source:
    return replace(
        source,
        name=entry.name,
        kind=entry.kind or source.kind,
        form=entry.form or source.form,
        naming=entry.naming or source.naming,
        told=True,
    )
