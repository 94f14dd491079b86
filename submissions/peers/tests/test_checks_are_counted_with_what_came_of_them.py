"""Each check is counted with what came of it: corrected where the figure differs in a later version, or explained."""

import csv
import random
from io import BytesIO, StringIO
from uuid import UUID

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from accounts.tests.pages import get, text_of
from submissions.peers.domain.check_effects import CheckEffect, Firing, check_effects, versions_to_compare
from submissions.tests.cast import hand_in, mostly_by_night, submitted, workbook_for

CODES, KEYS = ("H01", "H05", "H16"), ("", "a", "b")


def plain_effects(firings, newest, values, explained):
    """The slow twin: return by return, each figure looked at through all versions."""
    found = []
    for code in sorted({one.code for one in firings}):
        counts = dict.fromkeys(("corrected", "explained", "gone", "standing"), 0)
        of_code = [one for one in firings if one.code == code]
        returns = {one.return_id for one in of_code}
        for return_id in returns:
            seen = set()
            for key in {one.key for one in of_code if one.return_id == return_id}:
                last = max(one.version for one in of_code if (one.return_id, one.key) == (return_id, key))
                now = newest[return_id]
                if last == now:
                    seen.add("explained" if (return_id, code, key) in explained else "standing")
                elif key == "" or values[return_id, last].get(key) != values[return_id, now].get(key):
                    seen.add("corrected")
                else:
                    seen.add("gone")
            counts[next(fate for fate in counts if fate in seen)] += 1
        found.append(CheckEffect(code, len(returns), **counts))
    return found


@pytest.mark.parametrize("seed", range(6))
def test_counts_agree_with_the_plain_twin(seed):
    dice = random.Random(seed)
    ids = [UUID(int=number) for number in range(1, 8)]
    newest = {key: dice.randint(1, 4) for key in ids}
    values = {(key, n): {name: dice.choice("12") for name in "ab"} for key in ids for n in range(1, newest[key] + 1)}
    firings = [
        Firing(key, number, code, about)
        for key, number in values
        for code in CODES
        for about in KEYS
        if dice.random() < 0.3
    ]
    explained = frozenset((key, code, about) for key in ids for code in CODES for about in KEYS if dice.random() < 0.3)
    wanted = versions_to_compare(firings, newest)
    loaded = {each: values[each] for each in wanted}
    assert check_effects(firings, newest, loaded, explained) == plain_effects(firings, newest, values, explained)


@pytest.mark.django_db
@pytest.mark.usefixtures("no_second_factor")
class TestThePage:
    @pytest.fixture
    def checked(self, cast):
        """Elm corrects its pay, Oak explains it; Elm North has left its own as it was."""
        hand_in(cast.ada, cast.at_elm, workbook_for(cast.at_elm, basic_pay_rate="12.10"))
        hand_in(cast.ada, cast.at_elm)
        submitted(cast.bea, cast.at_oak, workbook_for(cast.at_oak, basic_pay_rate="12.10"))
        hand_in(cast.ada, cast.at_elm_too, workbook_for(cast.at_elm_too, basic_pay_rate="12.10"))
        return cast

    def test_says_how_often_a_check_led_to_a_correction(self, checked):
        page = get(checked.dev, "submissions:check_list", checked.exercise.id)
        found = {one.code: one for one, _ in page.context["effects"]}
        assert found["H05"] == CheckEffect("H05", 3, 1, 0, 1, 1)
        text = text_of(page)
        assert "Basic pay reaches the living wage" in text and "33.3 %" in text
        ranges = reverse("submissions:ranges", args=[checked.exercise.id])
        of_approver = get(checked.fay, "submissions:check_list", checked.exercise.id).content.decode()
        assert ranges in page.content.decode() and ranges not in of_approver

    def test_is_sorted_both_ways_and_loaded_down(self, checked):
        for sort in ("code", "-code", "corrected", "-fired", "nonsense"):
            page = get(checked.dev, "submissions:check_list", checked.exercise.id, sort=sort)
            codes = [one.code for one, _ in page.context["effects"]]
            answer = get(checked.dev, "submissions:check_file", checked.exercise.id, "csv", sort=sort)
            rows = list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))
            assert [row[0] for row in rows[3:]] == codes
            assert "For the independent team." in rows[0][0]
        answer = get(checked.dev, "submissions:check_file", checked.exercise.id, "xlsx")
        sheet = load_workbook(BytesIO(answer.content)).active
        assert ("H05", 3, 1) in [(row[0], row[2], row[3]) for row in sheet.iter_rows(values_only=True)]
        assert "for-the-independent-team.xlsx" in answer["Content-Disposition"]
        assert get(checked.dev, "submissions:check_file", checked.exercise.id, "pdf").status_code == 404

    def test_an_exercise_without_returns_says_so(self, cast):
        assert "Nothing was found yet" in text_of(get(cast.dev, "submissions:check_list", cast.exercise.id))

    @pytest.mark.parametrize("name", mostly_by_night("ada", "carol", "ned", "reg", "gus", "alex", "una"))
    def test_nobody_but_the_team_finds_it(self, cast, name):
        who = getattr(cast, name)
        assert get(who, "submissions:check_list", cast.exercise.id).status_code == 404
        assert get(who, "submissions:check_file", cast.exercise.id, "csv").status_code == 404
