"""Test support: workbooks and folders that the team takes in, and the worker's part of it."""

from functools import cache
from io import BytesIO
from zipfile import ZipFile

from django.utils import timezone

from costing.tests.foreign_layouts import Layout, two_services_in_columns
from submissions.intake.actions import folder_work, intake_work
from submissions.intake.actions import intake as actions
from submissions.intake.actions.mapping_page import proposal_of
from submissions.models import IntakeFolder, IntakeWorkbook, RememberedLayout
from submissions.tests.cast import Cast, as_worker, on_page, workbook_for


@cache
def layout(number: int = 0) -> Layout:
    return two_services_in_columns(number)


def sent(cast: Cast, data: bytes, participation=None, **more) -> IntakeWorkbook:
    with on_page(cast.dev):
        row = actions.receive(
            by=cast.dev,
            exercise_id=cast.exercise.id,
            file_name=more.pop("file_name", "costs.xlsx"),
            data=data,
            participation_id=participation.id if participation else None,
            **more,
        )
    assert isinstance(row, IntakeWorkbook), row
    return worked_on(row)


def worked_on(row: IntakeWorkbook) -> IntakeWorkbook:
    with as_worker():
        intake_work.process(row.id)
        intake_work.process(row.id)
    return IntakeWorkbook.objects.get(id=row.id)


def confirmed(cast: Cast, row: IntakeWorkbook, **by_hand: str) -> IntakeWorkbook:
    with on_page(cast.dev):
        page = proposal_of(row)
        chosen = {doubt.id: doubt.likely or 0 for doubt in page.proposal.doubts}
        done = actions.confirm(
            by=cast.dev, workbook_id=row.id, chosen=chosen, by_hand=by_hand, seen=page.seen, name="Template 2025"
        )
    assert isinstance(done, IntakeWorkbook), done
    return worked_on(row)


class SentFolder:
    """A folder that was taken in, with what became of it."""

    def zipped(self, **files: bytes) -> bytes:
        into = BytesIO()
        with ZipFile(into, "w") as folder:
            for name, data in files.items():
                folder.writestr(name, data)
        return into.getvalue()

    def taken(self, cast: Cast, data: bytes, **more) -> dict[str, IntakeWorkbook]:
        with on_page(cast.dev):
            row = actions.receive_folder(
                by=cast.dev, exercise_id=cast.exercise.id, file_name="old.zip", data=data, **more
            )
        assert isinstance(row, IntakeFolder), row
        with as_worker():
            folder_work.process(row.id)
        self.folder = IntakeFolder.objects.get(id=row.id)
        return {one.file_name: worked_on(one) for one in IntakeWorkbook.objects.filter(folder=row)}

    def everything(self, cast: Cast, **more: bytes) -> bytes:
        foreign = cast.at_elm_too.location.cqc_location_id
        return self.zipped(**{
            "2022/elm.xlsx": workbook_for(cast.at_elm),
            f"2022/{foreign} costs.xlsx": layout().data,
            "2022/nobody.xlsx": layout(1).data,
            "letter.docx": b"not a workbook",
            "more.zip": b"PK",
            "../up.xlsx": b"x",
            "__MACOSX/._elm.xlsx": b"x",
            **more,
        })  # fmt: skip


def a_folder(cast: Cast) -> IntakeFolder:
    """Send a folder that waits for the worker."""
    done = actions.receive_folder(by=cast.dev, exercise_id=cast.exercise.id, file_name="old.zip", data=b"PK")
    assert isinstance(done, IntakeFolder), done
    return done


def a_layout(cast: Cast) -> RememberedLayout:
    return RememberedLayout.objects.create(
        authority=cast.authority,
        service="homecare",
        form_version="1",
        name="A layout",
        fingerprint="0" * 64,
        document={"rules": [], "lines": []},
        made_by_id=cast.dev.person_id,
        confirmed_at=timezone.now(),
    )
