"""Annex B's engagement section: the published case, two editions, and files that name nobody."""

from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document

from accounts.tests.pages import client_of, get, text_of
from engagement.contacts.domain.vocabulary import ContactOutcome
from engagement.coverage.domain.annex_b import (
    AnnexBExercise,
    Edition,
    annex_b,
    sources,
)
from engagement.coverage.domain.annex_b_document import annex_b_document
from engagement.coverage.domain.location_status import Touches
from engagement.coverage.domain.outcomes import Outstanding
from engagement.coverage.domain.status_tables import UNITS
from engagement.coverage.tests.test_coverage import hounslow
from engagement.tests.location_facts import MOMENT, facts
from engagement.tests.long_history import make_history, make_market
from submissions.tests.cast import Cast, accepted, mostly_by_night, submitted

ABOUT = AnnexBExercise(
    "Testshire",
    "Care homes 2022",
    date(2022, 6, 1),
    date(2022, 8, 31),
    datetime(2022, 9, 1, 9, tzinfo=UTC),
    UNITS["care_home"],
)


def sections(edition: Edition, market=None):
    return annex_b(market or hounslow(), Outstanding(), ABOUT, edition)


def cells(of, key: str) -> list[list[str]]:
    (table,) = [table for section in of for table in section.tables if table.key == key]
    return [[cell.words.replace("\N{NO-BREAK SPACE}", " ") for cell in row.cells] for row in table.rows]


def test_the_authority_s_own_is_exact():
    assert cells(sections(Edition.AUTHORITY), "coverage") == [
        ["9", "–", "9", "–", "548", "–"],
        ["9", "100 %", "9", "100 %", "548", "100 %"],
        ["6", "67 %", "6", "67 %", "355", "65 %"],
    ]


def test_the_public_one_gives_beds_as_shares_to_five_per_cent():
    homes = [
        facts(n, of={"weight": Decimal(beds)}, received_at=MOMENT if n < 6 else None)
        for n, beds in enumerate((10,) * 5 + (13, 17, 30))
    ]
    rows = cells(sections(Edition.PUBLIC, homes), "coverage")
    assert [row[-1] for row in rows] == ["–", "55 %", "55 %"]
    assert "63" not in str(rows) and "110" not in str(rows)


def test_neither_says_whose_return_is_usable():
    for edition in Edition:
        told = sections(edition)
        assert len(cells(told, "coverage")) == 3
        assert "usable" not in str(told).lower() and "accepted" not in str(told)


def test_a_reason_that_few_gave_is_not_published():
    no = Touches(calls=1, answered=1, word=ContactOutcome.DECLINED_CONFIDENTIALITY, word_at=MOMENT)
    market = [facts(n, touches=no if n < 2 else Touches()) for n in range(9)]
    assert cells(sections(Edition.AUTHORITY, market), "reasons") == [["0"], ["2"], ["0"]]
    assert cells(sections(Edition.PUBLIC, market), "reasons") == [["[c]"]] * 3


def test_every_number_has_its_list():
    found = {
        row.name.words: tuple(cell.words for cell in row.cells) for row in sources(sections(Edition.AUTHORITY)).rows
    }
    submitted = "Where each location stands: stage “Submitted”"
    assert found["Coverage: Submitted, Homes"] == ("6", submitted)
    assert found["Coverage: Submitted, Beds"] == ("355", submitted)
    assert found["Outcomes: All on the list, Homes"] == ("9", "Where each location stands")


@pytest.mark.parametrize("edition", Edition)
def test_the_document_is_the_same_each_time_and_says_nothing_of_who_made_it(edition):
    made = [annex_b_document(sections(edition), ABOUT, edition) for _ in range(2)]
    assert made[0] == made[1] and len(made[0]) < 100_000
    with ZipFile(BytesIO(made[0])) as file:
        assert file.testzip() is None and not any("thumbnail" in name for name in file.namelist())
        assert {part.date_time for part in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        everything = b"".join(file.read(part) for part in file.infolist())
    properties = Document(BytesIO(made[0])).core_properties
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    for word in (b"python-docx", b"Home 1", b"Provider 1", b"thumbnail.jpeg"):
        assert word not in everything
    words = [cell.text for table in Document(BytesIO(made[0])).tables for row in table.rows for cell in row.cells]
    assert "Submitted" in words and "67\N{NO-BREAK SPACE}%" in words


@pytest.mark.django_db
@pytest.mark.usefixtures("no_second_factor")
class TestThePages:
    def test_both_editions_for_whoever_reaches_providers(self, cast: Cast):
        make_history(make_market(cast.exercise, 12), 90)
        accepted(cast.ada, cast.dev, cast.at_elm)
        submitted(cast.bea, cast.at_oak)
        for name in ("ned", "dev", "fay", "carol"):
            for edition in Edition:
                who = getattr(cast, name)
                page = get(who, "engagement:annex_b", cast.exercise.id, edition=edition.value)
                assert "Testshire asked 15 branches of" in text_of(page) and "Usable" not in text_of(page)
                file = client_of(who).get(f"/engagement/{cast.exercise.id}/annex-b/{edition.value}.docx")
                assert file.status_code == 200 and Document(BytesIO(file.content)).tables
                assert b"Elm" not in b"".join(
                    ZipFile(BytesIO(file.content)).read(n) for n in ZipFile(BytesIO(file.content)).namelist()
                )

    @pytest.mark.parametrize("name", mostly_by_night("ada", "reg", "gus", "alex", "una"))
    def test_for_nobody_else(self, cast: Cast, name):
        assert get(getattr(cast, name), "engagement:annex_b", cast.exercise.id).status_code == 404
        assert get(getattr(cast, name), "engagement:annex_b_file", cast.exercise.id, "public").status_code == 404

    def test_there_is_no_third_edition(self, cast: Cast):
        assert get(cast.ned, "engagement:annex_b", cast.exercise.id, edition="secret").status_code == 404
        assert get(cast.ned, "engagement:annex_b_file", cast.exercise.id, "secret").status_code == 404
