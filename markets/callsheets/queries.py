"""Queries of a call sheet: figures of all providers of a run, the small tables that hold, and whom to call."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.conf import settings
from django.db.models import Q

from accounts.domain.context import Context
from markets.callsheets.domain.call_sheet import SLOT, ZONE, CallSheet, call_sheet
from markets.callsheets.domain.sheet_lines import packages_on, spare_hours_from
from markets.models import VisitRun
from markets.profiles.queries import figures_of, names_of
from markets.tables.domain.table_kinds import MarketTableKind
from markets.tables.domain.table_providers import pseudonym
from markets.tables.domain.table_values import packages_from
from markets.tables.queries import rows_that_hold
from markets.visits.domain.pseudonyms import own_references
from register import queries as register

MOST_PEOPLE = 2


@dataclass(frozen=True)
class ToCall:
    """A provider to ring, the zones in which it could help, and its people as far as the asker reaches them."""

    name: str
    zones: str
    people: list[register.ContactPerson]


def providers_of(run: VisitRun) -> list[tuple[str, str]]:
    """Return the providers that a sheet can be made of, by name."""
    rows = figures_of([run.id], level="provider", measure="hours")[run.id]
    return sorted(names_of({row.ref for row in rows}).items(), key=lambda one: one[1].casefold())


def sheet_of(run: VisitRun, ref: str, day: date, typed: str = "") -> tuple[CallSheet, bool]:
    """Return the sheet of a provider as its packages are on a day, and whether a table of packages holds."""
    wanted = Q(measure__startswith=ZONE) | Q(ref=ref, measure__startswith=SLOT) | Q(ref=ref, measure="resilience")
    keys = run.figures.filter(wanted, level="provider").values("id")
    figures = figures_of([run.id], id__in=keys)[run.id]
    tables = {kind: rows for kind, (_, rows) in rows_that_hold(run.authority_id).items()}
    packages = packages_from(tables.get(MarketTableKind.PACKAGES, ()))
    known = typed_references(run.authority_id, typed)
    spare = spare_hours_from(tables.get(MarketTableKind.SPARE_HOURS, ()))
    names = names_of({row.ref for row in figures})
    sheet = call_sheet(ref, figures, names, packages_on(packages, ref, day, known), spare)
    return sheet, MarketTableKind.PACKAGES in tables


def typed_references(authority_id: UUID, text: str) -> dict[str, str]:
    """Return typed references by the pseudonyms that the table of packages has for them."""
    key = settings.LEDGER_KEY.encode()
    return own_references(text, lambda reference: pseudonym(reference, str(authority_id), key))


def to_call(context: Context, sheet: CallSheet) -> list[ToCall]:
    """Return whom to call, the provider itself first; people are those whom the asker reaches anyway."""
    people = _people_at(context, sheet.refs_to_call)
    names = names_of(sheet.refs_to_call)
    return [
        ToCall(names[ref], sheet.zones_of(ref) or "its own", people.get(ref, [])[:MOST_PEOPLE])
        for ref in sheet.refs_to_call
    ]


def _people_at(context: Context, refs: Iterable[str]) -> dict[str, list[register.ContactPerson]]:
    found: defaultdict[str, list[register.ContactPerson]] = defaultdict(list)
    wanted = {str(ref) for ref in refs}
    ids = [found_id for each in wanted if (found_id := _id(each)) is not None]
    reached = register.people_reached(context).filter(locations__in=ids)
    for person in reached.prefetch_related("locations"):
        for place in person.locations.all():
            if str(place.id) in wanted:
                found[str(place.id)].append(person)
    return {ref: sorted(people, key=lambda one: (not one.phone, one.full_name)) for ref, people in found.items()}


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
