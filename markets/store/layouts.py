"""Which mapping reads a file: the one that its layout is remembered by, our own names, a system that is known."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.utils import timezone

from markets.models import Dataset, VisitMapping
from markets.store.pseudonyms import key_of, plain_reference
from markets.store.table_sources import TableSource
from markets.visits.domain.column_proposals import SEEMS_NAMES, proposed_columns
from markets.visits.domain.columns import ColumnMapping, plain_name
from markets.visits.domain.file_layout import FileLayout, difference
from markets.visits.domain.order_columns import PREFIX, can_be_joined, has_orders
from markets.visits.domain.presets import LayoutPreset, needs_no_mapping, preset_for
from markets.visits.domain.sample_rows import sample_rows
from markets.visits.domain.shown_texts import heading_shown
from markets.visits.domain.take_in_questions import changed_layout

SHARED = "Another authority shares this layout as “{name}”. Look whether its columns hold the same here."
OWN_NAMES = LayoutPreset("The portal’s own names", {}, dates="")


def remembered(row: Dataset, layout: FileLayout) -> VisitMapping | None:
    """Return the mapping of this layout for the dataset's authority and holder, made where none has to be asked for."""
    held = VisitMapping.objects.filter(authority_id=row.authority_id, holder=row.holder, is_shared=False)
    if found := held.filter(fingerprint=layout.fingerprint).first():
        return found
    preset = preset_for(layout.names)
    if preset is None and needs_no_mapping(layout.names):
        preset = OWN_NAMES
    if preset is not None and has_orders(layout.names):
        preset = _with_orders(preset, layout)
    return None if preset is None else _kept(row, layout, preset)


def _with_orders(preset: LayoutPreset, layout: FileLayout) -> LayoutPreset | None:
    """Return a layout with what the names of its orders' columns say; None where these do not tell enough."""
    asked = [one for one in proposed_columns(layout) if one["name"].startswith(PREFIX) and one["field"]]
    found = {one["name"]: one["field"] for one in asked}
    is_known = can_be_joined(list(found.values()))
    return replace(preset, columns={**preset.columns, **found}) if is_known else None


def _kept(row: Dataset, layout: FileLayout, preset: LayoutPreset) -> VisitMapping:
    found, _ = VisitMapping.objects.get_or_create(
        authority_id=row.authority_id,
        holder=row.holder,
        fingerprint=layout.fingerprint,
        is_shared=False,
        defaults={
            "name": preset.name,
            "header": list(names_shown(layout)),
            "columns": dict(preset.columns),
            "words": {key: dict(words) for key, words in preset.words.items()},
            "zone": preset.zone,
            "dates": preset.dates,
            "made_at": timezone.now(),
        },
    )
    return found


def shown(row: Dataset, source: TableSource, kept: VisitMapping | None) -> dict[str, Any]:
    """Return what the page of a dataset shows of its layout, with nothing of its rows in it.

    While it is not mapped: for each column a field that is proposed, and how the values look once they have pseudonyms.
    """
    layout = source.layout
    known = {"fingerprint": layout.fingerprint, "delimiter": layout.delimiter, "row": layout.row}
    if kept is not None:
        return known | {"mapping": kept.name, "names": names_shown(layout)}
    columns = proposed_columns(layout)
    if preset := preset_for(layout.names):
        _as_known(columns, preset)
    if near := nearest(row, layout):
        like, gone, new = near
        _propose(columns, like, like.columns)
        known |= {"like": str(like.id), "words": changed_layout(like.name, gone, new)}
    elif shared := _shared(layout):
        may = {one["name"] for one in columns if one["why"] != SEEMS_NAMES}
        _propose(columns, shared, {name: field for name, field in shared.columns.items() if name in may})
        known |= {"zone": shared.zone, "dates": shared.dates, "words": SHARED.format(name=shared.name)}
    return known | {"names": names_shown(layout), "columns": columns, "rows": _sample(row, layout, columns)}


def names_shown(layout: FileLayout) -> list[str]:
    """Return the headings as they are kept: whichever seems to be somebody's name or number is blank."""
    return [heading_shown(name) for name in layout.names]


def _propose(columns: Sequence[dict[str, Any]], like: VisitMapping, said: Mapping[str, str]) -> None:
    as_said = {plain_name(name): field for name, field in said.items()}
    for column in columns:
        if field := as_said.get(plain_name(column["name"])):
            column |= {"field": field, "why": f"As in “{like.name}”."}


def _shared(layout: FileLayout) -> VisitMapping | None:
    """Return what some authority shares of just this layout, the latest: it is proposed, and never used unasked."""
    held = VisitMapping.objects.filter(is_shared=True, fingerprint=layout.fingerprint)
    return held.order_by("-made_at", "id").first()


def _as_known(columns: Sequence[dict[str, Any]], preset: LayoutPreset) -> None:
    """Propose what is known of a system, where its file came with orders that are not."""
    known = {plain_name(name): field for name, field in preset.columns.items()}
    for column in columns:
        if not column["name"].startswith(PREFIX):
            column |= {"field": known.get(plain_name(column["name"]), ""), "why": f"As in “{preset.name}”."}


def _sample(row: Dataset, layout: FileLayout, columns: Sequence[Mapping[str, Any]]) -> list[list[str]]:
    """Return five rows to be looked at, in which a reference is the beginning of a pseudonym of its own."""
    key = key_of(row.authority_id)
    return sample_rows(layout, columns, lambda text: f"{key.of('shown', plain_reference(text)) % 16**6:06x}")


def nearest(row: Dataset, layout: FileLayout) -> tuple[VisitMapping, list[str], list[str]] | None:
    """Return the mapping of a layout that is nearly this one, the names that are gone, and those that are new (V04)."""
    held = VisitMapping.objects.filter(authority_id=row.authority_id, holder=row.holder, is_shared=False)
    found = ((one, difference(names_shown(layout), one.header)) for one in held.order_by("name", "id"))
    near = [(one, *parts) for one, parts in found if parts is not None]
    return min(near, key=lambda one: len(one[1]) + len(one[2]), default=None)


def plain_mapping(kept: VisitMapping | None) -> ColumnMapping:
    return ColumnMapping() if kept is None else ColumnMapping(kept.columns, kept.words, kept.zone, kept.dates)


def keep_said(
    row: Dataset, layout: FileLayout, said: ColumnMapping, providers: Mapping[str, str], name: str
) -> VisitMapping:
    """Keep the mapping that somebody brings for a layout, in place of the one that was remembered."""
    held = VisitMapping.objects.filter(
        authority_id=row.authority_id, holder=row.holder, fingerprint=layout.fingerprint, is_shared=False
    )
    kept = held.first() or _kept(row, layout, LayoutPreset(name[:100] or "A mapping", {}))
    kept.columns, kept.words = dict(said.columns), {key: dict(words) for key, words in said.words.items()}
    kept.zone, kept.dates = said.zone, said.dates
    kept.providers = {**kept.providers, **{plain_name(word): str(place) for word, place in providers.items()}}
    kept.edition += 1
    kept.save()
    return kept
