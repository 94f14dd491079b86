"""The garbage collector rests while a release is worked out, and runs afterwards, whatever happened."""

import gc
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from reports.domain.collector_pause import collector_paused


@pytest.fixture(autouse=True)
def on_before() -> Iterator[None]:
    was_on = gc.isenabled()
    gc.enable()
    yield
    if not was_on:
        gc.disable()


def test_it_rests_inside_and_runs_afterwards() -> None:
    with collector_paused():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_runs_again_after_an_error() -> None:
    with pytest.raises(ZeroDivisionError), collector_paused():
        raise ZeroDivisionError
    assert gc.isenabled()


def test_a_pause_inside_another_ends_with_the_outer_one() -> None:
    with collector_paused():
        with collector_paused():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_one_that_somebody_had_switched_off_stays_off() -> None:
    gc.disable()
    with collector_paused():
        pass
    assert not gc.isenabled()


def test_pauses_of_several_threads_end_with_the_last() -> None:
    both_in, one_out = Barrier(2), Barrier(2)

    def first() -> None:
        with collector_paused():
            both_in.wait(5)
        one_out.wait(5)

    def second() -> bool:
        with collector_paused():
            both_in.wait(5)
            one_out.wait(5)
            return gc.isenabled()

    with ThreadPoolExecutor(2) as threads:
        ended, was_on = threads.submit(first), threads.submit(second)
        ended.result(5)
        assert not was_on.result(5)
    assert gc.isenabled()
