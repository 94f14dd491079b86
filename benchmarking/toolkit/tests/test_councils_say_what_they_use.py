"""A council says which levers it uses; the office's readers see who does, and no council what another said."""

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from accounts.tests.pages import get, no_second_factor, post, text_of
from benchmarking.models import LeverMark
from benchmarking.tests.office import Office, make_office, make_round
from benchmarking.tests.test_wall_of_rounds import behind_the_wall
from benchmarking.toolkit.actions import lever_marks
from benchmarking.toolkit.domain.levers import shipped_levers
from benchmarking.toolkit.queries import own_marks, used_by

__all__ = ["no_second_factor"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]


@pytest.fixture
def cast() -> Office:
    found = make_office()
    make_round(found)
    return found


def said(cast: Office, who: str, is_used: str = "yes", lever: str = "continuity") -> str:
    return text_of(post(getattr(cast, who), "benchmarking:toolkit", lever=lever, is_used=is_used))


def test_it_is_said_once_read_by_name_in_the_office_and_taken_back(cast: Office):
    assert "Continuity as a contract measure: you use it." in said(cast, "carol")
    said(cast, "dora")
    assert LeverMark.objects.count() == 1 and "We no longer do" in text_of(get(cast.carol, "benchmarking:toolkit"))
    for who, sees in (("ann", True), ("fay", True), ("ned", False), ("reg", False), ("bert", False), ("dev", False)):
        page = text_of(get(getattr(cast, who), "benchmarking:toolkit"))
        assert ("Ashgrove" in page.partition("Levers, the best known first")[2]) == sees, who
    assert used_by(cast.ann) == {"continuity": ["Ashgrove"]} and used_by(cast.dev) == {}
    assert "you do not use it" in said(cast, "carol", "no")
    assert own_marks(cast.carol) == frozenset() and used_by(cast.ann) == {} and LeverMark.objects.count() == 2


def test_what_is_no_lever_or_nobody_s_to_say_is_refused_in_words(cast: Office):
    assert "not in the toolkit any more" in said(cast, "carol", lever="x" * 10_000)
    assert "not in the toolkit any more" in said(cast, "carol", lever="prompt_pay")
    assert post(cast.ann, "benchmarking:toolkit", lever="continuity").status_code == 404
    assert not LeverMark.objects.exists()


def test_without_any_permission_asked_no_council_reads_or_speaks_for_another(cast: Office):
    lever_marks.mark(by=cast.carol, lever="continuity", is_used=True)
    for who, rows in (("ann", 1), ("fay", 1), ("ned", 0), ("reg", 0), ("carol", 1), ("bert", 0), ("dev", 0)):
        with behind_the_wall(getattr(cast, who)):
            assert LeverMark.objects.count() == rows, who
    told = {"lever": "continuity", "is_used": True, "said_at": timezone.now(), "said_by_id": cast.bert.person_id}
    for council, host in ((cast.ashgrove, cast.office), (cast.barrow, cast.ashgrove)):
        with pytest.raises(DatabaseError), transaction.atomic(), behind_the_wall(cast.bert):
            LeverMark.objects.create(host_authority=host, authority=council, **told)


def test_no_cost_of_a_lever_points_elsewhere():
    assert not [one.key for one in shipped_levers() if "above" in one.cost or not one.cost]
