"""The team gives a location an outcome, with a reason that the council does not read, and ends it again."""

import pytest

from accounts.models import AuditEvent
from accounts.tests.pages import get, post, text_of
from engagement import queries
from engagement.coverage.actions import contact_standard, outcomes
from engagement.coverage.domain.outcome_names import LocationOutcome
from engagement.coverage.domain.outcomes import Outstanding
from engagement.models import OutcomeOverride, OverrideReason
from submissions.tests.cast import Cast, behind_the_wall, mostly_by_night, on_page, refused, submitted

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
WHY = "SECRETREASON sold to another owner"


def given(cast: Cast, by: str = "ned", outcome: LocationOutcome = LocationOutcome.DECLINED_OTHER, reason: str = WHY):
    who = getattr(cast, by)
    with on_page(who):
        return outcomes.give(by=who, participation_id=cast.at_elm.id, outcome=outcome, reason=reason)


@pytest.mark.parametrize("name", ["ned", "dev"])
def test_it_counts_until_it_is_ended(cast: Cast, name):
    given(cast, name)
    where = (cast.exercise.id, cast.at_elm.id)
    assert WHY in text_of(get(cast.ned, "engagement:location_detail", *where))
    assert "Declined: other 1" in text_of(get(cast.ned, "engagement:dashboard", cast.exercise.id))
    page = post(cast.ned, "engagement:end_outcome", *where)
    assert "What the contacts show counts again" in text_of(page)
    assert queries.standing_of(cast.ned, cast.at_elm).outcome is LocationOutcome.STANDARD_NOT_MET
    assert list(
        AuditEvent.objects.filter(subject_kind="participation").values_list("verb", flat=True).order_by("at")
    ) == [
        "gave a location an outcome",
        "ended an outcome that was given",
    ]
    assert "SECRETREASON" not in str(list(AuditEvent.objects.values_list("words", flat=True)))


def test_another_takes_its_place(cast: Cast):
    given(cast)
    given(cast, outcome=LocationOutcome.NEVER_ENGAGED)
    assert OutcomeOverride.objects.filter(ended_at=None).get().outcome == LocationOutcome.NEVER_ENGAGED
    assert OutcomeOverride.objects.count() == 2


def test_a_return_that_comes_in_counts_more(cast: Cast):
    given(cast)
    submitted(cast.ada, cast.at_elm)
    with behind_the_wall(cast.ned):
        assert queries.standing_of(cast.ned, cast.at_elm).outcome is LocationOutcome.RECEIVED


def test_the_council_sees_the_outcome_and_not_the_reason(cast: Cast):
    given(cast)
    for page in (
        get(cast.carol, "engagement:location_detail", cast.exercise.id, cast.at_elm.id),
        get(cast.carol, "engagement:standing_list", cast.exercise.id),
        get(cast.carol, "engagement:standing_csv", cast.exercise.id),
    ):
        assert "Declined: other" in page.content.decode() and "SECRETREASON" not in page.content.decode()
    with behind_the_wall(cast.carol):
        assert OutcomeOverride.objects.exists() and not OverrideReason.objects.exists()


@pytest.mark.parametrize("name", mostly_by_night("fay", "carol", "ada", "reg", "gus", "alex", "una"))
def test_nobody_else_gives_one(cast: Cast, name):
    assert given(cast, name) is None
    for page in ("give_outcome", "end_outcome"):
        address = (f"engagement:{page}", cast.exercise.id, cast.at_elm.id)
        assert post(getattr(cast, name), *address, outcome="answered", reason="x").status_code == 404


def test_it_needs_a_reason_and_says_nothing_of_returns(cast: Cast):
    assert "Say why" in refused(given(cast, reason="  "))
    assert "not given by hand" in refused(given(cast, outcome=LocationOutcome.USABLE))
    page = post(
        cast.ned, "engagement:give_outcome", cast.exercise.id, cast.at_elm.id, outcome="declined_other", reason=""
    )
    assert "Say why the outcome is so" in text_of(page)
    page = post(cast.ned, "engagement:give_outcome", cast.exercise.id, cast.at_elm.id, outcome="usable", reason="x")
    assert page.context["form"].errors["outcome"]


def test_who_has_longer_is_listed_and_why_is_the_team_s(cast: Cast):
    assert "Nobody has longer" in text_of(get(cast.ned, "engagement:extension_list", cast.exercise.id))
    cast.at_elm.extended_until, cast.at_elm.extension_reason = cast.exercise.closes_on, "MANAGERILL"
    cast.at_elm.save()
    assert "MANAGERILL" in text_of(get(cast.ned, "engagement:extension_list", cast.exercise.id))
    seen = text_of(get(cast.carol, "engagement:extension_list", cast.exercise.id))
    assert "Elm Home Care" in seen and "MANAGERILL" not in seen
    assert get(cast.ada, "engagement:extension_list", cast.exercise.id).status_code == 404


def test_the_team_sets_what_everybody_is_owed(cast: Cast):
    page = post(cast.ned, "engagement:standard", cast.exercise.id, emails="2", calls="lots")
    assert "Enter how many calls in figures" in text_of(page)
    page = post(cast.ned, "engagement:standard", cast.exercise.id, emails="2", calls="1")
    assert "Everybody is owed 2 emails and 1 call, until" in text_of(page)
    assert queries.owed_in(cast.carol, cast.exercise.id) == Outstanding(2, 1)
    for name in ("carol", "fay", "ada", "gus"):
        assert (
            post(getattr(cast, name), "engagement:standard", cast.exercise.id, emails="0", calls="0").status_code == 404
        )
        with on_page(getattr(cast, name)):
            assert (
                contact_standard.put(by=getattr(cast, name), exercise_id=cast.exercise.id, owed=Outstanding(0, 0))
                is None
            )
    with on_page(cast.ned):
        assert "0 to 20" in refused(
            contact_standard.put(by=cast.ned, exercise_id=cast.exercise.id, owed=Outstanding(21, 0))
        )
