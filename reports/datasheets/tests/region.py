"""Test support: authorities of a region, each with an exercise and a release that stands, and those who look at them.

The releases are put straight into the tables: what they hold is invented, as a datasheet reads nothing but releases.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

from django.test import Client
from django.utils import timezone

from accounts.actions import roles
from accounts.domain.context import CHOSEN_ROLE, Context
from accounts.domain.roles import RoleName
from accounts.models import Role, User
from accounts.tests.pages import client_of
from costing.forms.homecare import HOMECARE
from register.models import Authority, Exercise
from reports.models import Calculation, Release
from submissions.tests.built_once import built_once
from submissions.tests.cast import PRICE_DATE, make_exercise, person

NAMES = ("Ashgrove", "Birchley", "Cedarham", "Dunmore", "Elmstead", "Fernhill", "Greyport", "Hazelby", "Ivybridge")


@dataclass
class Region:
    """``lead`` is regional lead of every authority, ``carol`` and ``colin`` are commissioners of the first two."""

    authorities: list[Authority]
    releases: list[Release]
    lead: Context
    alex: Context
    carol: Context
    colin: Context
    ana: Context
    fay: Context

    def client(self, context: Context) -> Client:
        """Return a client signed in as they are in this role; a lead holds several and has chosen one."""
        client = client_of(context)
        session = client.session
        session[CHOSEN_ROLE] = str(
            Role.objects.get(person_id=context.person_id, name=context.role, authority_id=context.authority_id).id
        )
        session.save()
        return client


@built_once
def make_region(count: int = 7, hidden: tuple[str, ...] = (), seed: int = 1) -> Region:
    """Make the region; ``hidden`` are lines that nobody has released."""
    authorities = [Authority.objects.create(name=name, cqc_name=name) for name in NAMES[:count]]
    first, second = authorities[0], authorities[1]
    region = Region(
        authorities=authorities,
        releases=[],
        lead=person("Lena Lead", RoleName.REGIONAL_LEAD, first),
        alex=person("Alex Administrator", RoleName.ADMINISTRATOR),
        carol=person("Carol Council", RoleName.COMMISSIONER, first),
        colin=person("Colin Council", RoleName.COMMISSIONER, second),
        ana=person("Ana Analyst", RoleName.ANALYST, first),
        fay=person("Fay Approver", RoleName.RELEASE_APPROVER, first),
    )
    for each in authorities[1:]:
        lead_of(region.lead, each)
    random = Random(seed)
    region.releases = [a_release(region, each, invented_table(random, hidden)) for each in authorities]
    return region


def lead_of(lead: Context, authority: Authority) -> None:
    roles.grant(
        by=None,
        person=User.objects.get(id=lead.person_id),
        name=RoleName.REGIONAL_LEAD,
        authority_id=authority.id,
        provider_id=None,
        scope_label=authority.name,
    )


def a_release(
    region: Region,
    authority: Authority,
    table: Mapping[str, Any],
    *,
    price_date: date = PRICE_DATE,
    exercise: Exercise | None = None,
    number: int = 1,
    occupancy: Decimal | None = None,
) -> Release:
    exercise = exercise or make_exercise(
        authority, f"Home care {price_date.year} of {authority.name}", price_date=price_date
    )
    now, known = timezone.now(), {"exercise": exercise, "authority": authority, "form_version": HOMECARE.version}
    calculation = Calculation.objects.create(
        **known,
        number=number,
        method_version="1",
        price_date=price_date,
        weeks=Decimal(52),
        rates={},
        inputs_sha256="0" * 64,
        returns_used=20,
        table={},
        made_at=now,
        made_by_id=region.ana.person_id,
    )
    return Release.objects.create(
        **known,
        calculation=calculation,
        number=number,
        occupancy_target=occupancy,
        state="released",
        for_publication=True,
        table=table,
        policy_version="protected-1",
        policy_sha256="0" * 64,
        method_version="1",
        inputs_sha256="0" * 64,
        ledger_before="0" * 64,
        drafted_at=now,
        drafted_by_id=region.ana.person_id,
        approved_at=now,
        approved_by_id=region.fay.person_id,
    )


def invented_table(random: Random, hidden: tuple[str, ...] = ()) -> dict[str, Any]:
    cells = {line.key: a_cell(random, line.key in hidden) for line in HOMECARE.lines}
    return {"table": {"homecare": cells}, "totals": {}, "policy": {}, "coverage": {}}


def a_cell(random: Random, is_hidden: bool = False) -> dict[str, Any]:
    if is_hidden:
        return {"n": None, "lower_quartile": None, "median": None, "upper_quartile": None, "indicative": False}
    median = Decimal(random.randrange(100, 3000)) / 100
    quantiles = {"lower_quartile": median - Decimal("0.5"), "median": median, "upper_quartile": median + 1}
    return {"n": 20, **{name: f"{figure:.6f}" for name, figure in quantiles.items()}, "indicative": False}
