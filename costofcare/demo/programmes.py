"""A programme of the invented council: today's zones in two phases, with the larger providers of each zone named."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from django.utils import timezone

from accounts.domain.context import Context
from costofcare.demo.outcome import done
from markets.programme import queries
from markets.programme.actions import choices, programmes
from markets.programme.domain.add_ons import TickedAddOn
from markets.programme.domain.care_on_books import CareOnBooks
from markets.programme.domain.client_choices import ClientChoice
from markets.programme.domain.phases import ProgrammePhase
from markets.zones.actions import plans

NAME, PLAN = "Home care in two steps", "Today’s zones"
KEEP_THEIRS = 8


def begin_programme(by: Context, clients: Sequence[str]) -> None:
    """Freeze today's zones and plan a change over them; some clients keep their provider."""
    plan = done(plans.take_today(by=by, name=PLAN))
    plan = done(plans.freeze(by=by, plan_id=plan.id, edition=plan.edition))
    row = done(programmes.begin(by=by, name=NAME, zone_plan_id=plan.id))
    zones, year = queries.zones_of(row), timezone.localdate().year + 1
    half = (len(zones) + 1) // 2
    for name, there, months in (("First step", zones[:half], (4, 6)), ("Second step", zones[half:], (7, 9))):
        if there:
            days = date(year, months[0], 1), date(year, months[1], 30)
            phase = ProgrammePhase("", name, there, *days)
            row = done(programmes.keep_phase(by=by, programme_id=row.id, edition=row.edition, phase=phase))
    ticked = [TickedAddOn("dementia", date(year, 10, 1), zones)]
    row = done(programmes.keep_add_ons(by=by, programme_id=row.id, edition=row.edition, ticked=ticked))
    for zone, named in _larger(queries.care_of(row, timezone.localdate())).items():
        row = done(
            programmes.name_providers(by=by, programme_id=row.id, edition=row.edition, zone=zone, providers=named)
        )
    typed, day = "\n".join(clients[:: max(len(clients) // KEEP_THEIRS, 1)]), timezone.localdate()
    choices.record(by=by, programme_id=row.id, typed=typed, choice=ClientChoice.KEEP, chosen_on=day)


def _larger(books: CareOnBooks) -> dict[str, list[str]]:
    """Return the larger half of the providers of each zone, by hours."""
    hours = defaultdict[str, defaultdict[str, Fraction]](lambda: defaultdict(Fraction))
    for one in books.care:
        hours[one.zone][one.provider] += one.hours
    return {zone: sorted(own, key=lambda ref: (-own[ref], ref))[: (len(own) + 1) // 2] for zone, own in hours.items()}
