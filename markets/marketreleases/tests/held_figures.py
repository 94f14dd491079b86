"""Test support: a profile of what providers gave to the independent team, with figures of many owners in two zones."""

from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from accounts.tests.built_once import done_once
from markets.models import VisitFigure, VisitRun
from markets.profiles.domain.figure_rows import FigureRow
from markets.tests.council import Council
from register.models import Location, Owner, Provider

FIRST, LAST = date(2025, 9, 29), date(2025, 10, 26)
MEASURES = ("contact_share", "gap", "carers_4w")


@done_once
def branches(cast: Council, count: int) -> list[Location]:
    """Return home-care branches of so many owners; the first is Elm's, whose Ada is of the cast."""
    owners = Owner.objects.bulk_create(Owner(name=f"Owner {number}") for number in range(1, count))
    made = Provider.objects.bulk_create(
        Provider(name=f"Carers {number} Ltd", cqc_provider_id=f"1-of-{number}", owner=owner)
        for number, owner in enumerate(owners, 1)
    )
    providers = [Provider.objects.get(id=cast.ada.provider_id), *made]
    return Location.objects.bulk_create(
        Location(
            name=f"Branch {number}",
            cqc_location_id=f"1-branch-{number}",
            provider=provider,
            authority=cast.authority,
            is_homecare=True,
        )
        for number, provider in enumerate(providers)
    )


def held_rows(refs: list[str], moved: Decimal = Decimal(0)) -> list[FigureRow]:
    """Return figures of each provider, no two alike; the first half of them works in both zones, the rest in Town."""
    rows = []
    for number, ref in enumerate(refs):
        values = (
            Decimal("0.61") + Decimal(number) / 100 + moved / 100,
            Decimal("9.37") + Decimal(number) / 3 + moved,
            Decimal("5.13") + number + moved,
        )
        zones = ("Moor", "Town") if number < len(refs) // 2 else ("Town",)
        for measure, value in zip(MEASURES, values, strict=True):
            own = round(value, 12)
            rows.append(FigureRow(measure, "provider", ref, value=own))
            rows += [FigureRow(measure, "own_zone", f"{ref}|{zone}", value=own) for zone in zones]
    return rows


@done_once
def held_run(
    cast: Council, places: list[Location], first: date = FIRST, last: date = LAST, moved: Decimal = Decimal(0)
) -> VisitRun:
    """Keep a profile that is done, of the figures of these branches."""
    run = VisitRun.objects.create(
        authority=cast.authority, holder="independent", kind="profile", state="done", digest="0" * 64, first_day=first,
        last_day=last, received_at=timezone.now(), finished_at=timezone.now(),
    )  # fmt: skip
    provider_of = {str(place.id): place.provider_id for place in places}
    VisitFigure.objects.bulk_create(
        VisitFigure(
            run=run, authority=cast.authority, holder="independent", measure=row.measure, level=row.level, ref=row.ref,
            value=row.value, provider_id=provider_of[row.ref.partition("|")[0]],
        )
        for row in held_rows(list(provider_of), moved)
    )  # fmt: skip
    return run


def next_period(number: int = 1) -> tuple[date, date]:
    return FIRST + timedelta(28 * number), LAST + timedelta(28 * number)
