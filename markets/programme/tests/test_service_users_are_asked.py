"""Questions to people who use care: a set is defined, printed, and its answers counted from five."""

import pytest

from accounts.tests.pages import get, is_kept_out, post, send, text_of
from markets.models import MarketProgramme, ServiceUserQuestions
from markets.programme.domain.answer_counts import pasted_answers, shown_answers, with_counts
from markets.programme.domain.question_sets import AnswerScale, ServiceUserQuestion, shipped_questions
from markets.programme.tests.made_programme import a_programme, with_the_switch
from markets.tests.council import Council, make_council

ASKED = [
    ServiceUserQuestion("a", "Is it well?", AnswerScale.YES_NO, "Ours"),
    ServiceUserQuestion("b", "It is well", AnswerScale.AGREE, "Ours"),
]
ZONES = ["East", "West"]


def counted(text: str) -> list[tuple[str, tuple[str, ...]]]:
    kept = with_counts({}, pasted_answers(text, ASKED, ZONES))
    return list(shown_answers(ASKED, kept, ZONES)[0].rows)


def test_every_shipped_question_says_where_it_is_from():
    assert len(shipped_questions()) >= 6 and all(one.source for one in shipped_questions().values())


def test_counts_of_five_and_more_are_shown():
    assert counted("Zone;Question;Answer;Count\neast;1;yes;20\nEast;1;No;10\nWest;1;Yes;8\nWest;1;No;9\n") == [
        ("All zones", ("47", "28", "19", "[c]")),
        ("East", ("30", "20", "10", "[c]")),
        ("West", ("17", "8", "9", "[c]")),
    ]


def test_one_under_five_is_hidden_with_what_would_tell_it():
    (_, whole), (_, east), (_, west) = counted("East,1,Yes,20\nEast,1,No,10\nWest,1,Yes,8\nWest,1,No,2\n")
    assert (whole, west) == (("40", "28", "12", "[c]"), ("10", "[c]", "[c]", "[c]"))
    assert east == ("30", "[c]", "[c]", "[c]")
    assert counted("East,1,Yes,20\nEast,1,No,3\n") == [("All zones", ("23", "[c]", "[c]", "[c]"))]
    assert counted("East,1,Yes,2\n") == [("All zones", ("[c]", "[c]", "[c]", "[c]"))]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("East;1;Yes", "these are 3 cells"), ("Moor;1;Yes;1", "“Moor” is no zone"), ("East;3;Yes;1", "1 to 2"),
        ("East;1;Agree;1", "is no answer to question 1"), ("East;1;Yes;-1", "no count"), ("East;²;Yes;1", "no number"),
    ],
)  # fmt: skip
def test_a_line_that_cannot_be_read_is_said(line, words):
    with pytest.raises(ValueError, match="Line 2: ") as trouble:
        pasted_answers(f"East;1;No;7\n{line}", ASKED, ZONES)
    assert words in str(trouble.value)


@pytest.mark.django_db
@pytest.mark.usefixtures("no_second_factor")
class TestOnThePages:
    @pytest.fixture
    def council(self) -> Council:
        made = make_council()
        made.carol = with_the_switch(made.carol)
        a_programme(made.carol)
        return made

    @pytest.fixture
    def asked(self, council: Council) -> ServiceUserQuestions:
        return ServiceUserQuestions.objects.get()

    def test_a_set_is_of_shipped_and_own_questions(self, council, asked):
        programme = MarketProgramme.objects.get()
        assert "Choose a question, or write one" in text_of(
            post(council.carol, "markets:question_set_new", programme.id, name="None")
        )
        given = {"name": "Mine", "shipped": ["missed_visit"], "own_agree": "My dog is walked\n\nMy dog is walked"}
        page = text_of(post(council.carol, "markets:question_set_new", programme.id, **given))
        assert "NICE QS123" in page and "My dog is walked" in page
        made = ServiceUserQuestions.objects.exclude(id=asked.id).get()
        assert [one["key"] for one in made.questions] == ["missed_visit", "own_agree_1"]
        form = text_of(get(council.dev, "markets:question_set_form", made.id))
        assert "Do not write your name" in form and "☐ Disagree strongly" in form and "☐ East ☐ West" in form

    def test_counts_are_typed_in_by_zone_and_shown_to_the_analyst(self, council, asked):
        page = get(council.carol, "markets:question_set_answers", asked.id, zone=2)
        assert "West" in text_of(page)
        client = {"n-1-0": "12", "n-1-3": "6", "n-2-0": "", "edition": 1}
        done = post(council.carol, "markets:question_set_answers", asked.id, **client)
        assert "The counts of East are kept" in text_of(done)
        assert "All zones 18 12 [c] [c] 6 [c] [c]" in text_of(get(council.dev, "markets:question_set_detail", asked.id))
        assert "was changed by" in text_of(post(council.carol, "markets:question_set_answers", asked.id, **client))
        wrong = text_of(
            post(council.carol, "markets:question_set_answers", asked.id, **{"n-1-0": "many", "edition": 2})
        )
        assert "enter a whole number from 0" in wrong
        assert get(council.carol, "markets:question_set_answers", asked.id, zone=9).status_code == 404

    def test_counts_are_pasted_and_a_set_is_thrown_away(self, council, asked):
        refused = text_of(post(council.carol, "markets:question_set_paste", asked.id, table="East;9;Agree;1"))
        assert "Line 1: “9” is no number of a question" in refused
        assert "1 counts are kept" in text_of(
            post(council.carol, "markets:question_set_paste", asked.id, table="West;1;Agree;11")
        )
        for name in ("answers", "paste", "throw_away"):
            assert is_kept_out(council.dev, post(council.dev, f"markets:question_set_{name}", asked.id))
        assert is_kept_out(council.cora, get(council.cora, "markets:question_set_detail", asked.id))
        send(council.carol, "markets:question_set_throw_away", asked.id)
        assert not ServiceUserQuestions.objects.exists()
