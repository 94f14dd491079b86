"""Benchmarks of the checks and costs of one return, and of a market from files to the protected table."""

import os
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from openpyxl import load_workbook

from benchmarks.stopwatch import Job, medians, row
from costing.answers import Answers
from costing.forms import CURRENT, FORMS
from costing.parsing.answers import take_in
from costing.reader import read_workbook
from costing.reader.raw_return import Unreadable
from costing.report import check_answers, check_raw
from costing.sandbox import read_bytes
from costing.sandbox.process_pool import POOL, cores
from costing.synthetic import invented_market
from costing.workbook import write_workbook
from reports.actions.market_summary import market_in, summary_of
from reports.domain.cohort import CohortFault

SERVICE = "homecare"
SAMPLE = 40
READING = "reading the return in this process"


def one_return() -> list[str]:
    """Time one return, against what a script would do first: read the workbook with openpyxl."""
    data = write_workbook(CURRENT[SERVICE], prefilled=invented_market(SERVICE, 1, seed=1)[0])
    raw = read_workbook(data, FORMS)
    if isinstance(raw, Unreadable):
        raise ValueError(raw.finding.message)
    answers, findings = take_in(CURRENT[SERVICE], raw)
    jobs: dict[str, Job] = {
        "answers from cells": lambda: take_in(CURRENT[SERVICE], raw),
        "answers, checks and costs": lambda: check_raw(raw),
        "checks and costs": lambda: check_answers(CURRENT[SERVICE], answers_like(answers), findings),
        "openpyxl": lambda: load_workbook(BytesIO(data), data_only=True),
        "reading": lambda: read_workbook(data, FORMS),
    }
    times, ours = medians(jobs, 30, process_time), list(jobs)[:2]
    clocked = medians({ours[1]: jobs[ours[1]], "apart": lambda: read_bytes(data)}, 30)
    return [
        *(row(name, times[name], "openpyxl read once", times["openpyxl"]) for name in ours),
        row("checks and costs", times["checks and costs"], READING, times["reading"], 0.1),
        row(ours[0], times[ours[0]], READING, times["reading"]),
        row(ours[1], times[ours[1]], READING, times["reading"], 0.1),
        row(ours[1], clocked[ours[1]], "reading it apart, as the portal does", clocked["apart"]),
    ]


def answers_like(answers: Answers) -> Answers:
    """Return the same answers, of which nothing has been looked up yet."""
    return Answers(answers.service, answers.version, answers.by_key)


def whole_market(locations: int = 1000) -> list[str]:
    """Time a market from a folder to the protected table, against opening a sample of its files with openpyxl."""
    with TemporaryDirectory() as scratch:
        folder = Path(scratch)
        for answers in invented_market(SERVICE, locations, seed=2):
            data = write_workbook(CURRENT[SERVICE], prefilled=answers)
            (folder / f"{answers['location_id']}.xlsx").write_bytes(data)
        files = sorted(folder.iterdir())[:SAMPLE]
        ours_to_use = sorted(os.sched_getaffinity(0))
        jobs = {"all": lambda: _summary_on(ours_to_use, folder), "one": lambda: _summary_on(ours_to_use[:1], folder)}
        ours = medians(jobs, rounds=1)
        theirs = medians({"open": lambda: [_open_twice(file) for file in files]}, rounds=1)["open"]
    name = f"a market of {locations:,}"
    return [
        row(name, ours["all"], "openpyxl opening all twice", theirs / len(files) * locations),
        row(f"{name}, on {cores()} cores", ours["all"], "the same on one core", ours["one"], 0.6),
    ]


def _summary_on(cores_to_use: Sequence[int], folder: Path) -> None:
    """Make the table with these cores alone, for this process and for those that read, which are started anew."""
    all_of_them = os.sched_getaffinity(0)
    POOL.end()
    os.sched_setaffinity(0, cores_to_use)
    try:
        _summary(folder)
    finally:
        POOL.end()
        os.sched_setaffinity(0, all_of_them)


def _summary(folder: Path) -> None:
    market = market_in(folder, service=SERVICE, owners=None)
    if isinstance(market, CohortFault):
        raise ValueError(market.message)
    summary_of(CURRENT[SERVICE], market.returns, audience="public")


def _open_twice(file: Path) -> None:
    """Open a file with openpyxl for the values and again for the formulas, as a script that wants both has to."""
    load_workbook(file, data_only=True)
    load_workbook(file)
