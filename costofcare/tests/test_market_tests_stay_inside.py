"""What a provider writes in a soft market test is seen by nobody else than it is for, and goes with the provider."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from accounts.domain.roles import RoleName
from accounts.erasures.actions import erasures
from accounts.erasures.domain.states import ErasureKind
from accounts.models import Erasure
from accounts.tests.pages import client_of
from accounts.tests.people import person_of
from costofcare.erasures.actions import erasure_work
from costofcare.row_level_security import stand_as
from costofcare.tests.test_interviews_stay_inside import of_interviews
from engagement.interviews.actions import market_notes
from engagement.interviews.tests.made_study import a_market_test, answered
from engagement.models import AskedProvider, FrameMember, InterviewSection, InterviewStudy, WrittenAnswer
from submissions.tests.cast import Cast, as_worker

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
MARKER = "Zwillingsworth"


@pytest.fixture
def study(cast: Cast) -> InterviewStudy:
    """Elm has answered, and is the only one asked."""
    ids = a_market_test(cast.dev, [cast.at_elm])
    answered(ids["market_test_id"], cast.ada, {"price": MARKER})
    return InterviewStudy.objects.get(id=ids["market_test_id"])


def rows_seen(who: Any) -> tuple[int, int, int]:
    """Return how many answers, asked providers and studies somebody's connection sees."""
    with stand_as(who):
        return (WrittenAnswer.objects.count(), AskedProvider.objects.count(), InterviewStudy.objects.count())


def over(study: InterviewStudy) -> None:
    InterviewStudy.objects.filter(id=study.id).update(closes_on=timezone.localdate() - timedelta(days=2))


def test_the_wall_shows_answers_to_their_provider_and_after_closing_to_who_reads_them(cast: Cast, study):
    assert rows_seen(cast.ada) == (1, 1, 1) and rows_seen(cast.bea) == (0, 0, 0)
    assert rows_seen(cast.dev) == rows_seen(cast.fay) == rows_seen(cast.ned) == (0, 1, 1)
    over(study)
    assert rows_seen(cast.dev) == rows_seen(cast.fay) == (1, 1, 1)
    assert rows_seen(cast.ned) == (0, 1, 1)
    assert rows_seen(cast.carol) == rows_seen(cast.reg) == (0, 0, 1) and rows_seen(cast.gus) == (0, 0, 0)


def test_the_council_finds_by_links_what_was_asked_and_not_who_answered(cast: Cast, study):
    over(study)
    market_notes.take_in(by=cast.dev, study_id=study.id)
    seen = of_interviews(client_of(cast.carol))
    _, beyond_home = seen.split("</html>", 1)  # whom to ring next stands on a council's home
    assert "Care at home from 2027" in beyond_home and "Elm" not in beyond_home and MARKER not in seen
    for page in ("", "ask/", "workshop/"):
        assert client_of(cast.carol).post(f"/market-tests/{study.id}/{page}").status_code in (404, 405)


def test_an_erasure_of_the_provider_takes_its_words_and_name(cast: Cast, study, settings: Any, tmp_path: Path) -> None:
    settings.ERASURES_FILE = str(tmp_path / "erasures.jsonl")
    over(study)
    market_notes.take_in(by=cast.dev, study_id=study.id)
    assert InterviewSection.objects.filter(notes=MARKER).exists()
    first, second = (person_of(name, RoleName.ADMINISTRATOR) for name in ("Alex One", "Olu Two"))
    asked = erasures.ask(by=first, kind=ErasureKind.PROVIDER, subject_id=cast.elm.id)
    assert isinstance(asked, Erasure) and isinstance(erasures.consent(by=second, erasure_id=asked.id), Erasure)
    with as_worker():
        assert erasure_work.work(asked.id)
    assert not WrittenAnswer.objects.exists() and not AskedProvider.objects.exists()
    assert not InterviewSection.objects.filter(notes=MARKER).exists()
    assert FrameMember.objects.get().organisation == "Erased provider"
