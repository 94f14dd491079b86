"""For pytest (-p costofcare.tests.suite_pace): the dear files come first, so that no core ends with one of them.

A file that has become dear is written down here; where a name is no longer a file's, nothing is lost but the order.
And rubbish is collected more seldom, which takes a sixteenth of the time: each test leaves its own behind and ends.
What was there before the first test is never looked through again.

Only for proofs does hypothesis read every module of the house for numbers worth trying: what it tries otherwise hangs
on its tests alone, and not on what is written elsewhere. Of a property it tries 40 by day and 60 by night, the same in
each run (others with --hypothesis-seed=random), and it never asks how long one of them took: machines are busy.

Of several processes one reads the tests first: it compiles them, and then makes the database while the others read.

After a test that commits, rows are deleted rather than tables truncated (costofcare/tests/emptied_tables.py). Of a page
the test client is told once, not of each part of it (costofcare/tests/outermost_templates.py). What the tests'
connection sends again it has prepared, as in life (costofcare/tests/statement_keeper.py). Columns are told apart in
fewer steps than Django takes (costofcare/tests/columns_told_apart.py).
"""

import fcntl
import gc
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.internal.conjecture import providers

# As they were measured, the longest first; each takes more than a hundredth of all.
DEAR = (
    "test_demo_runs",
    "test_walk_markers_stay_inside",
    "test_walk_others_find_nothing",
    "test_walk_pages_hold_for_each_role",
    "test_campaign_survives_kills",
    "test_kill_whatever_runs",
    "test_pages_that_save_themselves_in_a_browser",
    "test_council_cannot_tell_what_was_sent_back",
    "test_hostile_files",
    "test_each_permission_is_seen",
    "test_workbook_works_out_the_same",
    "test_restore_drill",
    "test_one_to_one_walk",
    "test_walk_asking",
    "test_walk_online",
    "test_desk_says_what_waits",
    "test_nasty_values_break_no_page",
    "test_released_table_equals_the_command",
    "test_nasty_answers_can_be_put_right",
    "test_head_office_divides_shared_costs",
    "test_dashboard_pages",
    "test_relay_that_refuses",
    "test_decisions_stand_on_the_page",
    "test_portal_script",
    "test_returns_end_well_in_a_browser",
    "test_face_components",
    "test_summarise_returns_keeps_its_contract",
    "test_workbook_stores_its_results",
    "test_documents_of_a_release",
    "test_mailbox_is_read",
    "test_every_answer_is_listed",
)

# New objects before a look at the youngest, and looks before one at the older: Python's own are 700, 10, 10.
RUBBISH = (200_000, 20, 100)
# Of a property that says no number of its own; hypothesis' own is 100.
EXAMPLES_BY_DAY, EXAMPLES_BY_NIGHT = 40, 60


def pytest_configure(config: pytest.Config) -> None:
    gc.set_threshold(*RUBBISH)
    take_time()
    if "not proof" in config.option.markexpr:
        many = EXAMPLES_BY_DAY if "not nightly" in config.option.markexpr else EXAMPLES_BY_NIGHT
        same = config.getoption("--hypothesis-seed", None) is None
        settings.register_profile("quick", max_examples=many, derandomize=same)
        settings.load_profile("quick")
        providers.is_local_module_file = lambda path: False


def take_time() -> None:
    """Let a property take its time, in proofs as well: hypothesis' own limit is 200 ms an example."""
    settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.load_profile("patient")


@pytest.hookimpl(wrapper=True)
def pytest_collection(session: pytest.Session) -> Generator[None, object, object]:
    if not hasattr(session.config, "workerinput"):
        return (yield)
    with one_before_the_others(session.config.rootpath / ".pytest_cache"):
        return (yield)


@contextmanager
def one_before_the_others(folder: Path) -> Iterator[None]:
    """Let whoever comes first go alone, and those who come meanwhile together after it."""
    folder.mkdir(exist_ok=True)
    with (folder / "first").open("ab") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            fcntl.flock(lock, fcntl.LOCK_SH)
        yield


def pytest_collection_finish() -> None:
    # Imported here, as this module is loaded before Django.
    from costofcare.tests import columns_told_apart, emptied_tables, outermost_templates, statement_keeper

    columns_told_apart.use()
    emptied_tables.use()
    outermost_templates.use()
    statement_keeper.use()
    gc.freeze()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Sort by file; within a file, and among the files that are not named, all stays as it is."""
    place = {name: number for number, name in enumerate(DEAR)}
    items.sort(key=lambda item: place.get(Path(item.nodeid.partition("::")[0]).stem, len(DEAR)))
