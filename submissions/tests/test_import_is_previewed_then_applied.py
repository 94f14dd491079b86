"""On the pages: a file is received, read by a worker, previewed by a person, applied as it was previewed."""

import json
from datetime import timedelta
from unittest import mock

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string

from accounts.actions.claimed_rows import MOST_TRIES
from accounts.domain.refusal import Refusal
from accounts.models import AuditEvent
from accounts.tests.pages import client_of, get, post, text_of
from register.actions import import_kinds, import_worker, imports
from register.actions.import_work import STALE_AFTER
from register.domain.imports import ImportKind, ImportState
from register.models import (
    ContactPerson,
    Location,
    Participation,
    RegisterImport,
)
from register.tests.directories import (
    COLUMNS,
    as_csv,
    as_ods,
    as_xlsx,
    invented,
    table,
)
from submissions.tests.cast import as_worker, at, make_exercise, mostly_by_night, refused, take_part

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
# None of them is one of the cast's.
ROWS = invented(112)[100:]
HEADER = ["Location ID", "Contracted", "Commissioned hours", "Zone", "Contact name", "E-mail"]
ELM = ["1-100000001", "yes", "1250.5", "North", "Pat Elm", "pat@elm.example"]
STRANGER = ["1-199999999", "yes", "10", "", "", ""]


@pytest.fixture(autouse=True)
def nudged():
    """What a worker would have been told of."""
    with mock.patch.object(imports, "nudge") as nudge:
        yield nudge


def filters(rows=ROWS) -> bytes:
    return as_csv(table(COLUMNS, rows))


def work(import_id) -> None:
    """As the worker's own role in the database does it."""
    with as_worker():
        import_worker.process(import_id)


def received(cast, data: bytes, **more) -> RegisterImport:
    kind = ImportKind.COUNCIL_LIST if "exercise_id" in more else ImportKind.DIRECTORY
    row = imports.receive(by=cast.alex, kind=kind, file_name="list.csv", data=data, **more)
    assert isinstance(row, RegisterImport)
    return row


def read(cast, data: bytes, **more) -> RegisterImport:
    row = received(cast, data, **more)
    work(row.id)
    row.refresh_from_db()
    return row


def confirmed(cast, row: RegisterImport, **more) -> RegisterImport | Refusal:
    return imports.confirm(by=cast.alex, import_id=row.id, plan_sha256=row.plan_sha256, **more)


def upload(cast, page: str, data: bytes, *arguments: object, name: str = "directory.csv", **more: str):
    url = reverse(f"register:{page}", args=arguments)
    return client_of(cast.alex).post(url, {"file": SimpleUploadedFile(name, data), **more}, follow=True)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.csv", filters()),
        ("a.ods", as_ods(a=table(COLUMNS, ROWS))),
        ("a.xlsx", as_xlsx(a=table(COLUMNS, ROWS))),
    ],
)
def test_the_whole_way_of_a_directory_over_the_pages(cast, name, data, django_capture_on_commit_callbacks, nudged):
    with django_capture_on_commit_callbacks(execute=True):
        page = upload(cast, "import_directory", data, name=name)
    row = RegisterImport.objects.get()
    nudged.assert_called_once_with(row.id)
    assert "Waiting to be read" in text_of(page)
    work(row.id)
    shown = get(cast.alex, "register:import_detail", row.id)
    assert "12 locations new" in text_of(shown) and "Location 00107" in text_of(shown)
    assert Location.objects.filter(name__startswith="Location").count() == 0
    post(cast.alex, "register:import_confirm", row.id, plan=shown.context["form"].initial["plan"])
    work(row.id)
    assert "The register has been changed" in text_of(get(cast.alex, "register:import_detail", row.id))
    assert Location.objects.filter(name__startswith="Location").count() == 12


def test_a_file_of_one_authority_alone(cast):
    row = upload(cast, "import_directory", filters(), authority=str(cast.authority.id)).context["row"]
    work(row.id)
    assert RegisterImport.objects.get().preview["counts"]["new"] == 0


def test_an_import_that_changes_nothing_says_so_and_cannot_be_confirmed(cast):
    first = read(cast, filters())
    confirmed(cast, first)
    work(first.id)
    again = read(cast, filters())
    page = text_of(get(cast.alex, "register:import_detail", again.id))
    assert "Nothing: the register says all of this already." in page and "Change the register" not in page
    assert isinstance(confirmed(cast, again), Refusal)


def test_what_was_applied_keeps_no_file(cast):
    row = read(cast, filters())
    assert bytes(row.sealed) != filters() and len(row.sealed) > 0
    confirmed(cast, row)
    work(row.id)
    row.refresh_from_db()
    assert bytes(row.sealed) == b"" and row.state == ImportState.DONE


def test_a_file_of_no_use_is_refused_with_its_sentence_and_is_not_kept(cast):
    row = read(cast, b"a,b\n1,2\n")
    assert row.state == ImportState.REFUSED and bytes(row.sealed) == b""
    assert "We found no directory in this file." in text_of(get(cast.alex, "register:import_detail", row.id))


def test_a_file_may_be_discarded_and_nothing_changes(cast):
    row = read(cast, filters())
    page = post(cast.alex, "register:import_discard", row.id)
    assert "was discarded. Nothing was changed." in text_of(page)
    row.refresh_from_db()
    assert row.state == ImportState.DISCARDED and bytes(row.sealed) == b""
    assert "moved on since" in refused(confirmed(cast, row))


def test_a_double_click_confirms_once(cast):
    row = read(cast, filters())
    assert isinstance(confirmed(cast, row), RegisterImport)
    assert "moved on since" in refused(confirmed(cast, row))
    work(row.id)
    work(row.id)
    assert AuditEvent.objects.filter(verb="applied an import").count() == 1


def test_a_register_that_changed_after_the_preview_is_previewed_anew(cast):
    row = read(cast, filters())
    other = read(cast, filters(ROWS[:6]))
    confirmed(cast, row)
    confirmed(cast, other)
    work(other.id)
    work(row.id)
    row.refresh_from_db()
    assert row.state == ImportState.READY
    assert row.words.startswith("The register has changed since this was read.")
    assert row.preview["counts"]["new"] == 6
    assert isinstance(confirmed(cast, row), RegisterImport)
    work(row.id)
    assert Location.objects.filter(name__startswith="Location").count() == 12


def test_a_preview_that_the_person_has_not_seen_is_not_confirmed(cast):
    row = read(cast, filters())
    page = post(cast.alex, "register:import_confirm", row.id, plan="0" * 64)
    assert "moved on since you opened the page" in text_of(page)
    row.refresh_from_db()
    assert row.state == ImportState.READY


def test_a_file_that_drops_a_large_part_asks_for_a_tick(cast):
    many = invented(400)[100:]
    first = read(cast, filters(many))
    confirmed(cast, first)
    work(first.id)
    row = read(cast, filters(many[:150]))
    page = text_of(get(cast.alex, "register:import_detail", row.id))
    assert "A large part of the register is not in this file." in page
    assert "Tick the box" in text_of(post(cast.alex, "register:import_confirm", row.id, plan=row.plan_sha256))
    post(cast.alex, "register:import_confirm", row.id, plan=row.plan_sha256, drops_many="on")
    work(row.id)
    assert Location.objects.filter(is_active=False).count() == 150


def test_a_worker_that_is_killed_while_reading_is_followed_by_another(cast, nudged):
    row = received(cast, filters())
    RegisterImport.objects.update(state=ImportState.READING, claimed_at=timezone.now(), tries=1)
    work(row.id)
    assert RegisterImport.objects.get().state == ImportState.READING
    with at(timezone.now() + STALE_AFTER * 2):
        assert import_worker.sweep() == 1
    work(row.id)
    assert RegisterImport.objects.get().state == ImportState.READY


def test_a_worker_that_is_killed_while_applying_leaves_all_or_nothing(cast):
    """What it had done is rolled back with its transaction; another does it all."""
    row = read(cast, filters())
    confirmed(cast, row)
    RegisterImport.objects.update(state=ImportState.APPLYING, claimed_at=timezone.now(), tries=1)
    with at(timezone.now() + STALE_AFTER * 2):
        import_worker.sweep()
    work(row.id)
    assert Location.objects.filter(name__startswith="Location").count() == 12


def test_a_worker_that_comes_back_late_changes_nothing(cast):
    row = read(cast, filters())
    confirmed(cast, row)
    carry_out = import_kinds.register_changes.apply

    def slow(plan, *, today):
        carry_out(plan, today=today)
        RegisterImport.objects.update(claimed_at=timezone.now() + STALE_AFTER)

    with mock.patch.object(import_kinds.register_changes, "apply", slow):
        work(row.id)
    assert not Location.objects.filter(name__startswith="Location").exists()


def test_trouble_of_ours_is_tried_three_times_and_then_said(cast):
    row = received(cast, filters())
    with mock.patch.object(import_kinds, "read", side_effect=RuntimeError("ours")):
        for _ in range(MOST_TRIES + 1):
            work(row.id)
    row.refresh_from_db()
    assert (row.state, row.tries) == (ImportState.FAILED, MOST_TRIES)
    assert "an error of its own" in text_of(get(cast.alex, "register:import_detail", row.id))


def test_what_nobody_was_told_of_is_nudged_for(cast, nudged):
    row = received(cast, filters())
    with at(timezone.now() + timedelta(seconds=settings.NUDGE_AGAIN_SECONDS * 2)):
        assert import_worker.sweep() == 1
    nudged.assert_called_with(row.id)


def test_the_worker_knows_the_task_that_it_is_nudged_for():
    assert import_string(imports.PROCESS_IMPORT).name == imports.PROCESS_IMPORT


def test_a_preview_calls_providers_by_their_names(cast):
    row = read(cast, filters([{**ROWS[0], "Location ID": "1-100000001"}]))
    fields = {field["label"]: (field["old"], field["new"]) for field in row.preview["changed"][0]["fields"]}
    assert fields["Provider"] == ("Elm Care Ltd (1-Elm Care Ltd)", "Provider 00050 Limited (1-200000050)")


def test_progress_is_told_while_rows_are_read_and_silent_while_nothing_moves(cast):
    row = received(cast, filters())
    url = reverse("register:import_steps", args=[row.id])
    client = client_of(cast.alex)
    RegisterImport.objects.update(state=ImportState.READING, rows_read=15_000)
    first = client.get(url)
    assert "15,000 rows so far" in text_of(first)
    seen = get(cast.alex, "register:import_detail", row.id).context["seen"]
    assert client.get(url, {"seen": seen}).status_code == 204
    RegisterImport.objects.update(state=ImportState.READY)
    done = client.get(url, {"seen": seen})
    assert done.headers["HX-Redirect"] == reverse("register:import_detail", args=[row.id])


def test_the_rows_read_are_counted(cast, monkeypatch):
    monkeypatch.setattr("register.domain.directory_reader._ROWS_BETWEEN_REPORTS", 5)
    assert read(cast, filters()).rows_read == 10


@pytest.mark.parametrize("data", [b"", None])
def test_no_file_is_said_beside_the_field(cast, data):
    given = {} if data is None else {"file": SimpleUploadedFile("a.csv", data)}
    page = client_of(cast.alex).post(reverse("register:import_directory"), given)
    assert page.context["form"].errors.keys() == {"file"}
    assert not RegisterImport.objects.exists()


def test_a_councils_list_is_matched_previewed_and_applied(cast):
    page = upload(cast, "import_council_list", as_csv([HEADER, ELM, STRANGER]), cast.exercise.id, name="our list.csv")
    row = page.context["row"]
    work(row.id)
    row.refresh_from_db()
    shown = text_of(get(cast.alex, "register:import_detail", row.id))
    assert "1 location matched, 1 of them changed" in shown
    assert "3 1-199999999 Not in the register" in shown
    assert "Elm Home Care North" in shown and "Pat Elm" in shown
    assert not ContactPerson.objects.exists()
    confirmed(cast, row)
    work(row.id)
    elm = Participation.objects.get(id=cast.at_elm.id)
    assert (elm.is_contracted, elm.weight, elm.zone) == (True, pytest.approx(1250.5), "North")
    person = ContactPerson.objects.get()
    assert (person.full_name, person.email, person.provider) == ("Pat Elm", "pat@elm.example", cast.elm)
    assert list(person.locations.all()) == [cast.at_elm.location]
    assert "1-199999999" in text_of(get(cast.alex, "register:import_detail", row.id))


def test_a_councils_list_a_second_time_changes_nothing(cast):
    data = as_csv([HEADER, ELM])
    first = read(cast, data, exercise_id=cast.exercise.id)
    confirmed(cast, first)
    work(first.id)
    assert read(cast, data, exercise_id=cast.exercise.id).preview["is_empty"]


def test_a_councils_list_changes_only_its_own_exercise(cast):
    other = take_part(make_exercise(cast.authority, "Last year"), cast.oak, "Oak Home", "1-100000077")
    row = read(cast, as_csv([HEADER, ["1-100000077", *ELM[1:]]]), exercise_id=cast.exercise.id)
    assert row.preview["unmatched"][0]["why"] == "Oak Home: not yet drawn up for this exercise"
    assert row.preview["is_empty"] and other.is_contracted is None


def test_a_person_who_has_changed_is_changed_and_keeps_the_locations(cast):
    person = ContactPerson.objects.create(provider=cast.elm, full_name="P. Elm", email="pat@elm.example")
    person.locations.add(cast.at_elm_too.location)
    row = read(cast, as_csv([HEADER, ELM]), exercise_id=cast.exercise.id)
    confirmed(cast, row)
    work(row.id)
    person.refresh_from_db()
    assert person.full_name == "Pat Elm"
    assert set(person.locations.all()) == {cast.at_elm.location, cast.at_elm_too.location}


@pytest.mark.parametrize("name", mostly_by_night("dev", "ned", "carol", "ada", "una"))
def test_only_administrators_import(cast, name):
    done = imports.receive(by=getattr(cast, name), kind=ImportKind.DIRECTORY, file_name="a", data=filters())
    assert refused(done) == "Only administrators import into the register."


def test_audit_events_name_the_file_and_no_figure(cast):
    row = read(cast, as_csv([HEADER, ELM]), exercise_id=cast.exercise.id)
    confirmed(cast, row)
    work(row.id)
    events = AuditEvent.objects.filter(subject_kind="import").order_by("at")
    assert [(event.verb, event.words) for event in events] == [
        ("uploaded a file for the register", "list.csv"),
        ("confirmed an import", "list.csv"),
        ("applied an import", "list.csv"),
    ]
    assert {event.exercise_id for event in events} == {cast.exercise.id}


def test_a_preview_is_plain_json(cast):
    row = read(cast, as_csv([HEADER, ELM, STRANGER]), exercise_id=cast.exercise.id)
    assert json.loads(json.dumps(row.preview)) == row.preview
