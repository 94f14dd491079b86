"""Counts of locations under the floor: frozen by one, approved by another, then the council's; never a provider's."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from accounts.tests.pages import get, is_kept_out, post, text_of
from markets.models import PayCounts, PaySurvey
from markets.paysurveys.domain.floor_counts import CountedLocation, floor_counts
from markets.paysurveys.domain.pay_rise import in_steps, pay_rise, rate_change, window_median
from markets.ratecards.domain.card_lines import CardBasis, CardLine, DayKind
from markets.tests.asked_market import a_pay_survey, asked_market, closed, given
from markets.tests.council import Council

D = Decimal
in_pages = pytest.mark.usefixtures("no_second_factor", "db")
LOW, HIGH = {"basic": "12.34"}, {"basic": "13.71"}


def counted(zone: str, below: int, of: int, first: int = 0) -> list[CountedLocation]:
    return [CountedLocation(f"{zone} {first + n}", frozenset({zone}), n < below) for n in range(of)]


def shown(*parts: list[CountedLocation]) -> dict[str, tuple[int | None, int | None]]:
    found = floor_counts([each for part in parts for each in part], ("moor", "town"))
    return {cell.zone: (cell.answered, cell.below) for cell in found}


HIDDEN = (None, None)


def test_a_count_needs_five_owners_and_two_of_either_standing():
    assert shown(counted("moor", 2, 5)) == {"": (5, 2), "moor": (5, 2), "town": HIDDEN}
    for below, of in ((2, 4), (0, 9), (1, 9), (8, 9), (9, 9)):
        assert shown(counted("moor", below, of)) == {"": HIDDEN, "moor": HIDDEN, "town": HIDDEN}, (below, of)


def test_one_owner_s_ten_locations_are_one():
    group = [CountedLocation("group", frozenset({"moor"}), n % 2 == 0) for n in range(10)]
    assert shown(group + counted("moor", 1, 3))[""] == HIDDEN
    assert shown(group + counted("moor", 5, 12))[""] == HIDDEN
    assert shown(counted("moor", 5, 11))[""] == (11, 5)


def test_a_rest_of_few_owners_is_not_left_to_subtract():
    assert shown(counted("moor", 3, 8), counted("town", 2, 4)) == {"": (12, 5), "moor": HIDDEN, "town": HIDDEN}
    assert shown(counted("moor", 3, 8), counted("town", 2, 5)) == {"": (13, 5), "moor": (8, 3), "town": (5, 2)}


def test_few_who_came_since_a_count_under_the_same_floor_are_not_told():
    market = counted("moor", 3, 8)
    owners = frozenset(each.owner for each in market)
    [everywhere, _, _] = floor_counts(market, ("moor", "town"), [{"": owners - {"moor 1"}, "moor": owners}])
    assert not everywhere.is_shown
    assert floor_counts(market, ("moor",), [{"": owners, "moor": frozenset()}])[0].is_shown


def test_the_rise_is_the_protected_median_over_the_rate():
    before = {f"place {n}": (f"owner {n}", D("12.00")) for n in range(7)}
    rises = ("0.10", "0.30", "0.40", "0.50", "0.60", "0.70", "2.00")
    after = {key: (owner, pay + D(rise)) for (key, (owner, pay)), rise in zip(before.items(), rises, strict=True)}
    found = pay_rise(before, after, D("1.00"))
    assert found is not None and (found.owners, found.pay, found.share) == (7, D("0.50"), D("0.50"))
    few, more = dict(list(before.items())[:4]), {**after, "new": ("new", D(12))}
    assert pay_rise(few, after, D(1)) is None and pay_rise(before, more, D(1)) is None
    alike = {key: (owner, pay + D("0.50")) for key, (owner, pay) in before.items()}
    assert pay_rise(before, alike, D(1)) is None and pay_rise(before, after, D(0)) is None
    assert window_median([D(n) for n in (0, 1, 5, 6, 90)]) == D(4) and in_steps(D("0.437"), 7) == D("0.44")
    five = {f"new {n}": (f"new {n}", D(12)) for n in range(5)}
    assert pay_rise(before, after | five, D(1)) is not None


def test_the_change_of_the_rate_is_over_the_lines_of_both_cards():
    def line(zone: str, minutes: int | None, rate: str) -> CardLine:
        return CardLine(zone, minutes, DayKind.ANY, 1, D(rate))

    old = [line("moor", 30, "10"), line("town", 60, "20")]
    new = [line("moor", 30, "10.50"), line("town", 60, "22"), line("sea", 30, "99")]
    assert rate_change(old, new, (CardBasis.VISIT, CardBasis.VISIT)) == D("1.50")
    assert rate_change(old, [line("sea", 30, "9")], (CardBasis.VISIT, CardBasis.VISIT)) is None


@in_pages
def test_they_are_frozen_approved_by_another_and_then_the_council_s(cast: Council):
    market = asked_market(cast, owners=11)
    survey = a_pay_survey(cast.dev, market.exercise)
    [first, *_] = given(survey, cast.ada, [LOW | {"zones": "0"}] * 3 + [HIGH | {"zones": "0"}] * 3 + [LOW, HIGH] * 2)
    page = text_of(get(cast.dev, "markets:pay_counts_freeze", survey.id))
    assert "Of 10 locations, 5 pay below £12.71 per hour worked." in page and "Counts are frozen once it has" in page
    assert "Nothing" not in page and "12.34" not in page
    closed(survey)
    digest = frozen_digest(cast, survey)
    assert "has changed since you looked" in text_of(
        post(cast.dev, "markets:pay_counts_freeze", survey.id, digest="0" * 64)
    )
    assert "The counts are frozen" in text_of(post(cast.dev, "markets:pay_counts_freeze", survey.id, digest=digest))
    counts = PayCounts.objects.get()
    assert is_kept_out(cast.carol, get(cast.carol, "markets:pay_counts_detail", counts.id))
    assert "No counts yet" in text_of(get(cast.carol, "markets:pay_counts_list"))
    assert "has not frozen them" in text_of(post(cast.dev, "markets:pay_counts_approve", counts.id))
    assert "are approved" in text_of(post(cast.fay, "markets:pay_counts_approve", counts.id))
    read = text_of(get(cast.carol, "markets:pay_counts_detail", counts.id))
    assert "Of 10 locations, 5 pay below" in read and "12.34" not in read and "Elm" not in read
    assert "stay as they are" in text_of(post(cast.dev, "markets:pay_counts_drop", counts.id))
    with pytest.raises(DatabaseError, match="approved counts never change"), transaction.atomic():
        PayCounts.objects.update(table={})
    for who in (cast.ned, cast.ada, cast.gus, cast.cora, None):
        assert is_kept_out(who, get(who, "markets:pay_counts_detail", counts.id))
        assert is_kept_out(who, post(who, "markets:pay_counts_approve", counts.id))
    assert is_kept_out(cast.carol, get(cast.carol, "markets:pay_answer_detail", survey.id, first.place_id))


def frozen_digest(cast: Council, survey: PaySurvey, **query: str) -> str:
    body = get(cast.dev, "markets:pay_counts_freeze", survey.id, **query).content.decode()
    return body.split('name="digest" value="')[1][:64]


@pytest.mark.nightly
@in_pages
def test_asked_again_after_a_new_rate(cast: Council):
    market = asked_market(cast, owners=8)
    before = closed(a_pay_survey(cast.dev, market.exercise, "Before", reference_date=date(2025, 4, 1)))
    day = {"holds_from_2": "2025"}
    PaySurvey.objects.filter(id=before.id).update(reference_date=date(2025, 4, 1))
    given(before, cast.ada, [day | {"basic": f"11.{n}0", "holds_from_0": "1"} for n in range(1, 9)])
    counts = post(cast.dev, "markets:pay_counts_freeze", before.id, digest=frozen_digest(cast, before))
    assert "frozen" in text_of(counts)
    post(cast.fay, "markets:pay_counts_approve", PayCounts.objects.get().id)
    survey = closed(a_pay_survey(cast.dev, market.exercise, "After"))
    given(survey, cast.ada, [{"basic": f"11.{n}{n}" if n < 5 else f"12.{n}0"} for n in range(1, 9)])
    asked = {"since": str(before.id), "rate": "2.00"}
    page = text_of(get(cast.dev, "markets:pay_counts_freeze", survey.id, **asked))
    assert "Since Before (1 April 2025) basic pay rose by £0.52 an hour" in page and "26 % of the rise" in page
    for rate, said in (("", "There are no rate cards"), ("9" * 27, "is not possible"), ("-1", "is not possible")):
        assert said in text_of(get(cast.dev, "markets:pay_counts_freeze", survey.id, **(asked | {"rate": rate})))
    digest = frozen_digest(cast, survey, **asked)
    post(cast.dev, "markets:pay_counts_freeze", survey.id, digest=digest, **asked)
    assert PayCounts.objects.get(survey=survey).table["rise"]["share"] == "0.26"
    assert survey.closes_on + timedelta(1) > survey.opens_on
