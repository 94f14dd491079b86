"""The demo's visits go the whole way: sent, taken in by a worker, made into a profile that is asked for by itself."""

from pathlib import Path
from typing import Any

import pytest

from accounts.tests.pages import get, no_second_factor, text_of
from costofcare.demo import visits
from costofcare.demo.fees import keep_rate_cards
from markets.models import Dataset, MarketProgramme, VisitRun, ZonePlanRow
from markets.profiles.actions.profile_runs import ask_by_itself
from markets.store import profile_worker, take_in_worker
from markets.tests.council import make_council
from register.models import Location, Owner, Provider
from submissions.tests.cast import as_worker

__all__ = ["no_second_factor"]


@pytest.mark.django_db
@pytest.mark.usefixtures("no_second_factor")
def test_from_a_file_to_the_market_s_profile(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    settings.VISITS_FOLDER = str(tmp_path / "visits")
    monkeypatch.setattr(visits, "WEEKS", 1)
    cast = make_council()
    for number in range(8):
        owner = Owner.objects.create(name=f"Owner {number}")
        firm = Provider.objects.create(name=f"Firm {number}", cqc_provider_id=f"1-p{number}", owner=owner)
        Location.objects.create(
            name=f"Branch {number}",
            cqc_location_id=f"1-{number}",
            provider=firm,
            authority=cast.authority,
            is_homecare=True,
        )
    keep_rate_cards(cast.carol)
    carol = visits.hold_visits(cast.carol, cast.alex)
    dataset = Dataset.objects.get()
    with as_worker():
        take_in_worker.process(dataset.id)
    dataset.refresh_from_db()
    assert dataset.state == "taken_in", (dataset.state, dataset.words, dataset.questions)
    with as_worker():
        assert ask_by_itself() == 1 and ask_by_itself() == 0
    run = VisitRun.objects.get()
    with as_worker():
        profile_worker.process(run.id)
    run.refresh_from_db()
    assert run.state == "done", run.words
    page = text_of(get(carol, "markets:market_profile"))
    for words in ("Branch 0", "From hospital", "Urban places", "An hour costs £24.", "Margin kept by lead providers"):
        assert words in page, words
    assert "Not shown" not in page
    plan = text_of(get(carol, "markets:zone_plan_detail", ZonePlanRow.objects.get(name="Compact zones").id))
    assert "Compact zones" in plan and "Clients who would change" in plan and "Zone 2" in plan
    programme = text_of(get(carol, "markets:programme_detail", MarketProgramme.objects.get().id))
    assert "packages would change provider" in programme and "First step" in programme and "Branch 0" in programme
