"""An office adds, changes and retires levers by versions; councils read one once a second person has approved it."""

import pytest

from accounts.tests.in_turn import first_by_day
from accounts.tests.pages import get, no_second_factor, post, text_of
from benchmarking.models import LeverMark, LeverVersion
from benchmarking.tests.office import Office, make_office, make_round

__all__ = ["no_second_factor"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
TYPED = {
    "name": "A call a month", "aims": ["workforce"], "what": "The council rings each new careworker", "cost": "an hour",
    "first_step": "A list of who began", "kind_0": "study", "what_0": "fewer leave in the first year",
    "source_0": "Somebody 2024", "kind_1": "", "what_1": "", "source_1": "",
}  # fmt: skip


@pytest.fixture
def cast() -> Office:
    found = make_office()
    make_round(found)
    return found


def read(cast: Office, who: str = "carol") -> str:
    return text_of(get(getattr(cast, who), "benchmarking:toolkit"))


def act(cast: Office, who: str, lever: str, act: str, after: int, **told: object) -> str:
    return text_of(post(getattr(cast, who), "benchmarking:lever_detail", lever, act=act, after=after, **told))


def added(cast: Office, **changes: object) -> LeverVersion:
    page = text_of(post(cast.ann, "benchmarking:lever_new", **(TYPED | changes)))
    assert "waits for somebody else in the office" in page, page
    return LeverVersion.objects.get()


def changes_of(cast: Office, lever: str, who: str = "ann", **changes: object) -> str:
    told = TYPED | {"why": "Asked by members", "after": 0} | changes
    return text_of(post(getattr(cast, who), "benchmarking:lever_change", lever, **told))


def test_a_new_lever_is_read_once_another_has_approved_it(cast: Office):
    row = added(cast)
    assert "A call a month" not in read(cast) and "version 1 by Ann" in read(cast, "ann")
    assert "You wrote this version" in text_of(get(cast.ann, "benchmarking:lever_detail", row.lever))
    assert "You wrote this version" in act(cast, "ann", row.lever, "approve", 1)
    assert "version 1: approved" in act(cast, "fay", row.lever, "approve", 1)
    for who in ("carol", "bert", "reg", "ned"):
        page = read(cast, who)
        assert "A call a month" in page and "Controlled study: fewer leave in the first year (Somebody 2024)" in page
    assert "A call a month" not in read(cast, "dev")
    assert "you use it" in text_of(post(cast.carol, "benchmarking:toolkit", lever=row.lever, is_used="yes"))
    assert LeverMark.objects.get().lever == row.lever


def test_a_shipped_lever_is_changed_retired_and_brought_back(cast: Office):
    assert "0, as shipped" in read(cast) and "Continuity as a contract measure" in read(cast)
    assert "waits" in changes_of(cast, "continuity", name="One of three workers", kind_0="opinion")
    assert "One of three workers" not in read(cast)
    act(cast, "fay", "continuity", "approve", 1)
    assert "One of three workers" in read(cast) and "Continuity as a contract measure" not in read(cast)
    assert "Say why it is retired" in act(cast, "ann", "continuity", "retire", 1)
    act(cast, "ann", "continuity", "retire", 1, **{"retire-why": "Nobody does it"})
    assert "No longer in the toolkit" not in read(cast)
    act(cast, "fay", "continuity", "approve", 2)
    table, _, after = read(cast).partition("No longer in the toolkit")
    assert "One of three workers: version 2" in after and "One of three workers" not in table
    assert "not in the toolkit any more" in text_of(
        post(cast.carol, "benchmarking:toolkit", lever="continuity", is_used="yes")
    )
    assert "version 3 waits" in act(cast, "ann", "continuity", "bring_back", 2, number=0)
    act(cast, "fay", "continuity", "approve", 3)
    assert "Continuity as a contract measure" in read(cast) and "No longer in the toolkit" not in read(cast)
    assert [row.number for row in LeverVersion.objects.filter(lever="continuity")] == [3, 2, 1]


def test_of_two_at_once_the_second_is_told_and_keeps_what_was_typed(cast: Office):
    changes_of(cast, "continuity", name="The first")
    page = changes_of(cast, "continuity", name="The second", what_0="typed with care")
    assert "Ann Analyst has changed this lever while you had it open" in page and "“Continuity as" in page
    answer = post(cast.ann, "benchmarking:lever_change", "continuity", **(TYPED | {"why": "x", "after": 0}))
    assert 'value="A call a month"' in answer.content.decode() and 'name="after" value="1"' in answer.content.decode()
    assert LeverVersion.objects.count() == 1
    assert "waits" in changes_of(cast, "continuity", name="The second", after=1)


def test_what_cannot_go_out_is_said_and_sent_back_with_words(cast: Office):
    row = added(cast, source_0="")
    assert "No source" in act(cast, "fay", row.lever, "approve", 1)
    assert "Say why you send it back" in act(cast, "fay", row.lever, "send_back", 1)
    page = act(cast, "fay", row.lever, "send_back", 1, **{"send_back-words": "Who says so?"})
    assert "Sent back" in page and "Who says so?" in page
    assert "somebody has decided on this one" in act(cast, "fay", row.lever, "approve", 1)
    assert "A call a month" not in read(cast)


@pytest.mark.parametrize(
    ("changes", "said"),
    first_by_day(
        [
            ({"name": ""}, "Name the lever"),
            ({"aims": ["riches"]}, "what you chose is no longer among these"),
            ({"kind_1": "opinion"}, "Say what evidence 2 says"),
            ({"kind_1": "", "what_1": "x"}, "Choose what evidence 2 is"),
            ({"what": "It drives people to stay"}, "“drives” claims that one thing makes another"),
            ({"kind_1": "interviews", "what_1": "x"}, "what you chose is no longer among these"),
        ],
        2,
    ),
)
def test_what_is_missing_is_said_and_what_was_typed_stays(cast: Office, changes: dict[str, object], said: str):
    answer = post(cast.ann, "benchmarking:lever_new", **(TYPED | changes))
    assert said in text_of(answer) and 'value="Somebody 2024"' in answer.content.decode()
    assert not LeverVersion.objects.exists()


def test_nobody_else_keeps_or_looks_at_versions(cast: Office):
    row = added(cast)
    for who in ("fay", "ned", "reg", "carol", "dev"):
        mine = getattr(cast, who)
        assert who == "dev" or get(mine, "benchmarking:lever_new").status_code == 404
        assert post(mine, "benchmarking:lever_change", row.lever, **TYPED, why="x", after=1).status_code == 404
        assert (get(mine, "benchmarking:lever_detail", row.lever).status_code == 200) == (who == "fay")
    assert get(cast.ann, "benchmarking:lever_detail", "nothing-of-ours").status_code == 404
    assert post(cast.fay, "benchmarking:lever_detail", row.lever, act="retire", after=1).status_code == 404
