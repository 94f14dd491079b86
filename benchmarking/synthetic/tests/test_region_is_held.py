"""The invented region: 26 councils in three rounds, one of them released, and nothing on their returns to put right."""

import json
import os
from datetime import date
from decimal import Decimal

import pytest

from accounts.domain.roles import RoleName
from accounts.tests.pages import get, no_second_factor, text_of
from accounts.tests.people import person_of
from benchmarking.analysis.domain.analysis_document import analysis_document
from benchmarking.analysis.domain.frozen_inputs import cases_from, digest_of_text
from benchmarking.analysis.queries import inputs_of_round
from benchmarking.models import BenchmarkRound, CouncilReturn, EditionCopy, MemberConsent, ReturnDraft, RoundMember
from benchmarking.returns.domain.whole_return import ReturnAsked, read_return
from benchmarking.synthetic.actions.region_cast import RegionCast
from benchmarking.synthetic.actions.region_rows import HeldRegion, hold_region
from benchmarking.synthetic.domain.region_files import invented_region
from benchmarking.synthetic.domain.region_links import FILE, SEED
from benchmarking.synthetic.domain.region_returns import FILES_WEEK, RegionYear, council_return
from register.models import Authority, Location, LocationRating, Owner, Provider

__all__ = ["no_second_factor"]
TODAY = date(2026, 11, 29)
YEARS = (RegionYear(date(2024, 4, 8)), RegionYear(FILES_WEEK), RegionYear(date(2026, 4, 6), Decimal("0.045")))


def test_there_is_nothing_to_put_right_or_to_explain():
    for council in invented_region():
        before, average = {}, None
        for year in YEARS:
            asked = ReturnAsked(
                week=year.week, ons_code=council.ons_code, council=council.name, today=TODAY, names_by_code={},
                before=before, average_before=average, places={},
            )  # fmt: skip
            read = read_return(council_return(council, year), asked)
            assert read.may_be_sent, (council.name, year.week, read.remarks)
            before, average = read.profile.clean, read.average
        assert round(average or 0, 2)


def people_and_places() -> tuple[RegionCast, Authority, dict[str, Authority]]:
    office = Authority.objects.create(name="Region office", cqc_name="Region office", is_programme_office=True)
    named = Authority.objects.bulk_create(Authority(name=one.name, cqc_name=one.name) for one in invented_region())
    councils = {row.name: row for row in named}
    rated_places(councils)
    cast = RegionCast(
        analyst=person_of("Pia Analyst", RoleName.ANALYST, office),
        approver=person_of("Quin Approver", RoleName.RELEASE_APPROVER, office),
        team_id=person_of("Tess Team", RoleName.REGIONAL_LEAD, office).person_id,
        filler=person_of("Iris Ashgrove", RoleName.COMMISSIONER, councils["Ashgrove"]),
        delegate=person_of("Gil Gainsley", RoleName.COMMISSIONER, councils["Gainsley"]),
        delegate_email="gil.gainsley@example.org",
    )
    return cast, office, councils


def hold() -> tuple[RegionCast, HeldRegion]:
    cast, office, councils = people_and_places()
    ids = {name: row.id for name, row in councils.items()}
    return cast, hold_region(by=cast, office=office, councils=ids, today=TODAY)


def rated_places(councils: dict[str, Authority]) -> None:
    """Put the region's locations and their ratings into the register, as an import would."""
    owner = Owner.objects.create(name="Owner")
    firm = Provider.objects.create(name="Firm", cqc_provider_id="1-firm", owner=owner)
    rows = [(one, council) for council in invented_region() for one in council.providers]
    places = Location.objects.bulk_create(
        Location(
            name=f"Care {one['location_id']}", cqc_location_id=one["location_id"], provider=firm, is_homecare=True,
            authority=councils[council.name],
        )
        for one, council in rows
    )  # fmt: skip
    LocationRating.objects.bulk_create(
        LocationRating(
            location=place, rated_on=date(2023, 9, 1), overall=one["rating"], safe=one["rating"], well_led=one["rating"]
        )
        for place, (one, _) in zip(places, rows, strict=True)
        if one["rating"] != "Not rated"
    )


@pytest.mark.nightly
@pytest.mark.django_db
@pytest.mark.usefixtures("no_second_factor")
def test_three_rounds_of_which_one_is_released():
    cast, held = hold()
    _, second, now = held.rounds
    counts = [
        (RoundMember.objects.filter(round=row).count(), CouncilReturn.objects.filter(round=row).count())
        for row in held.rounds
    ]
    assert counts == [(24, 24), (26, 26), (26, 17)]
    assert RoundMember.objects.filter(round=now, returned_at=None).count() == 10
    assert BenchmarkRound.objects.get(id=second.id).state == "released" and held.edition is not None
    assert (
        MemberConsent.objects.filter(round=second).count() > 20 and ReturnDraft.objects.get().member.round_id == now.id
    )
    own = EditionCopy.objects.get(kind="own", authority__name="Ashgrove")
    page = text_of(get(cast.filler, "benchmarking:own_position", own.id))
    assert "Yours: £25.12, upper third of 26. The middle of all 26 councils is £22.90" in page
    assert "of the 24 councils in both rounds it was +" in page
    alike = text_of(get(cast.filler, "benchmarking:own_position", own.id, group="alike"))
    assert "Most alike by people aged 65" in alike and "The middle of the five most alike is £2" in alike
    assert "Read and approve version 1" in text_of(get(cast.delegate, "home"))
    toolkit = text_of(get(cast.filler, "benchmarking:toolkit"))
    assert "Figures: Requiring the London Living Wage goes with the average price an hour (26 councils)" in toolkit
    project = text_of(get(cast.analyst, "benchmarking:project_detail", now.id))
    assert "of 55 days of work are done" in project and "£4,500.00; £23,000.00 is left" in project


@pytest.mark.django_db
@pytest.mark.proof
def test_links_that_are_kept_are_those_that_come_out():
    """``WRITE_LINKS=1`` writes them anew."""
    cast, held = hold()
    inputs = inputs_of_round(cast.analyst, held.rounds[1])
    assert inputs is not None
    links = analysis_document(cases_from(inputs), SEED)["hypotheses"]
    found = {"inputs_sha256": digest_of_text(inputs), "hypotheses": links}
    if os.environ.get("WRITE_LINKS"):
        FILE.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    assert json.loads(FILE.read_text(encoding="utf-8")) == found
