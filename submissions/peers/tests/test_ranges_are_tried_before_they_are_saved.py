"""Other bands are tried on the returns that are in, before → after, and saved all together or not at all."""

import pytest

from accounts.tests.in_turn import first_by_day
from accounts.tests.pages import get, post, text_of
from register.models import Exercise
from submissions.peers.tests.peer_market import around, make_returns
from submissions.tests.cast import Cast, mostly_by_night, submitted, workbook_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]


def sent(cast: Cast, button: str, **changed: str):
    page = get(cast.dev, "submissions:ranges", cast.exercise.id)
    form = page.context["form"]
    data = {name: form[name].value() for name in form.fields}
    return post(cast.dev, "submissions:ranges", cast.exercise.id, **(data | changed), **{button: "yes"})


def effects(page) -> dict[str, tuple[int, int]]:
    return {one.code: (one.before, one.after) for one, *_ in page.context["effects"]}


def bands(cast: Cast) -> dict:
    return Exercise.objects.get(id=cast.exercise.id).bands


def test_a_tighter_range_fires_on_more_returns_and_nothing_is_saved(cast):
    submitted(cast.ada, cast.at_elm)
    submitted(cast.bea, cast.at_oak, workbook_for(cast.at_oak, mileage_rate="0.30"))
    page = sent(cast, "show", **{"mileage_rate-low": "0.32"})
    text = text_of(page)
    assert "counted over 2 returns that are in" in text and "Mileage rate is ordinary" in text
    before, after = effects(page)["H04"]
    assert before == 0 and after >= 1
    assert "Oak Home Care" in text[text.index("What would change") :]
    assert bands(cast) == {}
    assert page.context["form"]["mileage_rate-low"].value() == "0.32"


def test_a_band_of_the_total_is_tried_on_the_peers(cast):
    submitted(cast.ada, cast.at_elm)
    make_returns(cast, around("40.00", 5))
    assert effects(sent(cast, "show", **{"total_from_peers-high": "1%"}))["P01"][1] >= 1


def test_ranges_are_saved_together(cast):
    page = sent(cast, "save", **{"mileage_rate-low": "0.25", "visit_minutes-high": "80"})
    assert "2 changed." in text_of(page)
    assert bands(cast) == {
        "mileage_rate": {"low": "0.25", "high": "0.45"},
        "visit_minutes": {"low": "15", "high": "80"},
    }
    assert "No range was changed." in text_of(sent(cast, "save"))
    assert "1 changed." in text_of(sent(cast, "save", **{"visit_minutes-high": "90"}))
    assert bands(cast) == {"mileage_rate": {"low": "0.25", "high": "0.45"}}


@pytest.mark.parametrize(
    ("typed", "said"),
    first_by_day(
        [
            ({"visit_minutes-low": "many"}, "Visit minutes: enter a number of minutes, or leave it blank"),
            ({"visit_minutes-low": "95"}, "Visit minutes: the highest expected must not be below the lowest"),
            ({"visit_minutes-low": "9" * 27}, "Visit minutes: enter a number"),
            ({"visit_minutes-low": "1e400"}, "Visit minutes: enter a number"),
            ({"visit_minutes-low": "5" * 31}, "at most 30 characters"),
        ],
        2,
    ),
)
def test_what_cannot_be_read_is_said_and_stays_typed(cast, typed, said):
    for button in ("show", "save"):
        page = sent(cast, button, **typed)
        assert said in text_of(page)
        assert f'value="{next(iter(typed.values()))}"' in page.content.decode()
    assert bands(cast) == {}


def test_a_range_that_somebody_else_changed_is_looked_at_first(cast):
    old = get(cast.dev, "submissions:ranges", cast.exercise.id).context["seen"]
    sent(cast, "save", **{"visit_minutes-high": "80"})
    page = sent(cast, "save", seen=old, **{"visit_minutes-high": "70"})
    assert "Somebody has changed a range since." in text_of(page)
    assert bands(cast)["visit_minutes"]["high"] == "80"


def test_the_way_there_is_for_analysts(cast):
    assert "Try other ranges" in text_of(get(cast.dev, "register:exercise_bands", cast.exercise.id))
    assert "Try other ranges" not in text_of(get(cast.alex, "register:exercise_bands", cast.exercise.id))


@pytest.mark.parametrize("name", mostly_by_night("ada", "carol", "ned", "reg", "fay", "gus", "alex", "una"))
def test_nobody_else_finds_the_page(cast, name):
    for ask in (get, post):
        assert ask(getattr(cast, name), "submissions:ranges", cast.exercise.id).status_code == 404
