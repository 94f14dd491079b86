"""Outliers of a line are decided together in their panel: each by itself, with words for what could not be done."""

import csv
from decimal import Decimal
from io import StringIO

import pytest

from accounts.models import AuditEvent
from accounts.tests.in_turn import first_by_day
from accounts.tests.pages import get, post, text_of
from submissions.actions import returns
from submissions.models import KeptFigure, LineDecision, Return, ReturnQuestion
from submissions.peers.queries import returns_among_peers
from submissions.peers.tests.peer_market import around, make_return, make_returns
from submissions.tests.cast import Cast, mostly_by_night, take_part

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
REASONS = {"keep": "ordinary", "line": "outlier", "return": "unreliable", "ask": ""}


@pytest.fixture
def far(cast: Cast) -> list[Return]:
    """Four returns far above nine others, on the total and on mileage alike."""
    for place in make_returns(cast, around("32.00", 9)):
        assert place.state == "accepted"
    return [far_return(cast, number) for number in range(4)]


def far_return(cast: Cast, number: int) -> Return:
    at = take_part(cast.exercise, cast.elm, f"Far {number}", f"1-40000000{number}")
    return make_return(cast, at, {"total": str(70 + number), "mileage": str(9 + number)}, "submitted")


def open_panel(cast: Cast, line: str = "mileage", who: str = "dev"):
    return get(getattr(cast, who), "submissions:panel", cast.exercise.id, "homecare", line)


def decide(cast: Cast, choices: dict[Return, str], line: str = "mileage", **typed: str):
    """Open the panel, choose for some, and send it."""
    page = open_panel(cast, line)
    data = {f"{row.known.peer.id}-seen": row.form.initial["seen"] for row in page.context["page"]}
    for one, choice in choices.items():
        data |= {f"{one.id}-choice": choice, f"{one.id}-reason": REASONS[choice], f"{one.id}-words": "As agreed"}
    return post(cast.dev, "submissions:panel", cast.exercise.id, "homecare", line, **data, **typed)


def test_lines_with_most_outliers_stand_first(cast, far):
    page = get(cast.dev, "submissions:outlier_list", cast.exercise.id)
    counts = [count for _, count in page.context["lines"]]
    assert counts == sorted(counts, reverse=True) and counts[:3] == [4, 4, 0]
    assert "Of 13 submitted or accepted returns" in text_of(page)


def test_the_panel_shows_all_returns_and_the_outliers_below(cast, far):
    page = open_panel(cast)
    text = text_of(page)
    assert "4 of 13 returns lie far from their peers." in text
    assert [row.outlier.place.value for row in page.context["page"]] == [Decimal(n) for n in (12, 11, 10, 9)]
    assert "Far 3" in text and "Raise a query" in text and "Elm Care Ltd" in text


def test_one_submit_decides_all(cast, far):
    kept, line, whole, asked = far
    page = decide(cast, {kept: "keep", line: "line", whole: "return", asked: "ask"})
    assert "4 decided." in text_of(page)
    assert KeptFigure.objects.get().submission == kept
    assert LineDecision.objects.get().submission == line
    assert Return.objects.get(id=whole.id).state == "excluded"
    question = ReturnQuestion.objects.get()
    assert (question.participation, question.line, question.code) == (asked.participation, "mileage", "P01")
    verbs = set(AuditEvent.objects.filter(as_role="analyst").values_list("verb", flat=True))
    assert verbs >= {"kept a figure far from its peers", "left lines out", "left a return out", "raised a query"}
    after = open_panel(cast)
    names = [row.known.location_name for row in after.context["page"]]
    assert "Far 1" not in names and "Far 2" not in names
    text = text_of(after)
    assert (
        "Kept by Dev Analyst" in text
        and "1 question open." in text
        and "by Dev Analyst: An outlier, not explained. As agreed" in text
    )


def test_what_changed_meanwhile_is_said_and_the_rest_is_done(cast, far):
    page = open_panel(cast)
    data = {f"{row.known.peer.id}-seen": row.form.initial["seen"] for row in page.context["page"]}
    for one in far[:2]:
        data |= {f"{one.id}-choice": "keep", f"{one.id}-reason": "ordinary", f"{one.id}-words": "Rural"}
    returns.accept(by=cast.dev, return_id=far[0].id, version_number=1)
    after = post(cast.dev, "submissions:panel", cast.exercise.id, "homecare", "mileage", **data)
    text = text_of(after)
    assert "1 of 2 decided." in text and "accepted" in text
    assert KeptFigure.objects.get().submission == far[1]
    form = next(row.form for row in after.context["page"] if row.known.peer.id == far[0].id)
    assert (form["choice"].value(), form["words"].value()) == ("keep", "Rural")
    again = data | {f"{far[0].id}-seen": form["seen"].value(), f"{far[1].id}-choice": "", f"{far[1].id}-words": ""}
    post(cast.dev, "submissions:panel", cast.exercise.id, "homecare", "mileage", **again)
    assert KeptFigure.objects.count() == 2


def test_a_return_that_has_gone_is_named(cast, far):
    page = open_panel(cast)
    data = {f"{row.known.peer.id}-seen": row.form.initial["seen"] for row in page.context["page"]}
    data |= {f"{far[0].id}-choice": "line", f"{far[0].id}-reason": "outlier", f"{far[0].id}-words": "Far"}
    returns.exclude(by=cast.dev, return_id=far[0].id, reason="Gone")
    after = post(cast.dev, "submissions:panel", cast.exercise.id, "homecare", "mileage", **data)
    assert "1 of those chosen is no outlier here any more; nothing was done with it." in text_of(after)
    assert not LineDecision.objects.exists()


@pytest.mark.parametrize(
    ("choice", "reason", "words", "said"),
    first_by_day(
        [
            ("keep", "", "Rural", "Choose one of the reasons under “Keep it: it counts”"),
            ("line", "unreliable", "Rural", "Choose one of the reasons under “Leave this line out”"),
            ("keep", "ordinary", "  ", "Say in a few words why."),
            ("ask", "", "", "Type the question."),
            ("", "", "Rural", "Choose what becomes of it, or take the words away"),
            ("keep", "ordinary", "x" * 501, "Please use at most 500 characters."),
            ("sell", "ordinary", "x", "Choose one of these"),
        ],
        2,
    ),
)
def test_what_is_missing_is_said_and_nothing_is_lost(cast, far, choice, reason, words, said):
    own = far[0].id
    typed = {f"{own}-choice": choice, f"{own}-reason": reason, f"{own}-words": words, f"{own}-seen": ""}
    page = post(cast.dev, "submissions:panel", cast.exercise.id, "homecare", "mileage", **typed)
    assert said in text_of(page)
    assert (words.strip() or "x") in page.content.decode()
    assert not KeptFigure.objects.exists()


@pytest.mark.parametrize("words", ["a\0b", "x" * 10_000])
def test_nasty_words_are_kept_or_refused(cast, far, words):
    own = far[0].id
    for field in ("choice", "reason", "words", "seen"):
        typed = {f"{own}-choice": "keep", f"{own}-reason": "ordinary", f"{own}-words": "Rural", f"{own}-seen": ""}
        page = post(
            cast.dev,
            "submissions:panel",
            cast.exercise.id,
            "homecare",
            "mileage",
            **(typed | {f"{own}-{field}": words}),
        )
        assert page.status_code in (200, 400)
    assert KeptFigure.objects.count() <= 1


def test_nothing_chosen_changes_nothing(cast, far):
    assert "Nothing was chosen" in text_of(decide(cast, {}))


def test_a_total_cannot_be_left_out_as_a_line(cast, far):
    page = open_panel(cast, "total")
    assert "Leave this line out" not in text_of(page) and "Leave the return out" in text_of(page)


def test_a_figure_is_kept_while_it_stays_as_it_is(cast, far):
    decide(cast, {far[0]: "keep"})
    decide(cast, {far[0]: "keep"})
    assert KeptFigure.objects.filter(taken_back_at=None).count() == 1
    version = Return.objects.get(id=far[0].id).current
    version.costs["columns"]["homecare"]["mileage"] = "30"
    version.save()
    row = next(row for row in open_panel(cast).context["page"] if row.known.peer.id == far[0].id)
    assert row.kept is None


def test_a_line_left_out_counts_among_nobody_s_peers(cast, far):
    decide(cast, {far[0]: "line"})
    found = {one.peer.id: one.peer.columns["homecare"] for one in returns_among_peers(cast.dev, cast.exercise)}
    assert found[far[0].id]["mileage"] is None and found[far[0].id]["total"] is None
    assert found[far[1].id]["mileage"] == 10


def test_an_approver_looks_and_does_not_decide(cast, far):
    page = open_panel(cast, who="fay")
    assert "Decide what is chosen" not in text_of(page) and "Raise a query" not in text_of(page)
    assert post(cast.fay, "submissions:panel", cast.exercise.id, "homecare", "mileage").status_code == 404


def test_outliers_are_loaded_down_for_the_team(cast, far):
    answer = get(cast.dev, "submissions:outlier_file", cast.exercise.id, "csv")
    rows = list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))
    assert "For the independent team." in rows[0][0] and rows[2][0] == "Line"
    assert {(row[0], row[3], row[6]) for row in rows[3:]} >= {("Mileage", "Far 3", "12"), ("Total", "Far 0", "70")}
    assert get(cast.dev, "submissions:outlier_file", cast.exercise.id, "xlsx").status_code == 200
    for who, kind in ((cast.dev, "pdf"), (cast.carol, "csv"), (cast.ned, "csv"), (cast.ada, "csv")):
        assert get(who, "submissions:outlier_file", cast.exercise.id, kind).status_code == 404


def test_an_exercise_without_returns_says_so(cast):
    assert "No return is in yet" in text_of(get(cast.dev, "submissions:outlier_list", cast.exercise.id))
    assert "No outlier on this line" in text_of(open_panel(cast))
    assert open_panel(cast, "no_such_line").status_code == 404


@pytest.mark.parametrize("name", mostly_by_night("ada", "carol", "ned", "reg", "gus", "alex", "una"))
def test_nobody_but_the_team_finds_outliers(cast, name):
    who = getattr(cast, name)
    assert get(who, "submissions:outlier_list", cast.exercise.id).status_code == 404
    for ask in (get, post):
        assert ask(who, "submissions:panel", cast.exercise.id, "homecare", "total").status_code == 404
