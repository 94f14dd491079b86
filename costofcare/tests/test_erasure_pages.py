"""Pages of erasures: asked for by typing the name, consented to by another, and done; and people's own data."""

import json
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from django.core import mail
from django.test import Client, TestCase
from django.urls import reverse

from accounts.domain.roles import RoleName
from accounts.models import AuditEvent, Erasure, User
from accounts.tests.pages import client_of
from costofcare.erasures.actions import erasure_work
from costofcare.erasures.domain.typed_name import is_same_name
from costofcare.tests import marker_search
from register.models import ContactPerson
from submissions.tests.cast import Cast, as_worker, hand_in, mostly_by_night, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]


def ask_page(cast: Cast) -> str:
    return reverse("erasure_ask", args=["provider", cast.elm.id])


def test_a_provider_is_erased_by_two_administrators_from_page_to_page(cast: Cast):
    hand_in(cast.ada, cast.at_elm)
    alex, olu = client_of(cast.alex), client_of(person("Olu Administrator", RoleName.ADMINISTRATOR))
    place = reverse("register:location_detail", args=[cast.at_elm.location_id])
    assert ask_page(cast) in alex.get(place).content.decode()
    said = alex.get(ask_page(cast)).content.decode()
    assert "Elm Care Ltd" in said and "Returns, versions, uploads" in said and "can no longer be repeated" in said
    wrong = alex.post(ask_page(cast), {"typed": "Oak Care", "reference": ""}).content.decode()
    assert "This is not the name" in wrong and not Erasure.objects.exists()
    with TestCase.captureOnCommitCallbacks(execute=True):
        alex.post(ask_page(cast), {"typed": "elm care  ltd", "reference": "FOI 7"})
    assert [letter.to for letter in mail.outbox[-1:]] == [["olu.administrator@example.org"]]
    assert "Elm" not in mail.outbox[-1].body and "/erasures/" in mail.outbox[-1].body
    page = reverse("erasure_detail", args=[Erasure.objects.get().id])
    assert "You have asked for it. Another administrator has to consent." in alex.get(page).content.decode()
    alex.post(page, {"typed": "Elm Care Ltd"})
    assert Erasure.objects.get().state == "asked"
    assert "Consent, and erase" in olu.get(page).content.decode()
    olu.post(page, {"typed": "Elm Care Ltd"})
    assert "hx-trigger" in olu.get(page).content.decode()
    with as_worker(), TestCase.captureOnCommitCallbacks(execute=True):
        erasure_work.sweep()
        erasure_work.work(Erasure.objects.get().id)
    assert {letter.to[0] for letter in mail.outbox if "is done" in letter.subject} == {
        "alex.administrator@example.org",
        "olu.administrator@example.org",
    }
    done = olu.get(page).content.decode()
    assert "Erased" in done and "submissions_upload" in done and "Elm" not in done and "FOI 7" not in done
    assert olu.get(ask_page(cast)).status_code == 404
    assert "provider" in olu.get(reverse("erasure_list")).content.decode()
    assert "hx-trigger" not in done and "Returns, versions, uploads, drafts and questions" in done


def test_a_contact_without_an_account_is_erased_from_where_one_looks_for_them(cast: Cast, settings, tmp_path):
    settings.ERASURES_FILE = str(tmp_path / "erasures.jsonl")
    mia = ContactPerson.objects.create(provider=cast.elm, full_name="Mia Manager", email="mia@elm.example")
    mia.locations.add(cast.at_elm.location)
    contact = reverse("engagement:person_detail", args=[cast.exercise.id, mia.id])
    assert "Administrators do it: in the register" in " ".join(
        client_of(cast.ned).get(contact).content.decode().split()
    )
    place = reverse("register:location_detail", args=[cast.at_elm.location_id])
    ask = reverse("erasure_ask", args=["person", mia.id])
    alex, olu = client_of(cast.alex), client_of(person("Olu Administrator", RoleName.ADMINISTRATOR))
    assert ask in alex.get(place).content.decode()
    assert "mia@elm.example" in alex.get(ask).content.decode()
    alex.post(ask, {"typed": "Mia Manager"})
    olu.post(reverse("erasure_detail", args=[Erasure.objects.get().id]), {"typed": "Mia Manager"})
    with as_worker():
        assert erasure_work.work(Erasure.objects.get().id)
    assert "Mia" not in alex.get(place).content.decode()
    assert marker_search.found(("Mia Manager", "mia@elm.example"), [Path(settings.ERASURES_FILE)]) == {}
    listed = json.loads(Path(settings.ERASURES_FILE).read_text())
    assert (listed["kind"], listed["subject"]) == ("person", str(mia.id))
    trail = AuditEvent.objects.filter(subject_id=str(mia.id)).order_by("at", "id")
    assert [event.verb for event in trail] == ["asked for an erasure", "consented to an erasure", "erased"]


def test_an_erasure_is_taken_back_before_anybody_consents(cast: Cast):
    alex = client_of(cast.alex)
    alex.post(ask_page(cast), {"typed": "Elm Care Ltd"})
    one = Erasure.objects.get()
    alex.post(reverse("erasure_take_back", args=[one.id]))
    one.refresh_from_db()
    assert one.state == "taken_back"
    alex.post(ask_page(cast), {"typed": "Elm Care Ltd"})
    assert Erasure.objects.filter(state="asked").count() == 1


def test_whom_to_erase_is_found_also_a_contact_without_an_account(cast: Cast):
    contact = ContactPerson.objects.create(provider=cast.elm, full_name="Zoë Zebra", email="zoe@elm.example")
    alex, page = client_of(cast.alex), reverse("erasure_list")
    for words, subject in (("zebra", contact.id), ("elm care", cast.elm.id), ("tom.elm@", cast.tom.person_id)):
        assert str(subject) in alex.get(page, {"whom": words}).content.decode(), words
    assert "Nobody found" in alex.get(page, {"whom": "nobody at all"}).content.decode()
    assert str(contact.id) not in client_of(cast.una).get(page, {"whom": "zebra"}).content.decode()
    assert "Zoë Zebra" in alex.get(reverse("erasure_ask", args=["person", contact.id])).content.decode()


def test_erasures_are_found_by_state_and_reference_and_named_while_they_wait(cast: Cast):
    alex, page = client_of(cast.alex), reverse("erasure_list")
    alex.post(ask_page(cast), {"typed": "Elm Care Ltd", "reference": "FOI 7"})
    one = Erasure.objects.get()
    assert "A second administrator has to consent" in alex.get(reverse("home")).content.decode()
    for asked in ({"q": "foi"}, {"q": str(one.subject_id)[:8]}, {"state": "asked"}):
        assert "Elm Care Ltd" in alex.get(page, asked).content.decode(), asked
    for asked in ({"q": "FOI 8"}, {"state": "done"}):
        assert "No erasures found" in alex.get(page, asked).content.decode(), asked
    assert alex.get(ask_page(cast)).url == reverse("erasure_detail", args=[one.id])
    assert "Elm Care" not in client_of(cast.una).get(page).content.decode()


@pytest.mark.parametrize(
    ("typed", "is_same"),
    [("st mary's -  home", True), ("St Mary’s – Home", True), ("St Marys Home", False), ("", False)],
)
def test_a_name_is_typed_with_the_signs_that_a_keyboard_has(typed: str, is_same: bool):
    assert is_same_name(typed, "St Mary’s – Home") is is_same


@pytest.mark.parametrize("name", mostly_by_night("ada", "carol", "dev", "ned", "una"))
def test_nobody_but_an_administrator_erases(cast: Cast, name: str):
    client = client_of(getattr(cast, name))
    assert client.get(ask_page(cast)).status_code == 404
    assert client.post(ask_page(cast), {"typed": "Elm Care Ltd"}).status_code == 404
    assert client.get(reverse("erasure_list")).status_code == (200 if name == "una" else 404)


def test_a_name_is_no_markup(cast: Cast):
    User.objects.filter(id=cast.tom.person_id).update(full_name="<b id=mark>Tom</b>")
    page = reverse("erasure_ask", args=["person", cast.tom.person_id])
    for answer in (client_of(cast.alex).get(page), client_of(cast.alex).post(page, {"typed": "<i id=mark>"})):
        assert "<b id=mark" not in answer.content.decode() and "<i id=mark" not in answer.content.decode()


def test_a_nasty_name_or_kind_breaks_nothing(cast: Cast):
    alex = client_of(cast.alex)
    for typed in ("\0", "x" * 10_000, "1e400", " "):
        assert alex.post(ask_page(cast), {"typed": typed, "reference": typed}).status_code in (200, 400)
    assert alex.get(reverse("erasure_ask", args=["nonsense", cast.elm.id])).status_code == 404
    assert not Erasure.objects.exists()


def files_of(cast: Cast, name: str) -> dict[str, bytes]:
    answer = client_of(getattr(cast, name)).get(reverse("own_data"))
    assert answer.status_code == 200
    with zipfile.ZipFile(BytesIO(answer.content)) as file:
        return {one: file.read(one) for one in file.namelist()}


def test_a_providers_administrator_takes_its_data_with_the_files_as_they_came(cast: Cast):
    hand_in(cast.ada, cast.at_elm)
    hand_in(cast.bea, cast.at_oak)
    files = files_of(cast, "ada")
    versions = json.loads(files["provider/version.json"])
    assert [one["provider_id"] for one in versions] == [str(cast.elm.id)]
    (workbook,) = (data for name, data in files.items() if name.endswith(".xlsx"))
    assert workbook.startswith(b"PK") and b"basic_pay_rate" in files["provider/version.csv"]
    assert not any(secret in data for data in files.values() for secret in (b"md5$", b"Oak Home Care"))


def test_who_holds_no_role_any_more_takes_what_is_kept_about_them(cast: Cast):
    assert "your-data.zip" in client_of(cast.eve).get(reverse("accounts:account")).content.decode()
    answer = client_of(cast.eve).get(reverse("own_data"))
    with zipfile.ZipFile(BytesIO(answer.content)) as file:
        assert json.loads(file.read("you/account.json"))[0]["email"] == "eve@example.org"
    assert Client().get(reverse("own_data")).status_code == 302


def test_others_take_what_is_kept_about_themselves_alone(cast: Cast):
    hand_in(cast.ada, cast.at_elm)
    for name in ("tom", "carol", "dev"):
        files = files_of(cast, name)
        assert not any(one.startswith("provider/") for one in files), name
        assert json.loads(files["you/account.json"])[0]["email"] == cast.of(getattr(cast, name)).email
