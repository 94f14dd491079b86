"""A profile keeps who owned what, so that a later one says what changed hands; pay is the team's and the provider's."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from django.utils import timezone

from markets.measures.domain.paid_rounds import PaidWork
from markets.models import VisitRun
from markets.profiles.actions.stored_profile import inputs_of, owned_before, owners_here
from markets.profiles.domain.pay_figures import pay_rows
from markets.profiles.domain.profile_inputs import ProfileDays, ProfileInputs
from markets.profiles.domain.table_figures import owner_rows
from markets.profiles.tests.conftest import FIRST, LAST
from markets.tests.asked_market import a_pay_survey, asked_market, given
from markets.tests.council import Council, make_council
from register.models import Location, Owner, Provider, RegisterImport


@pytest.mark.django_db
def test_a_location_that_changed_hands_between_two_directories():
    cast = make_council()
    old, new = (Owner.objects.create(name=name) for name in ("Old Owner", "New Owner"))
    provider = Provider.objects.create(name="Sold Ltd", cqc_provider_id="1-sold", owner=old)
    place = Location.objects.create(
        name="Sold Branch", cqc_location_id="1-s", provider=provider, authority=cast.authority, is_homecare=True
    )
    an_import(cast)
    days = ProfileDays(FIRST, LAST)
    first, _ = inputs_of(cast.authority.id, "council", days)
    assert first.before == []
    kept = {"owners": owners_here(first), "directory": str(RegisterImport.objects.get().id)}
    VisitRun.objects.create(
        authority=cast.authority, holder="council", kind="profile", state="done", result=kept,
        received_at=timezone.now(), finished_at=timezone.now(),
    )  # fmt: skip
    assert owned_before(cast.authority.id) == []
    an_import(cast)
    provider.owner = new
    provider.save()
    second, known = inputs_of(cast.authority.id, "council", days)
    assert [one.owner for one in second.before] == [str(old.id)] and any("before" in one for one in known)
    rows = {row.measure: row for row in owner_rows(second, {"Z": {str(place.id): Fraction(120)}})}
    assert rows["owner_changes"].value == 120 and rows["owner_changes.changed"].value == 1


def an_import(cast: Council) -> RegisterImport:
    later = timezone.now() + timedelta(seconds=RegisterImport.objects.count())
    return RegisterImport.objects.create(
        kind="directory", state="done", file_name="directory.csv", size=1, sha256="0" * 64, sealed=b"",
        received_at=later, received_by_id=cast.alex.person_id, finished_at=later,
    )  # fmt: skip


@pytest.mark.django_db
def test_pay_is_taken_from_wage_surveys_for_the_team_alone():
    cast = make_council()
    market = asked_market(cast)
    given(a_pay_survey(cast.dev, market.exercise), cast.ada, [{"basic": "12.60"}])
    days = ProfileDays(date(2026, 4, 1), date(2026, 4, 28))
    ours, known = inputs_of(cast.authority.id, "independent", days)
    theirs, _ = inputs_of(cast.authority.id, "council", days)
    assert ours.pays == {str(market.asked[0].location_id): PaidWork(Fraction("12.6"), Fraction("12.71"), Fraction(6))}
    assert not theirs.pays and len(known) > len(inputs_of(cast.authority.id, "council", days)[1])
    assert not inputs_of(cast.authority.id, "independent", ProfileDays(FIRST, LAST))[0].pays


def test_a_profile_says_what_pay_comes_to_by_provider(county_visits: Any):
    pays = {"P01": PaidWork(Fraction("12.60"), Fraction(0), Fraction(5))}
    inputs = ProfileInputs(ProfileDays(FIRST, LAST), is_independent=True, pays=pays)
    by_provider = {(row.ref, row.measure): row.value for row in pay_rows(county_visits(True), inputs)}
    assert {ref for ref, _ in by_provider} == {"P01"}
    low, high = by_provider["P01", "effective_pay"], by_provider["P01", "effective_pay.travel_only"]
    assert low and high and Decimal(5) < low <= high < Decimal("12.60")
