"""Whoever waits for a file is told how far it is, and what happens when something goes wrong on our side."""

from datetime import UTC, datetime

import pytest

from submissions.domain.states import Station, UploadState
from submissions.domain.upload_progress import Progress


def progress(state: UploadState, station: str = "", tries: int = 0) -> Progress:
    return Progress("CC-7F3K2M", "r.xlsx", datetime(2026, 11, 22, tzinfo=UTC), state, station, tries)


@pytest.mark.parametrize(
    ("state", "station", "step", "words"),
    [
        (UploadState.RECEIVED, "", 0, "Waiting for its turn"),
        (UploadState.CLAIMED, "reading", 1, "Reading your workbook"),
        (UploadState.CLAIMED, "checking", 2, "Checking your answers"),
        (UploadState.CLAIMED, "costing", 3, "Working out what it comes to"),
        (UploadState.DONE, "done", 4, "Checked"),
    ],
)
def test_each_station_has_its_step_and_its_words(state, station, step, words):
    told = progress(state, station)
    assert (told.step, told.steps, told.words) == (step, 4, words)
    assert told.is_finished == (state == UploadState.DONE)


def test_another_try_is_said_to_be_one():
    assert "trying again" in progress(UploadState.RECEIVED, tries=1).words


@pytest.mark.parametrize("station", ["", *Station])
def test_a_failure_is_said_wherever_it_happened_and_asks_for_nothing(station):
    told = progress(UploadState.FAILED, station, tries=3)
    assert told.has_failed and told.is_finished
    assert "It is kept" in told.words and "do not need to send it again" in told.words
