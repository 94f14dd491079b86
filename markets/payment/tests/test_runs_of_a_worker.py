"""Rules that only the visits answer are left to a worker: by client's week, by block, to the second; kept once."""

from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from random import Random
from statistics import median
from typing import Any

import pytest
from django.utils import timezone

from accounts.tests.pages import get, is_kept_out, post, text_of
from markets.models import Dataset, PaymentRun, VisitRun
from markets.payment.domain.client_week import paid_for_block, paid_for_week
from markets.payment.domain.lab_question import LabQuestion
from markets.payment.domain.lab_result import LabLevel, LabLine
from markets.payment.domain.lab_terms import OutcomeTerms
from markets.payment.domain.paid_level import LevelledRule, PaidLevel
from markets.payment.domain.paid_seconds import paid
from markets.payment.domain.preset_rules import preset_rules
from markets.payment.domain.rounded_ends import paid_between_ends
from markets.payment.domain.rule import PaidBasis, PaymentRule, Rounding
from markets.payment.tests.test_half_minutes_equal_visits import rows_of, settings_of
from markets.store import payment_worker
from markets.store.dataset_reader import opened
from markets.store.engine import ask
from markets.store.payment_lines import visit_lines
from markets.tests.council import Council
from markets.tests.held_visits import file_of, sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
RATE = Fraction("24.20")
JUNE = (date(2025, 6, 1), date(2025, 6, 30))
RULES = preset_rules()
ENDS = PaymentRule("ends", "Both ends", PaidBasis.ACTUAL_ENDS, rounding=Rounding.NEAREST, step=300)


def weekly_rows(count: int = 200, clients: int = 12) -> list[dict[str, str]]:
    """Return the usual rows, as visits to a few clients so that each has some in a week."""
    rng = Random(7)
    return [row | {"client_ref": f"C{rng.randrange(clients)}"} for row in rows_of(count)]


@pytest.fixture
def held(council: Council) -> Dataset:
    row = sent(council.carol, file_of(weekly_rows()))
    assert row.state == "taken_in", (row.words, row.findings, row.questions)
    return row


def rounded_pence(seconds: int | Fraction, share: Fraction = Fraction(1)) -> int:
    return int(Fraction(seconds) * share * RATE / 36 + Fraction(1, 2))


class Plain:
    """All visits of a dataset, and what a rule with its level pays for each client's week or each week, plainly."""

    def __init__(self, connection: Any, terms: OutcomeTerms) -> None:
        self.terms = terms
        self.rows = ask(
            connection,
            """SELECT CAST(client_ref AS VARCHAR), (local_day + 3) // 7, planned_seconds, actual_seconds, outcome,
                planned_start - cancelled_at, (actual_start + england(actual_start)) % 86400 FROM visits""",
        )

    def share(self, outcome: str, ahead: int | None) -> Fraction:
        late = outcome.startswith("cancelled") and ahead is not None and ahead // 3600 < self.terms.notice
        whole = {"done": 100, "frustrated": self.terms.frustrated}.get(outcome, self.terms.cancelled if late else 0)
        return Fraction(whole, 100)

    def each(self, rule: PaymentRule, planned: int, actual: int, start: int) -> int:
        if rule.basis is PaidBasis.ACTUAL_ENDS:
            return paid_between_ends(rule, start, start + actual, planned)
        return paid(rule).work(planned, actual)

    def pence(self, one: LevelledRule, unit: PaidLevel) -> dict[Any, int]:
        """Return pence by (client, week), or by week where a block is among the rules."""
        found: defaultdict[Any, int] = defaultdict(int)
        weeks: defaultdict[Any, list[tuple[int, int | None]]] = defaultdict(list)
        blocks: defaultdict[int, int] = defaultdict(int)
        planned_in_all = 0
        for client, week, planned, actual, outcome, ahead, start in self.rows:
            key = week if unit is PaidLevel.BLOCK else (client, week)
            if outcome in ("done", "missed"):
                weeks[client, week].append((planned, actual if outcome == "done" else None))
                planned_in_all += planned
            if outcome == "done":
                seconds = self.each(one.rule, planned, actual, start)
                blocks[week] += seconds
                found[key] += rounded_pence(seconds) if one.level is PaidLevel.VISIT else 0
            elif self.share(outcome, ahead):
                found[key] += rounded_pence(planned, self.share(outcome, ahead))
        for (client, week), visits in weeks.items() if one.level is PaidLevel.CLIENT_WEEK else ():
            key = week if unit is PaidLevel.BLOCK else (client, week)
            found[key] += rounded_pence(paid_for_week(one.rule, visits))
        for week in range((JUNE_DAYS[0] + 3) // 7, (JUNE_DAYS[1] + 3) // 7 + 1) if one.level is PaidLevel.BLOCK else ():
            days = min(week * 7 + 3, JUNE_DAYS[1]) - max(week * 7 - 3, JUNE_DAYS[0]) + 1
            found[week] += rounded_pence(paid_for_block(blocks[week], planned_in_all * 90 * days // 3000, 5))
        return found


JUNE_DAYS = tuple((day - date(1970, 1, 1)).days for day in JUNE)


def lines_of(connection: Any, rules: list[LevelledRule], terms: OutcomeTerms, margin: int = 5) -> list[LabLine]:
    settings = settings_of(terms) | {"guaranteed": 90, "margin": margin}
    question = LabQuestion(rules, {}, settings, JUNE)
    keys = [(zone, minutes, day) for zone in ("moor", "town") for minutes in (15, 30, 45, 60) for day in DAYS]
    return visit_lines(connection, question, "visits", question.rates.rates_of(keys))


DAYS = ("weekday", "saturday", "sunday", "bank_holiday")


def test_weeks_and_blocks_are_paid_as_a_plain_twin_pays_them(held: Dataset):
    with opened([held]) as connection:
        for level in (PaidLevel.CLIENT_WEEK, PaidLevel.BLOCK):
            holds_beside_the_twin(connection, level)
        stays_by_minute(connection)


def holds_beside_the_twin(connection: Any, level: PaidLevel) -> None:
    terms = OutcomeTerms(frustrated=50, cancelled=100)
    rules = [
        LevelledRule(RULES["planned"]),
        LevelledRule(RULES["actual_minute_capped"], PaidLevel.CLIENT_WEEK),
        LevelledRule(RULES["up_5"], level),
        LevelledRule(RULES["nearest_5_seconds"], PaidLevel.CLIENT_WEEK),
        LevelledRule(ENDS),
    ]
    whole, provider = lines_of(connection, rules, terms)
    plain = Plain(connection, terms)
    assert (whole.level, provider.level) == (LabLevel.WHOLE, LabLevel.PROVIDER)
    assert replace(whole, level=provider.level, ref=provider.ref) == provider
    pence = [plain.pence(one, level) for one in rules]
    before, keys = pence[0], {key for each in pence for key in each}
    for number, (one, after) in enumerate(zip(rules, pence, strict=True)):
        changes = [after[key] - before[key] for key in keys]
        told = whole.rules[number]
        assert told.pence == sum(after.values()), one.label
        assert (told.changed, told.least, told.most) == (sum(map(bool, changes)), min(changes), max(changes))
        assert not number or told.twice == 2 * median(changes)
        assert whole.units == len(changes)


def stays_by_minute(connection: Any) -> None:
    """Banked without a cap a minute less is a minute less, as visit by visit; of a guarantee nothing is lost."""
    banked = LevelledRule(RULES["actual_minute"], PaidLevel.CLIENT_WEEK)
    block = LevelledRule(RULES["actual_minute"], PaidLevel.BLOCK)
    by_week = lines_of(connection, [LevelledRule(RULES["actual_minute"]), banked], OutcomeTerms())[0]
    by_block = lines_of(connection, [LevelledRule(RULES["actual_minute"]), block], OutcomeTerms(), 100)[0]
    assert by_week.short == by_block.short > 0 and by_block.rules[1].stay == 0
    assert abs(by_week.rules[0].stay - by_week.rules[1].stay) <= by_week.short


def asked(**more: Any) -> dict[str, Any]:
    usual = {"rule_1": "planned", "rule_2": "actual_minute_capped", "level_2": "client_week", "rate": "24.20"}
    terms = {"ends": "50", "frustrated": "50", "cancelled": "100", "notice": "24", "further": "100"}
    return {**usual, **terms, "name": "Banked", "once": "6f9b3f0e-2f0c-4c4f-8b1b-0a6f7f5f1d11", **more}


def test_a_run_is_asked_for_made_and_kept(council: Council, held: Dataset):
    page = text_of(get(council.carol, "markets:payment_lab", **asked()))
    assert "A worker reads the visits for this" in page and "(a client’s week)”" in page
    for _ in range(2):  # The same press of a button twice.
        assert "A worker reads the visits themselves" in text_of(post(council.carol, "markets:payment_lab", **asked()))
    run = VisitRun.objects.get()
    assert "With a worker" in text_of(get(council.carol, "markets:payment_run_list"))
    assert is_kept_out(council.cora, get(council.cora, "markets:payment_asked", run.id))
    assert is_kept_out(council.ada, post(council.ada, "markets:payment_asked_give_up", run.id))
    payment_worker.process(run.id)
    payment_worker.process(run.id)
    kept, run = PaymentRun.objects.get(), VisitRun.objects.get()
    assert (kept.id, run.state, run.progress, kept.digest) == (run.id, "done", 100, run.result["sha256"])
    assert get(council.carol, "markets:payment_asked", run.id).status_code == 302
    shown = text_of(get(council.carol, "markets:payment_run", run.id))
    assert "Clients’ weeks paid differently" in shown and "Median change" in shown and "By zone" not in shown
    assert "is thrown away" in text_of(post(council.carol, "markets:payment_run_throw_away", kept.id))
    assert not VisitRun.objects.exists()
    months_are_chosen(council)


def a_run(council: Council, **more: Any) -> VisitRun:
    post(council.carol, "markets:payment_lab", **asked(**more))
    return VisitRun.objects.latest("received_at")


def test_a_worker_that_is_gone_leaves_nothing_and_the_next_comes_to_the_same(
    council: Council, held: Dataset, monkeypatch: pytest.MonkeyPatch
):
    first, second = a_run(council), a_run(council, once="6f9b3f0e-2f0c-4c4f-8b1b-0a6f7f5f1d12")
    payment_worker.process(second.id)
    for station in ("visit_answer", "_keep"):
        with monkeypatch.context() as patch:
            patch.setattr(payment_worker, station, killed)
            with pytest.raises(SystemExit):
                payment_worker.process(first.id)
        first.refresh_from_db()
        assert first.state == "working" and not PaymentRun.objects.filter(id=first.id).exists()
        payment_worker.process(first.id)  # Somebody else seems to be at it.
        assert not PaymentRun.objects.filter(id=first.id).exists()
        VisitRun.objects.filter(id=first.id).update(claimed_at=timezone.now() - timedelta(days=1))
        assert payment_worker.sweep() == 1
    payment_worker.process(first.id)
    one, other = PaymentRun.objects.get(id=first.id), PaymentRun.objects.get(id=second.id)
    assert one.digest == other.digest and VisitRun.objects.get(id=first.id).tries == 3
    fails(council, monkeypatch)


def killed(*_: object) -> None:
    raise SystemExit


def fails(council: Council, monkeypatch: pytest.MonkeyPatch) -> None:
    """What fails three times says so, and of what is given up meanwhile nothing is kept."""
    run = a_run(council, once="6f9b3f0e-2f0c-4c4f-8b1b-0a6f7f5f1d14")

    def broken(*_: object) -> None:
        raise OSError("the disk is gone")

    monkeypatch.setattr(payment_worker, "visit_answer", broken)
    for _ in range(4):
        payment_worker.process(run.id)
    page = text_of(get(council.carol, "markets:payment_asked", run.id))
    assert "The run could not be worked out" in page and "the disk" not in page
    monkeypatch.setattr(payment_worker, "visit_answer", lambda *_: VisitRun.objects.all().delete() and None)
    again = a_run(council, once="6f9b3f0e-2f0c-4c4f-8b1b-0a6f7f5f1d13")
    payment_worker.process(again.id)
    assert not VisitRun.objects.exists() and not PaymentRun.objects.filter(id=again.id).exists()


def months_are_chosen(council: Council) -> None:
    """Months are chosen from those that are held; what is not held any more once a worker comes stops the run."""
    page = text_of(get(council.carol, "markets:payment_lab", **asked(level_2="visit", first_month="2025-06")))
    assert "1 June 2025 to 28 June 2025" in page
    assert "Choose one of the months" in text_of(
        get(council.carol, "markets:payment_lab", **asked(last_month="2031-01"))
    )
    run = a_run(council)
    Dataset.objects.update(state="deleted")
    payment_worker.process(run.id)
    assert "No visits of these months are held any more" in text_of(get(council.carol, "markets:payment_asked", run.id))
    assert "is given up" in text_of(post(council.carol, "markets:payment_asked_give_up", run.id))
