"""The log's file is sent piece by piece and is what it was when it was made whole, whoever asks for it."""

import tracemalloc
from collections.abc import Callable
from io import BytesIO
from random import Random
from typing import Any
from unittest import mock

import pytest
from django.core.management import CommandError
from django.db import transaction
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape

from accounts.domain.context import Context
from accounts.tests.pages import get
from engagement import queries
from engagement.contacts.domain.log_file.writer import cells_of, log_csv, log_xlsx
from engagement.contacts.queries import log_rows as module
from engagement.contacts.tests.plain_log import log_lines, plain_xlsx, random_log
from engagement.models import Contact
from engagement.tests.long_history import make_history, repeat_history
from spreadsheets.streamed_workbook import workbook_pieces
from submissions.tests.cast import Cast, behind_the_wall

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]


def as_plain(who: Context, cast: Cast) -> list[Any]:
    return list(log_lines(who, queries.log_of(who, cast.exercise.id, order="when")))


def values_of(data: bytes, as_written: Callable[[str], str] = str) -> list[tuple[Any, ...]]:
    rows = load_workbook(BytesIO(data)).active.iter_rows(values_only=True)
    return [tuple(cell and as_written(cell) for cell in row) for row in rows]


@pytest.mark.parametrize("many", [4, pytest.param(200, marks=pytest.mark.proof)])
def test_random_logs_are_the_same_bytes_as_they_were(cast: Cast, many: int):
    rng, asked = Random(many), (cast.at_elm, cast.at_elm_too, cast.at_oak)
    colleagues = [each.person_id for each in (cast.ned, cast.dev, cast.carol)]
    seen = 0
    for _ in range(many):
        with transaction.atomic():
            random_log(cast.exercise, asked, colleagues, rng)
            for who in (cast.ned, cast.carol):
                lines = as_plain(who, cast)
                with behind_the_wall(who):
                    rows = list(queries.log_rows(who, queries.log_of(who, cast.exercise.id, order="when")))
                assert rows == list(map(cells_of, lines))
                # What stands in its own cell openpyxl leaves as it is written, unlike Excel, LibreOffice and ourselves.
                assert values_of(b"".join(log_xlsx(rows)), unescape) == values_of(plain_xlsx(lines))
                seen += len(rows)
            transaction.set_rollback(True)
    assert seen > 10 * many


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_page_sends_it_piece_by_piece_behind_the_wall(cast: Cast, kind: str):
    make_history([cast.at_elm, cast.at_oak], 40)
    with mock.patch.object(module, "AT_A_TIME", 5):
        answer = get(cast.ned, f"engagement:contact_{kind}", cast.exercise.id)
        data = answer.getvalue()
    assert answer.streaming
    rows = list(map(cells_of, as_plain(cast.ned, cast)))
    assert len(rows) > 30
    assert data == b"".join(log_xlsx(rows)) if kind == "xlsx" else "".join(log_csv(rows)).encode()


def test_a_long_log_takes_no_more_memory_than_a_short_one(cast: Cast):
    make_history([cast.at_elm, cast.at_oak], 1_000)
    with mock.patch.object(module, "AT_A_TIME", 200):
        short = peak(cast)
        repeat_history(5, cast.exercise)
        assert Contact.objects.count() == 6_000
        assert peak(cast) < short * 1.5 + 500_000


def peak(cast: Cast) -> int:
    answer = get(cast.ned, "engagement:contact_csv", cast.exercise.id)
    tracemalloc.start()
    for _ in answer:
        pass
    (_, most), _ = tracemalloc.get_traced_memory(), tracemalloc.stop()
    return most


def test_what_goes_wrong_is_found_before_the_first_byte(cast: Cast):
    with mock.patch.object(module, "_asked", side_effect=CommandError), pytest.raises(CommandError):
        queries.log_rows(cast.ned, queries.log_of(cast.ned, cast.exercise.id))


def test_a_workbook_holds_whatever_a_cell_may_hold():
    texts = ["", " a ", "\x07", "_x0041_", "<b>&amp;", "\n", "x" * 40_000, "é£\U0001f600", "\ufffe", "a\tb"]
    data = b"".join(workbook_pieces("T", [10] * len(texts), [texts]))
    (row,) = values_of(data)
    assert row == (
        None,
        " a ",
        "_x0007_",
        "_x005F_x0041_",
        "<b>&amp;",
        "\n",
        "x" * 32_767,
        *texts[7:8],
        "_xFFFE_",
        "a\tb",
    )
    assert data == b"".join(workbook_pieces("T", [10] * len(texts), [texts]))
