"""A calculation worked out again has the same digest and figures, whatever was added and changed meanwhile."""

from datetime import datetime

import pytest
from django.utils import timezone

from costing.forms.homecare import HOMECARE
from register.models import Location, Participation
from reports import queries
from reports.domain.exact_document import exact_document
from reports.models import Calculation
from reports.tests.accepted_returns import Market
from submissions.models import Return, Version
from submissions.tests.cast import provider


def add_others(market: Market, count: int) -> None:
    """As many other accepted returns, put into the tables in bulk; they are copies of the first."""
    like, now = market.accepted[0].current, timezone.now()
    asked = participations(market, count)
    owned = {"exercise": market.exercise, "authority": market.exercise.authority, "provider": asked[0].provider}
    returns = [Return(participation=one, changed_at=now, **owned) for one in asked]
    Return.objects.bulk_create(returns)
    versions = [version_of(one, like, now, owned) for one in returns]
    Version.objects.bulk_create(versions)
    for one, version in zip(returns, versions, strict=True):
        one.state, one.current, one.submitted_at, one.submitted_by_id = "accepted", version, now, market.ana.person_id
    Return.objects.bulk_update(returns, ["state", "current", "submitted_at", "submitted_by"])


def participations(market: Market, count: int) -> list[Participation]:
    others, authority = provider("Others Ltd"), market.exercise.authority
    locations = [
        Location(
            name=f"Other {i}", cqc_location_id=f"1-9{i:08}", provider=others, authority=authority, is_homecare=True
        )
        for i in range(count)
    ]
    Location.objects.bulk_create(locations)
    asked = [
        Participation(
            **{"exercise": market.exercise, "authority": authority, "location": one, "location_name": one.name},
            **{"provider": others, "provider_name": others.name, "owner": others.owner, "weight": 7, "zone": "New"},
        )
        for one in locations
    ]
    return Participation.objects.bulk_create(asked)


def version_of(submission: Return, like: Version, now: datetime, owned: dict) -> Version:
    copied = {name: getattr(like, name) for name in ("form_service", "form_version", "answers", "layer", "is_accepted")}
    made = {"number": 1, "costs": like.costs, "created_at": now, "created_by_id": like.created_by_id}
    return Version(submission=submission, **copied, **made, **owned)


def change_all(market: Market) -> None:
    """What was calculated with is taken back, moved to another zone and sold to another owner."""
    Return.objects.filter(id__in=[one.id for one in market.accepted[:5]]).update(state="in_progress", current=None)
    Participation.objects.update(zone="Elsewhere", weight=1, owner=provider("Bought Ltd").owner)


def worked_out_again(market: Market, made: Calculation) -> tuple[str, object]:
    inputs = queries.inputs_of(market.ana, made)
    eligible = made.table["supporting"]["eligible"]
    return inputs.sha256, exact_document(HOMECARE, inputs.as_calculated(HOMECARE), eligible, seed=inputs.sha256)


@pytest.mark.parametrize("others", [3, pytest.param(1000, marks=pytest.mark.proof)])
def test_digest_and_figures_are_the_same(market: Market, others: int):
    made = market.calculate()
    add_others(market, others)
    with_others = market.calculate()
    change_all(market)
    assert worked_out_again(market, made) == (made.inputs_sha256, made.table)
    assert with_others.returns_used == 14 + others
    assert worked_out_again(market, with_others) == (with_others.inputs_sha256, with_others.table)
    assert market.calculate().inputs_sha256 not in (made.inputs_sha256, with_others.inputs_sha256)
