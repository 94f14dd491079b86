"""The payment lab: rules side by side, kept as a run, shared, and each provider's own line alone."""

from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.tests.in_turn import first_by_day
from accounts.tests.pages import client_of, get, is_kept_out, post, text_of
from costing.figure_words import gbp
from markets.fees.domain.result import scenario_result
from markets.fees.domain.saved_scenario import inputs_of
from markets.models import Dataset, HalfMinutes, OwnPaymentRule, PaymentEffect, PaymentRun
from markets.payment.domain.lab_document import document_digest
from markets.payment.forms import LabChoices, OwnRuleForm, PaymentLabForm
from markets.tests.council import Council
from markets.tests.made_rows import a_fee_scenario
from markets.visits.actions.counted_lengths import count_lengths
from register.models import Location, Owner, Provider
from spreadsheets.decimals import rounded

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
LAB = "markets:payment_lab"
DELIVERED = 30 * (39 * 30 + 45 * 20 + 51 * 20 + 60 * 70 + 59 * 20 + 61 * 20 + 45 * 10 + 41 * 10)


@pytest.fixture
def market(council: Council) -> Council:
    """Two providers' half-minutes of a week: Elm's are often short, Oak's drawn out to the plan."""
    oak = Provider.objects.create(name="Oak Ltd", cqc_provider_id="1-oak", owner=Owner.objects.create(name="Oak Ltd"))
    branch = Location.objects.create(
        name="Oak <b>Branch</b>", cqc_location_id="1-oak-a", provider=oak, authority=council.authority, is_homecare=True
    )
    elm = Location.objects.get(cqc_location_id="1-elm-a")
    row = Dataset.objects.create(
        authority=council.authority, holder="council", state="taken_in", file_name="june.csv", size=1, sha256="1",
        first_day="2025-06-02", last_day="2025-06-08", received_at="2025-06-09T00:00Z",
    )  # fmt: skip
    lengths = {elm: {39: 30, 45: 20, 51: 20, 60: 10}, branch: {60: 60, 59: 20, 61: 20, 45: 10, 41: 10}}
    HalfMinutes.objects.bulk_create(
        HalfMinutes(
            dataset=row, authority=council.authority, holder="council", provider=place.provider, location=place,
            zone="moor", period="2025-06-01", day_type="weekday", planned=30, delivered=half, outcome="done",
            count=number,
        )
        for place, halves in lengths.items()
        for half, number in halves.items()
    )  # fmt: skip
    count_lengths(row.id)
    return council


def asked(**more: Any) -> dict[str, str]:
    usual = {"rule_1": "planned", "rule_2": "actual_minute", "rule_3": "", "rule_4": "", "rate": "24", "card": ""}
    return {**usual, "ends": "50", "frustrated": "0", "cancelled": "0", "notice": "24", "further": "100", **more}


def test_rules_side_by_side_never_without_neutral_rate_and_reason_to_stay(market: Council):
    page = text_of(get(market.carol, LAB, **asked()))
    for words in (
        # 200 visits of 30 minutes at £24 an hour are £2,400; delivered are 5,210 whole minutes, £2,084.
        "£2,400", "£2,084", "−13.2 %", "× 1.152", "£3.83", "By provider", "By zone", "By planned length",
        "By kind of day", "Winners and losers", "2 of 2 providers are paid less", "Elm Branch", "Oak <b>Branch</b>",
        "If 50 % of them end when done", "the wage floor must be tested again",
    ):  # fmt: skip
        assert words in page, (words, page)
    heads = page.count("neutral rate × 1.152; reason to stay £3.83")
    assert heads >= 5
    assert "No visits yet" not in page and "<b>Branch</b>" not in get(market.carol, LAB).content.decode()
    assert queries_of(market, LAB) - queries_of(market, "markets:payment_run_list") <= 8


def queries_of(market: Council, page: str) -> int:
    """Return how many statements a page takes, those of signing in with them."""
    with CaptureQueriesContext(connection) as queries:
        get(market.carol, page)
    return len(queries)


def test_the_slider_is_a_number_field(market: Council):
    none, all_of_them = (text_of(get(market.carol, LAB, **asked(ends=share))) for share in ("0", "100"))
    assert "If 0 % of them end when done, 0 careworker hours" in none
    assert "If 100 % of them end when done" in all_of_them and none != all_of_them
    assert text_of(get(market.carol, LAB, **asked(ends="100"))).split("careworker hours")[0] in all_of_them


def test_phones_that_round_minutes_tell_nothing(market: Council):
    HalfMinutes.objects.exclude(delivered__in=(60, 40, 50)).delete()
    count_lengths(Dataset.objects.get().id)
    assert "phones round them" in text_of(get(market.carol, LAB, **asked()))


def test_absurd_settings_are_answered_in_words(market: Council):
    choices = LabChoices([("planned", "Planned"), ("actual_minute", "Minutes")])
    for field in ("ends", "rate", "rule_2", "level_2", "card", "notice", "first_month", "margin"):
        for value in ("-1", "half", "1e400", "9" * 27, "\x00", "x" * 10_000):
            assert PaymentLabForm(asked(**{field: value}), choices).errors, (field, value)
    assert PaymentLabForm(asked(ends="0.5"), choices).errors
    page = text_of(get(market.carol, LAB, **asked(ends="101", card="x" * 10_000)))
    assert "There is a problem" in page and "Enter a whole number from 0 to 100" in page


def test_no_visits_and_no_plan(council: Council):
    assert "No visits yet" in text_of(get(council.carol, LAB))
    assert "No run yet" in text_of(get(council.carol, "markets:payment_run_list"))
    assert "Nothing is shared yet" in text_of(get(council.ada, "markets:own_payment_effects"))


OWN = {
    "label": "Fives, but by the second", "basis": "actual", "precision": "second", "rounding": "nearest",
    "step_minutes": "5", "tolerance_unit": "minutes", "planned": "30", "lasts": "22:30",
}  # fmt: skip


def test_an_own_rule_is_tried_kept_and_chosen(market: Council):
    tried = text_of(post(market.carol, "markets:payment_rules", **OWN, once=str(uuid4())))
    assert "A visit of 30 minutes that lasts 22:30 is paid as 25 minutes." in tried, tried
    whole = text_of(post(market.carol, "markets:payment_rules", **OWN | {"precision": "minute_down"}))
    assert "is paid as 20 minutes" in whole and not OwnPaymentRule.objects.exists()
    once = {"once": str(uuid4()), "keep": ""}
    for _ in range(2):
        assert "is kept" in text_of(post(market.carol, "markets:payment_rules", **OWN, **once))
    rule = OwnPaymentRule.objects.get()
    assert "Fives, but by the second" in text_of(get(market.dev, LAB, **asked(rule_2=str(rule.id))))
    unread = post(market.carol, "markets:payment_rules", **OWN | {"step_minutes": "0"}, keep="")
    assert "There is a problem" in text_of(unread) and OwnPaymentRule.objects.count() == 1
    coarse = OwnPaymentRule.objects.create(
        authority=market.authority, label="Up by the second", made_at=rule.made_at, made_by_id=market.carol.person_id,
        cells=rule.cells | {"rounding": "up"},
    )  # fmt: skip
    refused = text_of(get(market.carol, LAB, **asked(rule_3=str(coarse.id))))
    assert "A worker reads the visits" in refused and "“Up by the second”: this counts seconds" in refused
    assert is_kept_out(market.cora, post(market.cora, "markets:payment_rule_throw_away", rule.id))
    assert "is thrown away" in text_of(post(market.dev, "markets:payment_rule_throw_away", rule.id))


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"rounding": "none", "precision": "minute_down", "table": "0-4:0;6-1440:="}, "nothing for 5 to 5 minutes"),
        ({"rounding": "none", "precision": "minute_down", "table": "0-4:0;4-1440:="}, "two things for 4 to 4"),
        ({"step_minutes": "0"}, "to what steps is it rounded?"),
        ({"step_minutes": "9" * 10}, "“Steps of so many minutes” is"),
        ({"rounding": "up_after_grace", "grace": "x"}, "is “up_after_grace:x”"),
        ({"cap": "-3"}, "“Never more than planned and so many minutes” is"),
        ({"lasts": "22:99"}, "as in 22:30"),
        ({"label": ""}, "Give the rule a name"),
    ],
)
def test_a_rule_that_makes_no_sense(changed: dict[str, str], said: str):
    form = OwnRuleForm(OWN | changed)
    assert not form.is_valid() and said in " ".join(str(one) for errors in form.errors.values() for one in errors)


def kept(market: Council, presses: int = 1) -> PaymentRun:
    once = str(uuid4())
    for _ in range(presses):
        page = text_of(post(market.carol, LAB, **asked(), name="Before the tender", once=once))
        assert "Frozen" in page, page
    return PaymentRun.objects.get()


def test_a_run_is_frozen_and_each_provider_sees_its_own_line(market: Council):
    run = kept(market, 2)  # The same press of a button twice.
    assert run.digest == document_digest(run.document)
    HalfMinutes.objects.all().delete()
    count_lengths(Dataset.objects.get().id)
    assert "£2,084" in text_of(get(market.carol, "markets:payment_run", run.id))
    assert "Nothing is shared yet" in text_of(get(market.ada, "markets:own_payment_effects"))
    assert "is shared" in text_of(post(market.carol, "markets:payment_run_share", run.id))
    own = text_of(get(market.ada, "markets:own_payment_effects"))
    assert "Before the tender: Elm Branch" in own and "£724" in own
    assert "Oak" not in own and "£2,084" not in own and PaymentEffect.objects.count() == 2
    assert "Take it back before" in text_of(post(market.dev, "markets:payment_run_throw_away", run.id))
    assert "is taken back" in text_of(post(market.dev, "markets:payment_run_take_back", run.id))
    assert "Nothing is shared yet" in text_of(get(market.ada, "markets:own_payment_effects"))
    assert "is thrown away" in text_of(post(market.carol, "markets:payment_run_throw_away", run.id))


@pytest.mark.parametrize("others", first_by_day(["fay cora ada nobody", "ned reg alex una eve"]))
def test_nobody_else_finds_any_of_it(market: Council, others: str):
    run = kept(market)
    for who in (getattr(market, name, None) for name in others.split()):
        assert is_kept_out(who, get(who, "markets:payment_run", run.id)), who
        assert is_kept_out(who, post(who, "markets:payment_run_share", run.id)), who
        if who is not market.cora:
            assert is_kept_out(who, get(who, LAB)), who
    for who in (market.carol, market.dev, market.fay, market.cora):
        assert is_kept_out(who, get(who, "markets:own_payment_effects"))
    assert not PaymentEffect.objects.exists()


def test_a_run_leaves_as_files_and_stands_beside_another(market: Council):
    run = kept(market)
    sheet = get(market.dev, "markets:payment_run_file", run.id, "csv").content.decode()
    assert "Oak <b>Branch</b>" in sheet and "2084.00" in sheet and run.digest in sheet
    for kind, begins in (("xlsx", b"PK"), ("docx", b"PK"), ("pdf", b"%PDF")):
        answer = get(market.carol, "markets:payment_run_file", run.id, kind)
        assert answer.status_code == 200 and answer.content.startswith(begins), kind
    assert get(market.carol, "markets:payment_run_file", run.id, "doc").status_code == 404
    assert is_kept_out(market.ada, get(market.ada, "markets:payment_run_file", run.id, "csv"))
    assert "Nothing to compare" in text_of(get(market.carol, "markets:payment_run_compare", run="no"))
    post(market.carol, LAB, **asked(rate="30"), name="At £30", once=str(uuid4()))
    both = reverse("markets:payment_run_compare") + "?" + "&".join(f"run={one.id}" for one in PaymentRun.objects.all())
    page = text_of(client_of(market.carol).get(both))
    assert "£2,605" in page and "£2,084" in page and page.count("× 1.152") == 2


def test_the_fee_lab_s_rate_is_billed_by_each_rule(market: Council):
    row = a_fee_scenario(market.carol)
    fair = scenario_result(inputs_of(row.inputs), {}).zones[0].fee.rate  # type: ignore[arg-type]
    page = text_of(get(market.carol, LAB, **asked(scenario=str(row.id))))
    # Planned pays 100 hours where 87.92 were delivered (5,275 minutes): an hour of it may cost less.
    assert gbp(fair) in page and gbp(rounded(fair, 4) / (Decimal(6000 * 60) / DELIVERED)) in page
