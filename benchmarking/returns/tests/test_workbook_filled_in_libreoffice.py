"""A council's workbook filled in by LibreOffice: sound it is the version typed online; each slip is told by cell."""

import json
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.tests.pages import get, post, text_of
from benchmarking.models import CouncilReturn, RoundMember
from benchmarking.returns.domain.merged_answers import shown_answers
from benchmarking.returns.domain.questionnaire import PROFILE, TABLES
from benchmarking.returns.domain.return_workbook import ReadWorkbook, WorkbookOf, read_return_workbook, written_workbook
from benchmarking.returns.domain.whole_return import ReadReturn, TypedReturn, fingerprint, read_return
from benchmarking.returns.queries import standing_typed
from benchmarking.tests.made_return import CODE, PRICE, PROVIDER, WEEK, asked, given, typed
from benchmarking.tests.office import Office, at, make_round
from costing.tests.libreoffice import change, convert

pytestmark = pytest.mark.proof
BLANK = written_workbook(WorkbookOf("Spring", "Ashgrove", CODE, WEEK), {}, {})
# By question what is typed into the sheet, the code of the check that finds it, its cell, and what is said.
SLIPS = {
    "completed_by_email": ("carol@", "R04", "About the council, B4", "which is not a complete email address"),
    "hours_commissioned_per_week": ("eleven", "R04", "Market, B2", "which we cannot take as a number"),
    "people_receiving": ("10.5", "R04", "Market, B3", "10.5 people; we expected a whole number"),
    "spend_per_week": ("-3", "R04", "Market, B4", "we read −£3.00 a week; we expected £0.00"),
    "share_direct_payments": ("130%", "R04", "Market, B6", "we read 130 %"),
    "providers_framework": ("n/a", "R04", "Market, B7", "n/a is only for costs that cannot be given"),
    "zones": ("0", "R04", "Model, B7", "we read 0 zones; we expected 1 to 60 zones"),
    "commissioning_model": ("other", "R04", "Model, B2", "“other”, which is not one of the choices"),
    "model_since": ("32 April", "R04", "Model, B5", "which is not a date we understand"),
    "share_main_model": ("#REF!", "R04", "Model, B4", "a spreadsheet error, not an answer"),
    "pay_floor_gbp": ("", "R03", "Pay and terms, B3", "“That pay floor” has no answer: it is blank."),
    "minute_rounding": ("61", "R04", "Payment and monitoring, B3", "we read 61 minutes; we expected 1 to 60"),
    "short_visit_minutes": ("=A1", "R04", "Payment and monitoring, B4", "which we cannot take as a number"),
    "days_to_pay": ("999", "R04", "Payment and monitoring, B9", "we read 999 days; we expected 0 to 180"),
    "packages_started": ("many", "R04", "Demand and supply, B2", "which we cannot take as a number"),
    "people_waiting": ("0", "B14", "Demand and supply, B6", "209.3 hours wait, but nobody waits."),
    "packages_handed_back": ("281", "B13", "Demand and supply, B4", "281 packages were handed back"),
    "quality_threshold": ("excellent", "R04", "Quality, B2", "“excellent”, which is not one of the choices"),
    "lowest_rate_foi": (
        "23.10",
        "B04",
        "Demand and supply, B10",
        "£23.10 is above the average £21.50 that follows from your prices.",
    ),
    "indicative_rate": ("2,150", "R04", "How rates are set, B3", "£2,150.00 per contact hour; we expected £5.00"),
}


def cells(answers: dict[str, str]) -> dict[str, str]:
    """Return what somebody types, by cell: the answers, and a row in each table."""
    where = read_return_workbook(BLANK).where
    found = {f"{sheet}!{cell}": answers[key] for key, (sheet, cell) in where.items() if answers.get(key)}
    for slug, row in (("prices", PRICE), ("providers", PROVIDER)):
        for number, column in enumerate(TABLES[slug].typed_columns):
            if row.get(column.key):
                found[f"{TABLES[slug].title}!{chr(ord('A') + number)}2"] = row[column.key]
    return found


def filled(folder: Path, answers: dict[str, str], blank: bytes = BLANK) -> Path:
    file = folder / "profile.xlsx"
    file.write_bytes(blank)
    change(file, cells(answers), folder / "profile")
    return file


def read(found: ReadWorkbook) -> ReadReturn:
    came = TypedReturn(found.typed, found.rows["prices"], found.rows["providers"], {})
    return read_return(came, asked(), found.where)


def test_filled_soundly_it_is_the_version_that_is_typed_online(tmp_path: Path):
    file, online = filled(tmp_path, typed()), fingerprint(read_return(given(), asked()))
    convert([file], "ods", tmp_path, tmp_path / "profile")
    for saved in (file, file.with_suffix(".ods")):
        found = read(read_return_workbook(saved.read_bytes()))
        assert fingerprint(found) == online and found.may_be_sent, saved.name


def test_each_of_twenty_slips_is_told_with_the_words_of_its_check_and_its_cell(tmp_path: Path):
    answers = typed(**{key: slip for key, (slip, *_) in SLIPS.items()}, payment_basis="actual")
    found = read(read_return_workbook(filled(tmp_path, answers).read_bytes()))
    said = {(one.key, one.code): (one.place, one.message) for one in found.remarks}
    assert len(SLIPS) == 20
    told = {key: said.get((key, code), ("", "nothing")) for key, (_, code, *_) in SLIPS.items()}
    missed = [
        (key, *told[key])
        for key, (*_, cell, words) in SLIPS.items()
        if told[key][0] != cell or words not in told[key][1]
    ]
    assert missed == []


def sent_by(cast: Office, member: RoundMember) -> CouncilReturn:
    assert "Version 1 is sent and approved." in text_of(post(cast.dora, "benchmarking:own_send", member.id))
    return CouncilReturn.objects.get(member=member)


def typed_online(cast: Office, member: RoundMember) -> CouncilReturn:
    for number, page in enumerate(PROFILE.pages, 1):
        answers = {key: text for key, text in typed().items() if key in page.keys}
        before = json.dumps(shown_answers(standing_typed(cast.dora, member).typed))
        post(cast.dora, "benchmarking:own_page", member.id, number, **answers, before=before)
    for slug, row in (("prices", PRICE), ("providers", PROVIDER)):
        assert "Row 1 is added." in text_of(post(cast.dora, "benchmarking:own_table", member.id, slug, **row))
    return sent_by(cast, member)


@pytest.mark.django_db
@pytest.mark.usefixtures("no_second_factor")
def test_downloaded_filled_and_uploaded_it_is_byte_for_byte_what_is_typed_on_the_pages(cast: Office, tmp_path: Path):
    by_pages, by_file = (at(make_round(cast, name=name), cast.ashgrove) for name in ("By pages", "By workbook"))
    online = typed_online(cast, by_pages)
    file = filled(tmp_path, typed(), get(cast.dora, "benchmarking:own_workbook", by_file.id).content)
    upload = SimpleUploadedFile("profile.xlsx", file.read_bytes())
    assert "Read: 71 answers" in text_of(post(cast.dora, "benchmarking:own_upload", by_file.id, file=upload))
    came = sent_by(cast, by_file)
    assert (came.digest, json.dumps(came.values)) == (online.digest, json.dumps(online.values))
