"""Two releases side by side: what changed, came and went, with reasons for the team and nothing but [c] for others."""

import csv
from io import StringIO
from typing import Any

import pytest
from django.urls import reverse

from accounts.models import AuditEvent
from accounts.tests.pages import client_of, get, text_of
from costing.forms import CURRENT
from reports.actions import releases, withdrawals
from reports.domain.release_comparison import in_words, released_changes
from reports.domain.release_preview import digest_of
from reports.models import Release
from reports.tests.accepted_returns import Market

FORM = CURRENT["homecare"]


def document(**medians: str | None) -> dict[str, Any]:
    cells = {line: {"n": None if median is None else 9, "median": median} for line, median in medians.items()}
    return {"table": {"homecare": cells}, "totals": {}}


def test_each_line_says_what_became_of_it():
    then = document(total="20.00", mileage="1.00", training=None, ppe="0.40", holiday=None)
    now = document(total="21.00", mileage=None, training="0.50", ppe="0.40", holiday=None)
    [section] = released_changes(FORM, then, now)
    rows = {row.key.line: (row.difference, row.percent, row.became) for row in section.rows}
    assert rows == {
        "total": ("+£1.00", "+5.0\u00a0%", "Changed"),
        "mileage": ("–", "–", "Withheld now, shown then"),
        "training": ("–", "–", "Shown now, withheld then"),
        "ppe": ("–", "–", "The same figure"),
        "holiday": ("–", "–", "Withheld in both"),
    }
    assert list(rows) == [line.key for line in FORM.lines if line.key in rows], "in the form's order"
    said = in_words([section])
    assert said == "Of 5 cells 1 have another figure, 1 are shown now that were not, 1 no longer."


def test_a_fall_has_a_minus_and_nothing_is_divided_by_zero():
    [section] = released_changes(FORM, document(total="20.00", ppe="0"), document(total="19.00", ppe="0.10"))
    rows = {row.key.line: (row.difference, row.percent) for row in section.rows}
    assert rows["total"] == ("−£1.00", "−5.0\u00a0%")
    assert rows["ppe"] == ("+£0.10", "–")


def test_a_group_that_one_of_them_lacks_reads_like_a_hidden_one():
    now = document(total="20.00") | {"groups": {"zone": {"North": {"homecare": {"total": {"n": 9, "median": "21"}}}}}}
    whole, north = released_changes(FORM, document(total="20.00"), now)
    assert whole.rows[0].became == "The same figure"
    assert (north.label, north.rows[0].became) == ("North, Home care", "Shown now, withheld then")
    back = released_changes(FORM, now, document(total="20.00"))
    assert back[1].rows[0].became == "Withheld now, shown then"


@pytest.mark.django_db
@pytest.mark.usefixtures("no_second_factor")
class TestPages:
    def test_the_team_reads_reasons_and_others_none(self, market: Market):
        market.release()
        market.accept(1)
        second = market.release()
        seen = {who: text_of(get(who, "reports:release_compare", second.id)) for who in (market.ana, market.cast.carol)}
        for text in seen.values():
            assert "Release 2 beside release 1" in text and "The same figure" in text
        assert "Carried forward from release 1 (R4)" in seen[market.ana]
        for words in ("Carried", "R4", "R7", "team only", market.ana.person_name):
            assert words not in main(seen[market.cast.carol])

    @pytest.mark.nightly
    def test_the_file_of_others_has_no_reason_and_that_of_the_team_says_whose_it_is(self, market: Market):
        market.release()
        market.accept(5)
        second = market.release()
        theirs, ours = (get(who, "reports:release_compare_file", second.id) for who in (market.cast.carol, market.fay))
        header, *rows = table_in(theirs)
        assert header[-1] == "What became of it"
        total = dict(zip(header, next(row for row in rows if row[2] == "total"), strict=True))
        assert (total["Returns then"], total["Returns now"]) == ("14", "19")
        assert 'releases-1-and-2.csv"' in theirs["Content-Disposition"]
        assert table_in(ours)[0][-1] == "Why now (team only)"
        assert "for-the-independent-team" in ours["Content-Disposition"]
        assert AuditEvent.objects.filter(verb="downloaded", by_id=market.fay.person_id).count() == 1

    def test_what_is_not_theirs_is_not_found(self, market: Market):
        first = market.release()
        market.accept(1)
        draft = market.draft()
        page = reverse("reports:release_compare", args=[first.id])
        assert "There is no other release to compare with" in text_of(client_of(market.cast.carol).get(page))
        for who in (market.cast.carol, market.cast.reg, market.cast.ada):
            assert client_of(who).get(page, {"against": str(draft.id)}).status_code == 404
            assert get(who, "reports:release_compare", draft.id).status_code == 404
            assert get(who, "reports:release_compare_file", first.id).status_code == 404
        assert client_of(market.ana).get(page, {"against": "nonsense\0" * 99}).status_code == 404
        assert "Release 2 beside release 1" in text_of(get(market.fay, "reports:release_compare", draft.id))

    @pytest.mark.nightly
    def test_one_that_was_withdrawn_is_compared_by_the_team_alone(self, market: Market):
        first = market.release()
        market.accept(5)
        second = market.release()
        withdrawals.withdraw(by=market.fay, release_id=first.id, because="error", note="x")
        text = text_of(get(market.cast.carol, "reports:release_compare", second.id))
        assert "There is no other release to compare with" in text
        assert "Withdrawn on" in text_of(get(market.cast.carol, "reports:release_compare", first.id))
        assert "Release 2 beside release 1" in text_of(get(market.sam, "reports:release_compare", second.id))

    def test_the_sheet_has_the_cells_both_names_and_the_digest(self, market: Market):
        draft = market.draft()
        assert digest_of(draft.table) in text_of(get(market.fay, "reports:release_approve", draft.id))
        sheet = text_of(get(market.fay, "reports:release_sheet", draft.id))
        assert market.ana.person_name in sheet and "Not yet. Name, date and signature:" in sheet
        release = releases.approve(by=market.fay, release_id=draft.id)
        assert isinstance(release, Release)
        sheet = text_of(get(market.ana, "reports:release_sheet", release.id))
        for words in (market.ana.person_name, market.fay.person_name, digest_of(release.table), release.inputs_sha256):
            assert words in sheet
        assert "TOTAL" in sheet and release.ledger_after in sheet

    @pytest.mark.nightly
    def test_nobody_else_sees_the_sheet(self, market: Market):
        release = market.release()
        for name in ("carol", "reg", "ada", "ned", "gus", "alex", "una"):
            assert get(getattr(market.cast, name), "reports:release_sheet", release.id).status_code == 404


def main(text: str) -> str:
    return text[text.index("Release 2 beside") :]


def table_in(response: Any) -> list[list[str]]:
    rows = list(csv.reader(StringIO(response.content.decode("utf-8-sig"))))
    return rows[rows.index([]) + 1 :]
