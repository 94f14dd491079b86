"""The words that justify an exercise's returns: kept, with the earlier ones, for the team alone."""

from collections.abc import Iterator

import pytest

from accounts.models import AuditEvent
from accounts.tests.pages import get, is_kept_out, post, text_of
from reports.justification.queries import justification_of
from reports.models import Justification
from submissions.tests.cast import Cast, make_cast
from submissions.tests.module_rows import rows_for_all

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
PAGE = "reports:justification_edit"


@pytest.fixture(scope="module")
def cast(django_db_setup: None, django_db_blocker: object) -> Iterator[Cast]:
    with rows_for_all(django_db_blocker):
        yield make_cast()


def save(cast: Cast, roo: str, seen: int = 0, **more: str) -> str:
    return text_of(post(cast.dev, PAGE, cast.exercise.id, roo_words=roo, seen=str(seen), **more))


def test_words_are_kept_and_the_earlier_ones_with_them(cast: Cast):
    assert "The words are kept." in save(cast, "5 % is usual.\r\nSee Hounslow.")
    text = save(cast, "8 % is right.", seen=1, method_words="Medians.")
    assert "Earlier words" in text and "See Hounslow." in text
    stands = justification_of(cast.fay, cast.exercise.id)
    assert stands is not None and (stands.number, stands.roo_words) == (2, "8 % is right.")
    assert AuditEvent.objects.filter(verb="changed the justification").count() == 2


def test_the_same_words_twice_are_one_change(cast: Cast):
    save(cast, "5 %")
    save(cast, "5 %")
    assert Justification.objects.count() == 1


def test_words_that_were_changed_meanwhile_are_not_written_over(cast: Cast):
    save(cast, "Theirs")
    text = save(cast, "Mine", seen=0)
    assert "Dev Analyst has changed these words since" in text and "Mine" in text and "As it stands now" in text
    assert Justification.objects.get().roo_words == "Theirs"


def test_words_beyond_all_length_are_refused_and_come_back(cast: Cast):
    assert "at most 10000 characters" in save(cast, "x" * 10_001)
    assert "Null characters are not allowed" in save(cast, "a\x00b")
    assert not Justification.objects.exists()


def test_homes_alone_are_asked_about_capital(cast: Cast):
    assert "Return on capital" not in text_of(get(cast.dev, PAGE, cast.exercise.id))


def test_an_approver_reads_and_nobody_else_finds_it(cast: Cast):
    save(cast, "5 % is usual.")
    assert "5 % is usual." in text_of(get(cast.fay, PAGE, cast.exercise.id))
    assert post(cast.fay, PAGE, cast.exercise.id, roo_words="x").status_code == 404
    for name in ("ada", "carol", "ned", "reg", "gus", "alex", "una"):
        other = getattr(cast, name)
        assert is_kept_out(other, get(other, PAGE, cast.exercise.id))
