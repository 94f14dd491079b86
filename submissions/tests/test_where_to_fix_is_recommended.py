"""In the workbook or here: one plain sentence, and both ways stand open."""

from dataclasses import dataclass

import pytest
from django.urls import reverse

from accounts.tests.pages import get, text_of
from submissions.domain.where_to_fix import where_to_fix
from submissions.tests.cast import hand_in, workbook_for


@dataclass
class Said:
    key: str = "careworkers"
    sheet: str = "Hours"
    read: str = "blank"


MANY = [Said(sheet=f"Sheet {n % 3}") for n in range(12)]


@pytest.mark.parametrize(
    ("findings", "in_file", "because"),
    [
        ([Said()], False, "only one answer"),
        ([Said(), Said()], False, "only one answer"),
        ([Said(key=name) for name in "abc"], False, "only 3 answers"),
        (MANY, True, "There are 12"),
        ([Said()] * 6, True, "6 on the sheet “Hours” alone"),
        ([Said(read="#REF!")], True, "A formula gives no figure"),
        ([Said(key="")], True, "the whole file"),
    ],
)
def test_few_answers_are_changed_here_and_much_or_formulas_in_the_file(findings, in_file, because):
    advice = where_to_fix(findings, has_file=True)
    assert advice is not None
    assert (advice.in_file, because in advice.sentence) == (in_file, True), advice


def test_without_a_file_it_is_always_here():
    advice = where_to_fix(MANY, has_file=False)
    assert advice is not None and not advice.in_file


def test_with_nothing_to_put_right_nothing_is_recommended():
    assert where_to_fix([], has_file=True) is None


@pytest.mark.django_db
@pytest.mark.usefixtures("no_second_factor")
@pytest.mark.parametrize(("blank", "words"), [(2, "change them here"), (7, "in your workbook")])
def test_the_page_says_it_and_links_both_ways(cast, blank, words):
    costs = ("premises", "recruitment", "it", "telephony", "insurance", "marketing", "stationery")
    wrong = workbook_for(cast.at_elm, **{f"{cost}_cost": "" for cost in costs[:blank]})
    page = get(cast.ada, "submissions:findings", hand_in(cast.ada, cast.at_elm, wrong).submission_id)
    assert words in text_of(page).partition("In your workbook or here?")[2].partition(".")[0]
    for name in ("online_answers", "upload"):
        assert reverse(f"submissions:{name}", args=[cast.at_elm.id]) in page.content.decode()
