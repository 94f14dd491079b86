"""Benchmarks of the checks and costs of one return, and of a market from files to the protected table."""

from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from openpyxl import load_workbook

from benchmarks.stopwatch import medians, row
from costing.forms import CURRENT, FORMS
from costing.parsing.answers import take_in
from costing.reader import read_workbook
from costing.reader.raw_return import Unreadable
from costing.report import check_raw
from costing.sandbox.process_pool import cores
from costing.synthetic import invented_market
from costing.workbook import write_workbook
from reports.actions.market_summary import market_in, summary_of
from reports.domain.cohort import CohortFault

SERVICE = "homecare"
SAMPLE = 40


def one_return() -> list[str]:
    """Time one return, against what a script would do first: read the workbook with openpyxl."""
    data = write_workbook(CURRENT[SERVICE], prefilled=invented_market(SERVICE, 1, seed=1)[0])
    raw = read_workbook(data, FORMS)
    if isinstance(raw, Unreadable):
        raise ValueError(raw.finding.message)
    jobs = {
        "answers from cells": lambda: take_in(CURRENT[SERVICE], raw),
        "answers, checks and costs": lambda: check_raw(raw),
        "openpyxl": lambda: load_workbook(BytesIO(data), data_only=True),
        "reading": lambda: read_workbook(data, FORMS),
    }
    times = medians(jobs, rounds=9)
    ours = list(jobs)[:2]
    return [
        *(row(name, times[name], "openpyxl read once", times["openpyxl"]) for name in ours),
        row(ours[1], times[ours[1]], "reading the return in this process", times["reading"]),
    ]


def whole_market(locations: int = 1000) -> list[str]:
    """Time a market from a folder to the protected table, against opening a sample of its files with openpyxl."""
    with TemporaryDirectory() as scratch:
        folder = Path(scratch)
        for answers in invented_market(SERVICE, locations, seed=2):
            data = write_workbook(CURRENT[SERVICE], prefilled=answers)
            (folder / f"{answers['location_id']}.xlsx").write_bytes(data)
        files = sorted(folder.iterdir())[:SAMPLE]
        jobs = {"market": lambda: _summary(folder), "one": lambda: _read_one_at_a_time(folder)}
        ours = medians(jobs, rounds=1)
        theirs = medians({"open": lambda: [_open_twice(file) for file in files]}, rounds=1)["open"]
    return [
        row(
            f"a market of {locations:,}", ours["market"], "openpyxl opening all twice", theirs / len(files) * locations
        ),
        row(f"a market of {locations:,}, {cores()} files at a time", ours["market"], "one at a time", ours["one"]),
    ]


def _read_one_at_a_time(folder: Path) -> None:
    _summary(folder, at_once=1)


def _summary(folder: Path, at_once: int = 0) -> None:
    market = market_in(folder, service=SERVICE, owners=None, at_once=at_once)
    if isinstance(market, CohortFault):
        raise ValueError(market.message)
    summary_of(CURRENT[SERVICE], market.returns, audience="public")


def _open_twice(file: Path) -> None:
    """Open a file with openpyxl for the values and again for the formulas, as a script that wants both has to."""
    load_workbook(file, data_only=True)
    load_workbook(file)
