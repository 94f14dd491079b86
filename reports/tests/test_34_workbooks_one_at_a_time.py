"""34 returns arrive one at a time, with a release after each and one after closing: what the releases tell.

All lines, visits by length, three zones that are zoned anew once, columns of homes, corrections on the way, and two
exercises; with the policy as it is, and with R13's cap off, so that R4 and R5 alone are shown to hold. By command over
workbooks as a proof; a small run without workbooks stays.
"""

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from accounts.tests.commands import run
from costing.forms import CURRENT
from costing.report import Report, check_raw
from costing.tests.returns import raw_return
from costing.workbook import write_workbook
from reports.domain.batch_folder import market_from
from reports.domain.cohort import CohortFault
from reports.domain.ledger import Ledger
from reports.domain.market_series import MarketOfRelease, SeriesRelease, releases_in_turn
from reports.domain.policy import PROTECTED
from reports.domain.series_document import series_document
from reports.tests.accepted_returns import market_answers
from reports.tests.plain_series import ReleasedMarket, few_between, few_by_value, fresh_cells

ZONES = ("North", "Centre", "South")
Answers = dict[str, str]
# A question of each service that a correction moves by pennies, and by pounds.
CORRECTED = {"homecare": "back_office_cost", "care_home": "food_cost"}


def answers_of(service: str, number: int) -> list[Answers]:
    return [dict(one) for one in market_answers(5, number, service)]


def corrected(service: str, answers: Answers, factor: str) -> Answers:
    key = CORRECTED[service]
    return answers | {key: f"{float(answers[key]) * float(factor):.2f}"}


def arrivals(service: str, number: int) -> list[list[Answers]]:
    """Return what has come by each release: one more each time, then all; two send corrected returns on the way."""
    came = answers_of(service, number)
    slightly, much = corrected(service, came[1], "1.0001"), corrected(service, came[2], "1.5")
    later = [came[0], slightly, much, *came[3:]]
    return [(came if upto < number * 2 // 3 else later)[:upto] for upto in (*range(1, number + 1), number)]


def a_year_later(service: str) -> list[list[Answers]]:
    """Return what comes in another exercise of the same price date: three no more, eleven as before, others changed."""
    as_before = [one["location_id"] for one in answers_of(service, 34)[3:14]]
    return [
        [one if one["location_id"] in as_before else corrected(service, one, "1.2") for one in came[3:]]
        for came in arrivals(service, 34)
    ]


def zones(of: list[Answers], *, anew: bool) -> dict[str, dict[str, str]]:
    return {one["location_id"]: {"zone": ZONES[(i // 2 if anew else i) % 3]} for i, one in enumerate(of)}


def groups_at(service: str, number: int, release: int) -> Mapping[str, Mapping[str, str]]:
    return zones(answers_of(service, number), anew=release > number // 2)


class ReportsOnce:
    """Costs each return once."""

    def __init__(self, service: str) -> None:
        self._service, self._made = service, {}

    def of(self, answers: Answers) -> Report:
        key = tuple(sorted(answers.items()))
        if key not in self._made:
            self._made[key] = check_raw(raw_return(self._service, answers))
        return self._made[key]


def markets(service: str, number: int, arrived: list[list[Answers]] | None = None) -> list[MarketOfRelease]:
    once, made = ReportsOnce(service), []
    for release, came in enumerate(arrived or arrivals(service, number), 1):
        market = market_from([one["location_id"] for one in came], [once.of(one) for one in came], service, None)
        assert not isinstance(market, CohortFault) and not market.left_out, market
        made.append(MarketOfRelease(release, market, groups_at(service, number, release)))
    return made


def played(service: str, of: list[MarketOfRelease], cap: int, ledger: Ledger) -> list[SeriesRelease]:
    policy = replace(PROTECTED, fresh_figures=cap)
    made = list(releases_in_turn(CURRENT[service], of, policy, {}, ledger))
    assert not any(isinstance(one, CohortFault) for one in made)
    return [one for one in made if isinstance(one, SeriesRelease)]


def seen(service: str, releases: list[SeriesRelease]) -> list[ReleasedMarket]:
    form = CURRENT[service]
    return [ReleasedMarket(series_document(form, one), one.of.market.returns, one.of.breakdown) for one in releases]


def total_of(document: Mapping[str, Any], service: str) -> dict[str, Any]:
    found: dict[str, Any] = document["table"][CURRENT[service].columns[0].key]["total"]
    return found


@pytest.mark.parametrize("cap", [PROTECTED.fresh_figures, 0])
def test_eighteen_returns_of_home_care(cap: int):
    of = markets("homecare", 18)
    releases = seen("homecare", played("homecare", of, cap, Ledger("one", b"key")))
    fresh = fresh_cells(CURRENT["homecare"], releases)
    assert few_between(fresh) == []
    assert {cell.column for cell in fresh} >= {"homecare", "zone=North", "homecare visit 30"}
    assert total_of(releases[-1].document, "homecare")["n"] >= 14


def test_the_plain_look_finds_what_it_looks_for():
    """Without any memory each release shows what the ledger would have kept back."""
    forgetful = []
    for one in markets("homecare", 10)[5:8]:
        forgetful += played("homecare", [one], 0, Ledger("one", b"key"))
    assert few_between(fresh_cells(CURRENT["homecare"], seen("homecare", forgetful)))


@pytest.fixture(scope="module", params=["homecare", "care_home"])
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    service: str = request.param
    folder, written = tmp_path_factory.mktemp(service), {}
    for exercise, arrived in (("2026", arrivals(service, 34)), ("2027", a_year_later(service))):
        for release, came in enumerate(arrived, 1):
            path = folder / exercise / str(release)
            path.mkdir(parents=True)
            for answers in came:
                link_workbook(path / f"{answers['location_id']}.xlsx", service, answers, written)
            rows = [f"{location},zone,{of['zone']}" for location, of in groups_at(service, 34, release).items()]
            (path / "breakdown.csv").write_text("\n".join(["location_id,dimension,group", *rows]))
    return service, folder


def link_workbook(path: Path, service: str, answers: Answers, written: dict[tuple[object, ...], Path]) -> None:
    key = tuple(sorted(answers.items()))
    if key in written:
        os.link(written[key], path)
        return
    path.write_bytes(write_workbook(CURRENT[service], prefilled=answers))
    written[key] = path


@pytest.mark.proof
@pytest.mark.parametrize("cap", [None, 0], ids=["as it is", "cap off"])
def test_34_workbooks_in_two_exercises_by_command(folder: tuple[str, Path], cap: int | None):
    service, path = folder
    how = () if cap is None else ("--cap", cap)
    documents = run("release_market", path, "--service", service, *how, "--json").document
    assert [(one["exercise"], one["returns"]) for one in documents] == [
        *(("2026", number) for number in (*range(1, 35), 34)),
        *(("2027", max(0, number - 3)) for number in (*range(1, 35), 34)),
    ]
    form, fresh = CURRENT[service], []
    for series, name in ((markets(service, 34), "2026"), (markets(service, 34, a_year_later(service)), "2027")):
        released = [one for one in documents if one["exercise"] == name]
        seen_now = [
            ReleasedMarket(document, one.market.returns, one.breakdown)
            for document, one in zip(released, series, strict=True)
        ]
        fresh.append(fresh_cells(form, seen_now, name))
    earlier, later = fresh
    assert few_between(earlier) == few_between(later) == []
    assert few_by_value(earlier, later) == []
    assert len(earlier) > 150
    assert total_of(documents[34], service)["n"] >= 30
    assert total_of(documents[-1], service)["n"] >= 25, "the later exercise does not go blank"
