"""Work out a profile from the store: what it is made of, its figures as rows, and nothing of it twice."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.db.models import Max, Min

from markets.measures.domain.owners import ListedLocation
from markets.measures.domain.paid_rounds import PaidWork
from markets.models import Dataset, PayAnswer, RateCard, VisitFigure, VisitRun
from markets.paysurveys.domain.given_pay import pay_of
from markets.profiles.domain.figure_rows import FIELDS, FigureRow
from markets.profiles.domain.own_zones import provider_of
from markets.profiles.domain.profile_inputs import PaidCard, ProfileDays, ProfileInputs
from markets.ratecards.domain.card_lines import CardBasis, lines_of
from markets.tables.domain.table_kinds import MarketTableKind
from markets.tables.domain.table_values import declarations_from, lots_from, offers_from, packages_from
from markets.tables.queries import rows_that_hold
from markets.visits.domain.dataset_states import DatasetState, FigureLevel, VisitHolder, VisitRunState
from register import queries as register

# kg CO₂e a mile of a car, typed with its year once a source is confirmed; without it no carbon is shown.
KG_A_MILE: dict[int, Decimal] = {}
OF_A_PROVIDER = (FigureLevel.PROVIDER, FigureLevel.OWN_ZONE)


def days_of(run: VisitRun) -> ProfileDays | None:
    """Return the days of a run: those asked for, else all that are held; None where nothing is."""
    if run.first_day is not None and run.last_day is not None:
        return ProfileDays(run.first_day, run.last_day)
    rows = Dataset.objects.filter(authority_id=run.authority_id, holder=run.holder, state=DatasetState.TAKEN_IN)
    ends = rows.aggregate(first=Min("first_day"), last=Max("last_day"))
    return ProfileDays(ends["first"], ends["last"]) if ends["first"] else None


def datasets_of(authority_id: UUID, holder: str, days: ProfileDays) -> list[Dataset]:
    """Return the datasets of a holder that have visits in a period."""
    found = Dataset.objects.filter(
        authority_id=authority_id,
        holder=holder,
        state=DatasetState.TAKEN_IN,
        first_day__lte=days.last,
        last_day__gte=days.first,
    )
    return list(found.order_by("first_day", "id"))


def inputs_of(authority_id: UUID, holder: str, days: ProfileDays) -> tuple[ProfileInputs, list[str]]:
    """Return what a profile is made of beside visits, and what each of it is known by."""
    tables = rows_that_hold(authority_id) if holder == VisitHolder.COUNCIL else {}
    rows = {kind: found for kind, (_, found) in tables.items()}
    card = _card(authority_id, days.last)
    owners, listed = _register(authority_id)
    pays, answers = _pays(authority_id, days.last) if holder == VisitHolder.INDEPENDENT else ({}, [])
    inputs = ProfileInputs(
        days,
        packages_from(rows.get(MarketTableKind.PACKAGES, ())),
        offers_from(rows.get(MarketTableKind.OFFERS, ())),
        lots_from(rows.get(MarketTableKind.LOTS, ())),
        declarations_from(rows.get(MarketTableKind.SUB_CONTRACTS, ())),
        card=PaidCard(CardBasis(card.basis), lines_of(card.lines)) if card else None,
        owners=owners,
        listed=listed,
        authority=str(authority_id),
        kg_a_mile=KG_A_MILE.get(days.last.year),
        is_independent=holder == VisitHolder.INDEPENDENT,
        pays=pays,
        before=owned_before(authority_id),
    )
    known = [sha256 for sha256, _ in tables.values()] + ([f"{card.id} {card.edition}"] if card else [])
    known += [*answers, *(f"{one.location} before {one.owner}" for one in inputs.before)]
    return inputs, [*known, *sorted(f"{place} {owner}" for place, owner in owners.items())]


def _card(authority_id: UUID, day: date) -> RateCard | None:
    found = RateCard.objects.filter(authority_id=authority_id, valid_from__lte=day)
    row = found.order_by("-valid_from").first()
    return row if row and (row.valid_until is None or row.valid_until >= day) else None


def _register(authority_id: UUID) -> tuple[dict[str, str], list[ListedLocation]]:
    """Return the owner of each home-care location here, and every home-care location of these owners anywhere."""
    here = register.homecare_places(authority_id)
    theirs = register.homecare_of_owners({one.owner_id for one in here})
    listed = [ListedLocation(str(o.id), str(o.provider_id), str(o.owner_id), str(o.authority_id)) for o in theirs]
    return {str(one.id): str(one.owner_id) for one in here}, listed


def _pays(authority_id: UUID, day: date) -> tuple[dict[str, PaidWork], list[str]]:
    """Return what each location told the last wage survey until a day, and what the answers are known by."""
    rows = PayAnswer.objects.filter(authority_id=authority_id, survey__reference_date__lte=day)
    place = "place__participation__location_id"
    last = rows.order_by(place, "-survey__reference_date", "-number").distinct(place).values_list(place, "values", "id")
    return {str(location): _paid_work(values) for location, values, _ in last}, [str(one) for _, _, one in last]


def _paid_work(values: Mapping[str, Any]) -> PaidWork:
    pay = pay_of(values)
    minutes = None if pay.travel_minutes is None else Fraction(pay.travel_minutes)
    return PaidWork(Fraction(pay.basic), Fraction(pay.travel_pay), minutes)


def owners_here(inputs: ProfileInputs) -> dict[str, str]:
    """Return the owner of each home-care location of the authority, as a run keeps them for a later one."""
    return {one.location: one.owner for one in inputs.listed if one.authority == inputs.authority}


def directory_now() -> str:
    found = register.last_directory_import()
    return str(found) if found else ""


def owned_before(authority_id: UUID) -> list[ListedLocation]:
    """Return how the authority's locations were owned when a run kept them last under an earlier directory."""
    now = directory_now()
    runs = VisitRun.objects.filter(authority_id=authority_id, state=VisitRunState.DONE, result__has_key="owners")
    last = runs.exclude(result__directory=now).exclude(result__directory="").order_by("-finished_at").first()
    if last is None or not now:
        return []
    owned: Mapping[str, str] = last.result["owners"]
    return [ListedLocation(location, "", owner, str(authority_id)) for location, owner in sorted(owned.items())]


def kept_figures(run: VisitRun, rows: Iterable[FigureRow]) -> list[VisitFigure]:
    """Return the rows of a run as they are kept; those of a provider, anywhere or in a zone, are its own."""
    found = list(rows)
    whose = {row.ref: provider_of(row.ref) for row in found if row.level in OF_A_PROVIDER}
    places = register.places_by_id([UUID(ref) for ref in set(whose.values()) if _is_id(ref)])
    by_text = {str(location): one.provider_id for location, one in places.items()}
    return [
        VisitFigure(
            run=run,
            authority_id=run.authority_id,
            holder=run.holder,
            provider_id=by_text.get(whose[row.ref]) if row.level in OF_A_PROVIDER else None,
            **{name: getattr(row, name) for name in FIELDS},
        )
        for row in found
    ]


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
