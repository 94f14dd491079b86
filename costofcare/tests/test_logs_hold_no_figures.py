"""What is logged is one line of JSON that holds no figure, whoever writes it."""

import io
import json
import logging
import logging.config
from collections.abc import Callable, Iterator

import pytest
import structlog
from django.conf import settings
from django.db import connection, transaction
from django.db.utils import IntegrityError

from costofcare import logs

Lines = Callable[[], list[dict[str, object]]]


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> Iterator[Lines]:
    """What was logged since, as it stands on standard error."""
    out = io.StringIO()
    monkeypatch.setattr("sys.stderr", out)
    logging.config.dictConfig(logs.settings(level="INFO", readable=False))
    yield lambda: [json.loads(line) for line in out.getvalue().splitlines()]
    monkeypatch.undo()
    logging.config.dictConfig(settings.LOGGING)


def test_our_own_entry_is_one_object_on_one_line(lines: Lines):
    structlog.get_logger("submissions").info("an upload was read", upload="f3b0", tries=1)
    (line,) = lines()
    assert line.pop("timestamp")
    assert line == {
        "event": "an upload was read",
        "level": "info",
        "logger": "submissions",
        "upload": "f3b0",
        "tries": 1,
    }


def test_what_is_not_on_the_list_is_left_out(lines: Lines):
    structlog.get_logger("submissions").info("read", answers={"rate": "22.61"}, email="anna@example.org")
    assert set(lines()[0]) == {"event", "level", "logger", "timestamp"}


def test_money_and_decimals_in_the_words_of_others_are_masked(lines: Lines):
    logging.getLogger("celery").warning("Task returned %s and £%s and %r", "22.61", 900, {"rate": 1234.5})
    assert lines()[0]["event"] == "Task returned # and # and {'rate': #}"


def test_addresses_of_pages_are_left_whole(lines: Lines):
    path = "/returns/0b7d3c9e-1a2b-4c3d-8e4f-5a6b7c8d9e0f/"
    logging.getLogger("django.request").warning("Not Found: %s", path)
    assert lines()[0]["event"] == f"Not Found: {path}"


@pytest.mark.parametrize(
    "path",
    [
        *("/invitations/{}/", "/no-more-emails/{}/", "/events/answer/{}/", "/account/address/{}/"),
        *("/account/password/reset/key/{}/", "/account/login/?next=/invitations/{}/"),
        *("/account/login/?next=%2Finvitations%2F{}%2F", "//invitations/{}", "/INVITATIONS/{}?a=b"),
    ],
)
def test_a_key_in_an_address_is_left_out(lines: Lines, path: str):
    key = "Wx3-_8sQ:1tYf:9a"
    logging.getLogger("django.request").warning("Gone: %s", path.format(key))
    logging.getLogger("django.server").info('"GET %s HTTP/1.1" 200 5', path.format(key))
    structlog.get_logger("costofcare").error("a page failed", path=path.format(key))
    for line in lines():
        assert key not in json.dumps(line) and "Wx3" not in json.dumps(line)
        assert "…" in (line.get("path") or line["event"])


@pytest.mark.parametrize("how", ["structlog", "logging"])
def test_of_an_exception_its_kind_and_place_are_kept_and_its_words_are_not(lines: Lines, how: str):
    try:
        raise ValueError("the rate of Sunny Homes is 22.61")
    except ValueError:
        if how == "structlog":
            structlog.get_logger("reports").exception("a bug")
        else:
            logging.getLogger("reports").exception("a bug")
    (line,) = lines()
    kind, place = line["exception"]
    assert kind == "builtins.ValueError"
    assert place.endswith("test_of_an_exception_its_kind_and_place_are_kept_and_its_words_are_not")
    assert "Sunny" not in json.dumps(line)


@pytest.mark.django_db
def test_the_databases_words_about_a_row_are_not_logged(lines: Lines):
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE figures (rate numeric UNIQUE)")
        cursor.execute("INSERT INTO figures VALUES (22.61)")
        try:
            with transaction.atomic():
                cursor.execute("INSERT INTO figures VALUES (22.61)")
        except IntegrityError as trouble:
            assert "22.61" in str(trouble)
            logging.getLogger("django.request").error("Internal Server Error: /", exc_info=True)
    assert "22.61" not in json.dumps(lines())
    assert lines()[0]["exception"][0] == "django.db.utils.IntegrityError"
