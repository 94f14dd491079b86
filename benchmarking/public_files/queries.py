"""The only reader of public files and their figures: files for the office, figures by name for all who sign in."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When

from accounts.domain.context import Context
from benchmarking.models import PublicFigure, PublicFile, RoundMember
from benchmarking.permissions import can_see_progress
from benchmarking.public_files.domain.council_book import PlaceLevel, has_ended
from benchmarking.public_files.domain.file_preview import StandingFigures
from benchmarking.public_files.domain.file_states import PublicFileState
from benchmarking.public_files.domain.public_figures import PublicFigureRead

# Of a council's figures of a period the first in this order counts.
_STANDING = Case(When(standing="final", then=Value(0)), default=Value(1), output_field=IntegerField())
_ORDERS = {
    "highest": ("level", F("value").desc(nulls_last=True)),
    "lowest": ("level", F("value").asc(nulls_last=True)),
}
_NEWEST_FIRST = ("-as_of", "-entered_at", "-id")


def files_for(context: Context | None) -> QuerySet[PublicFile]:
    """Return the files of the asker's office, whatever became of them, and those that other offices have kept."""
    rows = PublicFile.objects.defer("pending")
    if context is None or not can_see_progress(context):
        return rows.none()
    return rows.filter(Q(host_authority_id=context.own_authority) | Q(state=PublicFileState.KEPT))


def file_for(context: Context | None, file_id: UUID) -> PublicFile | None:
    return files_for(context).filter(id=file_id).first()


def kept_file(sha256: str) -> PublicFile | None:
    """Return the file with these bytes, whichever office has loaded it."""
    return PublicFile.objects.defer("pending").filter(sha256=sha256, state=PublicFileState.KEPT).first()


def figures_for(
    context: Context | None,
    *,
    measure: str = "",
    period: str = "",
    words: str = "",
    order: str = "",
    all_editions: bool = False,
) -> QuerySet[PublicFigure]:
    """Return figures by name: of each council, measure and period the one that counts, or all that were loaded."""
    rows = _counting(PublicFigure.objects.select_related("file"))
    if context is None:
        return rows.none()
    rows = rows.filter(measure=measure) if measure else rows
    rows = rows.filter(period=period) if period else rows
    rows = rows.filter(Q(council__icontains=words) | Q(ons_code__iexact=words)) if words else rows
    if not all_editions:
        rows = rows.filter(id__in=_that_count(rows).values("id"))
    return rows.order_by("kind", "measure", "-period", *_ORDERS.get(order, ("level",)), "council", *_NEWEST_FIRST)


def _counting(rows: QuerySet[PublicFigure]) -> QuerySet[PublicFigure]:
    """Return the figures of files that are kept: of one that was set aside nothing counts."""
    return rows.filter(file__state=PublicFileState.KEPT)


def _that_count(rows: QuerySet[PublicFigure]) -> QuerySet[PublicFigure]:
    key = ("measure", "ons_code", "period")
    ordered = rows.select_related(None).order_by(*key, _STANDING, *_NEWEST_FIRST)
    return ordered.distinct(*key)


@dataclass(frozen=True, slots=True)
class FigureChoice:
    """A measure of which there are figures, with its periods, the newest first."""

    measure: str
    label: str
    kind: str
    periods: tuple[str, ...]


def figure_choices() -> list[FigureChoice]:
    rows = _counting(PublicFigure.objects.order_by("kind", "label", "measure", "-period"))
    found: dict[str, FigureChoice] = {}
    for measure, label, kind, period in rows.values_list("measure", "label", "kind", "period").distinct():
        before = found.get(measure)
        found[measure] = FigureChoice(measure, label, kind, (*(before.periods if before else ()), period))
    return list(found.values())


@dataclass(frozen=True, slots=True)
class CountingFigure:
    """The figure of a council that counts, with the year, how it stands, and the file that it is from."""

    ons_code: str
    value: Decimal
    unit: str
    kind: str
    period: str
    standing: str
    as_of: date
    file_name: str


def counting_figures(measure: str, of_period: str, codes: Collection[str] | None = None) -> dict[str, CountingFigure]:
    """Return by ONS code the figures of a measure and period that count; a council without one is not there."""
    rows = _counting(PublicFigure.objects.filter(measure=measure, period=of_period, level=PlaceLevel.COUNCIL))
    rows = rows.filter(ons_code__in=codes) if codes is not None else rows
    found = _that_count(rows).values_list(
        "ons_code", "value", "unit", "kind", "period", "standing", "as_of", "file__file_name"
    )
    return {
        code: CountingFigure(code, value, unit, kind, period, standing, as_of, name)
        for code, value, unit, kind, period, standing, as_of, name in found
        if value is not None
    }


def newest_figure(measure: str, ons_code: str, until: str) -> CountingFigure | None:
    """Return the figure that counts of a council's newest year that has one, up to the year ``until``, as 2025-26."""
    rows = _counting(PublicFigure.objects.filter(measure=measure, ons_code=ons_code, value__isnull=False))
    year = rows.filter(period__lte=until).order_by("-period").values_list("period", flat=True).first()
    return counting_figures(measure, year, [ons_code]).get(ons_code) if year else None


def councils_met() -> dict[str, str]:
    """Return the councils that were met, by code and name: in rounds that the asker sees, and in kept files."""
    met = PublicFigure.objects.filter(level=PlaceLevel.COUNCIL).order_by("ons_code", "-id").distinct("ons_code")
    members = RoundMember.objects.order_by("joined_at").values_list("ons_code", "council_name")
    return {**dict(met.values_list("ons_code", "council")), **dict(members)}


def expected_councils(source: str) -> dict[str, str]:
    """Return the councils that a file should name: those of earlier files of its kind, and the members of rounds."""
    met = PublicFigure.objects.filter(level=PlaceLevel.COUNCIL, file__source=source).order_by("ons_code", "-id")
    named = dict(met.distinct("ons_code").values_list("ons_code", "council"))
    members = dict(RoundMember.objects.order_by("joined_at").values_list("ons_code", "council_name"))
    return {code: name for code, name in {**named, **members}.items() if not has_ended(code)}


def standing_figures(figures: Iterable[PublicFigureRead]) -> StandingFigures:
    """Return what is kept already of the measures and periods of a file."""
    wanted = {(one.measure, one.period) for one in figures}
    rows = _counting(PublicFigure.objects.all()).filter(
        measure__in={measure for measure, _ in wanted}, period__in={period for _, period in wanted}
    )
    standings: dict[tuple[str, str], set[str]] = {}
    for measure, period, standing in rows.order_by().values_list("measure", "period", "standing").distinct():
        standings.setdefault((measure, period), set()).add(standing)
    key = ("measure", "ons_code", "period", "standing")
    newest = rows.order_by(*key, *_NEWEST_FIRST).distinct(*key).values_list(*key, "value")
    return StandingFigures(
        {key: frozenset(found) for key, found in standings.items()}, {tuple(told): value for *told, value in newest}
    )
