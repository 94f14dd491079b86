"""Who may do what with visits is what the table of roles says, by permission and by the database's wall."""

import csv
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from accounts.domain.context import Context
from accounts.domain.roles import RoleName
from costofcare.row_level_security import stand_as
from markets.models import (
    Dataset,
    MarketLedgerRow,
    MarketRelease,
    MarketReleaseReview,
    MarketWithdrawalNotice,
    VisitFigure,
    VisitRun,
)
from markets.permissions import (
    can_read_options,
    can_read_payment_runs,
    can_use_fee_lab,
    can_use_payment_lab,
    can_write_options,
    holders_looked_after,
    holders_read,
)
from markets.tests.council import Council
from markets.tests.held_visits import council
from markets.tests.made_rows import a_market_release
from markets.visits.domain.dataset_states import VisitHolder
from register.models import Owner, Provider

__all__ = ["council"]

TABLE = Path(__file__).parents[2] / "markets/tests/files/roles.csv"
WITH = "commissioner with visits (a switch on the role, given by the council's administrator, second factor)"
ROLES = {
    "commissioner": RoleName.COMMISSIONER,
    WITH: RoleName.COMMISSIONER,
    "analyst": RoleName.ANALYST,
    "approver": RoleName.RELEASE_APPROVER,
    "engagement": RoleName.ENGAGEMENT_OFFICER,
    "regional lead": RoleName.REGIONAL_LEAD,
    "administrator": RoleName.ADMINISTRATOR,
    "auditor": RoleName.AUDITOR,
}


def said(page: str) -> dict[str, bool]:
    """Return for each role whether the table's row says yes."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        row = next(row for row in csv.DictReader(file) if row["page"].startswith(page))
    return {role: row[role].startswith(("yes", "own: send")) for role in ROLES}


def asker(role: str) -> Context:
    bound = ROLES[role] not in (RoleName.ADMINISTRATOR, RoleName.AUDITOR)
    return Context(uuid4(), "Somebody", ROLES[role], uuid4() if bound else None, with_visits=role == WITH)


@pytest.mark.parametrize(
    ("page", "holder"),
    [("Datasets held by the council", "council"), ("Datasets held by the independent team", "independent")],
)
def test_datasets_are_looked_after_as_the_table_says(page: str, holder: str):
    for role, may in said(page).items():
        assert (VisitHolder(holder) in holders_looked_after(asker(role))) == may, role


def test_the_market_profile_is_read_as_the_table_says():
    for role, may in said("Market profile").items():
        assert (VisitHolder.COUNCIL in holders_read(asker(role))) == may, role


def test_runs_of_the_payment_lab_are_read_as_the_table_says_and_made_by_those_who_see_half_minutes():
    for role, may in said("Payment lab").items():
        assert can_read_payment_runs(asker(role)) == may, role
        assert can_use_payment_lab(asker(role)) == (may and role != "commissioner"), role


def test_fees_are_built_and_options_read_as_the_table_says():
    for role in ROLES:
        assert can_use_fee_lab(asker(role)) == said("Fee lab")[role] == said("Zones and map")[role], role
        assert can_write_options(asker(role)) == role.startswith("commissioner"), role
        assert can_read_options(asker(role)) == (role == "analyst" or role.startswith("commissioner")), role


def test_commissioners_never_read_what_the_team_holds():
    for role in ("commissioner", WITH):
        assert VisitHolder.INDEPENDENT not in holders_read(asker(role)) | holders_looked_after(asker(role))


@pytest.fixture
def held(council: Council) -> Council:
    """Return the council with a dataset, a run and a provider's figure of each holder."""
    provider = council.ada.provider_id
    whose: dict[str, Any] = {"authority": council.authority, "received_at": timezone.now()}
    for holder in VisitHolder:
        Dataset.objects.create(holder=holder, file_name=holder, size=1, sha256=holder, provider_id=provider, **whose)
        run = VisitRun.objects.create(holder=holder, kind="measures", **whose)
        figure = {"run": run, "authority": council.authority, "holder": holder, "measure": "missed"}
        VisitFigure.objects.create(level="provider", ref="1", provider_id=provider, **figure)
        VisitFigure.objects.create(level="market", **figure)
    return council


def seen(who: Context) -> tuple[set[str], list[str]]:
    with stand_as(who):
        datasets = set(Dataset.objects.values_list("holder", flat=True))
        figures = sorted(f"{holder} {level}" for holder, level in VisitFigure.objects.values_list("holder", "level"))
    return datasets, figures


OF_COUNCIL = ["council market", "council provider"]
OF_ALL = [*OF_COUNCIL, "independent market", "independent provider"]


def test_the_wall_stands_by_holder(held: Council):
    assert seen(held.carol) == ({"council"}, OF_COUNCIL)
    assert seen(held.dev) == ({"independent"}, OF_ALL)
    assert seen(held.fay) == (set(), OF_ALL)
    assert seen(held.ada) == ({"independent"}, ["council provider", "independent provider"])
    for nobody in (held.ned, held.reg, held.cora, held.gus, held.alex, held.una):
        assert seen(nobody) == (set(), []), nobody.person_name


def test_a_commissioner_who_only_says_so_passes_no_wall(held: Council):
    """The switch is asked of the database, whatever a page believes."""
    assert seen(replace(held.cora, authority_id=held.authority.id, with_visits=True))[0] == set()


def test_of_a_markets_release_the_council_sees_what_is_out_and_never_why(council: Council):
    release = a_market_release(council.dev)
    digests = {"figures": {}, "members": [], "policy_sha256": "0" * 64, "previous_sha256": "0" * 64, "sha256": "1" * 64}
    MarketLedgerRow.objects.create(
        position=1, release=release, authority=council.authority, column="x||", measure="gap", **digests
    )
    tables = (MarketRelease, MarketReleaseReview, MarketLedgerRow)

    def counts(who: Context) -> list[int]:
        with stand_as(who):
            return [table.objects.count() for table in tables]

    assert counts(council.carol) == [0, 0, 0] and counts(council.dev) == counts(council.fay) == [1, 1, 1]
    fay = council.fay.person_id
    MarketRelease.objects.update(
        state="released", approved_by_id=fay, approved_at=timezone.now(), ledger_after="1" * 64
    )
    assert counts(council.carol) == [1, 0, 0] and counts(council.fay) == [1, 1, 1]
    others = (council.ada, council.ned, council.reg, council.cora, council.gus, council.alex, council.una)
    for nobody in others:
        assert counts(nobody) == [0, 0, 0], nobody.person_name
    now = timezone.now()
    MarketRelease.objects.update(
        state="withdrawn", withdrawn_by_id=fay, withdrawn_at=now, withdrawn_because="error", withdrawal_note="x"
    )
    MarketWithdrawalNotice.objects.create(
        release=release, authority=council.authority, number=1, first_day=release.first_day, last_day=release.last_day,
        because="error", released_at=now, withdrawn_at=now,
    )  # fmt: skip
    assert counts(council.carol) == [0, 0, 0] and counts(council.fay) == [1, 1, 1]
    for who in (council.carol, *others):
        with stand_as(who):
            assert MarketWithdrawalNotice.objects.count() == (who is council.carol), who.person_name


def test_a_provider_gives_its_own_files_in_no_other_name(council: Council):
    sent: dict[str, Any] = {"file_name": "x", "size": 1, "received_at": timezone.now(), "authority": council.authority}
    other = Provider.objects.create(name="Oak Ltd", cqc_provider_id="1-oak", owner=Owner.objects.create(name="Oak Ltd"))
    own = council.ada.provider_id
    with stand_as(council.ada):
        Dataset.objects.create(holder="independent", provider_id=own, sha256="1", **sent)
        for wrong in ({"holder": "council", "provider_id": own}, {"holder": "independent", "provider_id": other.id}):
            with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
                Dataset.objects.create(sha256="2", **wrong, **sent)
        assert Dataset.objects.update(holder="council") == 0
