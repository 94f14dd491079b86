"""The pages of what the team takes in: added, mapped with questions counted, put right by hand, reported on."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.tests.pages import client_of, get, text_of
from costing.tests.foreign_layouts import monthly_overheads
from submissions.intake.tests.taken_in import SentFolder, confirmed, layout, sent, worked_on
from submissions.models import IntakeWorkbook, RememberedLayout, Version

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]


def added(cast, data: bytes) -> IntakeWorkbook:
    file = SimpleUploadedFile("costs.xlsx", data)
    where = reverse("submissions:intake_add", args=[cast.exercise.id])
    answer = client_of(cast.dev).post(where, {"file": file, "location": str(cast.at_elm.id)})
    assert answer.status_code == 302, text_of(answer)
    return worked_on(IntakeWorkbook.objects.get())


def test_a_workbook_is_added_and_mapped_on_its_page(cast):
    row = added(cast, monthly_overheads().data)
    page = get(cast.dev, "submissions:intake_workbook", row.id)
    text = text_of(page)
    assert "2 questions about this workbook" in text and "38 answers that look right" in text
    assert "“Office salaries”" in text and "Cost Model!B35" in text
    sends = {
        "seen": page.context["seen_proposal"],
        "name": "Monthly",
        "hand-vacancies": "=3",
        "hand-location_id": f"={cast.at_elm.location.cqc_location_id}",
    }
    sends |= {f"doubt-{doubt.id}": "0" for doubt, _ in page.context["doubts"]}
    client_of(cast.dev).post(reverse("submissions:intake_confirm", args=[row.id]), sends)
    row = worked_on(row)
    assert row.state == "done", row.words
    version = Version.objects.get(upload=row.upload)
    assert version.answers["insurance_cost"] | {"typed": ""} == {
        "typed": "", "value": "4200", "sheet": "Cost Model", "cell": "B41+B42",
    }  # fmt: skip
    assert version.answers["vacancies"]["value"] == "3"
    assert "Where each answer came from" in text_of(get(cast.dev, "submissions:intake_workbook", row.id))


def test_what_must_be_chosen_is_asked_for_and_nothing_typed_is_lost(cast):
    row = added(cast, monthly_overheads().data)
    page = get(cast.dev, "submissions:intake_workbook", row.id)
    sends = {"seen": page.context["seen_proposal"], "name": "Kept name", "hand-vacancies": "=7"}
    answer = client_of(cast.dev).post(reverse("submissions:intake_confirm", args=[row.id]), sends)
    text = text_of(answer)
    assert "Choose an answer to" in text
    assert b"Kept name" in answer.content and b'value="=7"' in answer.content
    assert not RememberedLayout.objects.exists()


def test_a_location_is_chosen_and_a_workbook_discarded(cast):
    row = sent(cast, layout().data)
    assert "Location unknown" in text_of(get(cast.dev, "submissions:intake_workbook", row.id))
    chosen = {"location": str(cast.at_oak.id)}
    client_of(cast.dev).post(reverse("submissions:intake_location", args=[row.id]), chosen)
    assert worked_on(row).participation_id == cast.at_oak.id
    client_of(cast.dev).post(reverse("submissions:intake_discard", args=[row.id]))
    assert IntakeWorkbook.objects.get().state == "discarded"


def test_a_folder_has_its_report_as_page_and_file(cast):
    taken = SentFolder()
    taken.taken(cast, taken.everything(cast))
    text = text_of(get(cast.dev, "submissions:intake_folder", taken.folder.id))
    assert "Taken: 1" in text and "Not taken: 3" in text and "Needs mapping: 1" in text
    report = get(cast.dev, "submissions:intake_folder_csv", taken.folder.id).content.decode()
    assert "2022/elm.xlsx,Elm Home Care,1-100000001,Taken" in report and "For the independent team" in report
    assert get(cast.dev, "submissions:intake_folder_xlsx", taken.folder.id).content.startswith(b"PK")


def test_layouts_are_renamed_and_forgotten(cast):
    confirmed(cast, sent(cast, layout().data, cast.at_elm))
    kept = RememberedLayout.objects.get()
    assert "Template 2025" in text_of(get(cast.dev, "submissions:layout_list"))
    client_of(cast.dev).post(reverse("submissions:layout_rename", args=[kept.id]), {"name": "Ours"})
    assert "Ours" in text_of(get(cast.dev, "submissions:layout_list"))
    client_of(cast.dev).post(reverse("submissions:layout_forget", args=[kept.id]))
    assert "No layout learnt yet" in text_of(get(cast.dev, "submissions:layout_list"))


def test_an_approver_reads_and_changes_nothing(cast):
    row = sent(cast, layout().data, cast.at_elm)
    text = text_of(get(cast.fay, "submissions:intake_workbook", row.id))
    assert "answers that look right" in text and "These are right" not in text
    answer = client_of(cast.fay).post(reverse("submissions:intake_confirm", args=[row.id]), {})
    assert answer.status_code == 404


def test_a_provider_sends_one_as_it_is_and_sees_what_came_of_it(cast):
    assert "send it to the team as it is" in text_of(get(cast.ada, "submissions:upload", cast.at_elm.id))
    file = SimpleUploadedFile("arcc.xlsx", layout().data)
    where = reverse("submissions:send_as_it_is", args=[cast.at_elm.id])
    assert client_of(cast.bea).post(where, {"file": file}).status_code == 404
    answer = client_of(cast.ada).post(where, {"file": SimpleUploadedFile("arcc.xlsx", layout().data)})
    assert answer.status_code == 302, text_of(answer)
    row = worked_on(IntakeWorkbook.objects.get())
    assert row.waiting_for == "mapping" and row.provider_id == cast.elm.id
    assert "arcc.xlsx" in text_of(get(cast.dev, "submissions:intake_list", cast.exercise.id))
    row = confirmed(cast, row)
    assert Version.objects.get(upload=row.upload).created_by_id == cast.ada.person_id
    assert get(cast.ada, "submissions:findings", row.upload.submission_id).status_code == 200
    assert client_of(cast.ada).get(reverse("submissions:intake_workbook", args=[row.id])).status_code == 404
