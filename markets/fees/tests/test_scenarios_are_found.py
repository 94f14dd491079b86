"""The list of scenarios: a page at a time, searched, narrowed and sorted; only what stands on it is worked out."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.tests.pages import get, text_of
from markets.fees.queries import scenarios_found
from markets.fees.views import scenarios
from markets.models import FeeScenario
from markets.tests.council import Council, make_council
from markets.tests.made_rows import a_fee_scenario

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
NAMES = ("beech", "Ash", "100% fair", "cedar")


@pytest.fixture
def cast() -> Council:
    """Four scenarios that were changed one after the other; the last is frozen."""
    council = make_council()
    first = a_fee_scenario(council.carol)
    now = timezone.now()
    kept: dict[str, Any] = {"authority": first.authority, "inputs": first.inputs, "made_by_id": council.carol.person_id}
    rows = [
        FeeScenario(name=name, **kept, made_at=now, changed_at=now + timedelta(days=day), changed_by_id=who.person_id)
        for day, (name, who) in enumerate(
            zip(NAMES, [council.carol, council.carol, council.dev, council.dev], strict=True)
        )
    ]
    rows[-1].frozen_at, rows[-1].note = now, "For the committee"
    FeeScenario.objects.bulk_create(rows)
    first.delete()
    return council


def names(cast: Council, *asked: str) -> list[str]:
    return [row.name for row in scenarios_found(cast.carol, *asked)]


def test_they_are_sorted_by_name_and_by_when_they_changed(cast: Council):
    assert names(cast) == names(cast, "", "", "nonsense") == list(reversed(NAMES))
    assert names(cast, "", "", "changed") == list(NAMES)
    assert names(cast, "", "", "name") == ["100% fair", "Ash", "beech", "cedar"]
    assert names(cast, "", "", "-name") == ["cedar", "beech", "Ash", "100% fair"]


def test_they_are_searched_by_name_note_and_person_and_narrowed(cast: Council):
    assert names(cast, "AS") == ["Ash"]
    assert names(cast, "0% f") == ["100% fair"] and names(cast, "%%") == []
    assert names(cast, "committee") == ["cedar"]
    assert names(cast, "dev analyst") == ["cedar", "100% fair"]
    assert names(cast, "", "frozen") == ["cedar"] and len(names(cast, "", "built")) == 3
    assert not scenarios_found(cast.cora) and not scenarios_found(None)


def test_a_page_works_out_its_own_rows_alone(cast: Council, monkeypatch: pytest.MonkeyPatch):
    worked: list[str] = []
    monkeypatch.setattr(scenarios, "A_PAGE", 3)
    monkeypatch.setattr(scenarios, "result_of", lambda row: worked.append(row.name))
    first = text_of(get(cast.carol, "markets:scenario_list"))
    assert "1 to 3 of 4 scenarios" in first and worked == ["cedar", "100% fair", "Ash"]
    worked.clear()
    get(cast.carol, "markets:scenario_list", page="2", sort="name")
    assert worked == ["cedar"]


def test_a_search_that_finds_nothing_says_so_and_keeps_the_words(cast: Council):
    answer = get(cast.carol, "markets:scenario_list", q="<willow>")
    assert "No scenario fits" in text_of(answer) and "&lt;willow&gt;" in answer.content.decode()
    for absurd in ("\x00", "x" * 10_000):
        assert "cedar" in text_of(get(cast.carol, "markets:scenario_list", q=absurd, page="9" * 27))
