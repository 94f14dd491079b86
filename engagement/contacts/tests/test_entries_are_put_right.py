"""An entry is changed and the old one kept, taken back and put back, its next step done: each by its own side."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.tests.in_turn import first_by_day
from accounts.tests.pages import get, post, text_of
from engagement import queries
from engagement.contacts.actions import contacts, corrections
from engagement.contacts.domain.vocabulary import Channel, ContactOutcome, Source
from engagement.contacts.tests.test_contacts_are_logged import DOES_NOT, a_call
from engagement.models import Contact
from submissions.tests.cast import Cast, behind_the_wall, mostly_by_night

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]


@pytest.fixture
def call(cast: Cast) -> Contact:
    today = timezone.localdate()
    contact = contacts.log(by=cast.ned, contacted=a_call(cast, next_step="Ring", next_on=today, minutes=7))
    assert isinstance(contact, Contact)
    return contact


def test_a_change_keeps_the_old_entry_and_counts_once(cast: Cast, call: Contact):
    with behind_the_wall(cast.dev):
        new = corrections.change(by=cast.dev, contact_id=call.id, contacted=a_call(cast, words="Right now."))
        assert isinstance(new, Contact) and new.replaces_id == call.id
        assert [each.id for each in queries.contacts(cast.dev)] == [new.id]
        (earlier,) = queries.earlier_of(cast.dev, new)
        assert earlier.contact.id == call.id and earlier.notes[0].words == "They fear for their fees."
        assert corrections.change(by=cast.dev, contact_id=call.id, contacted=a_call(cast)) is None


def test_the_form_of_a_change_holds_what_was_logged_and_saves_the_same(cast: Cast, call: Contact):
    page = get(cast.ned, "engagement:contact_edit", cast.exercise.id, call.id)
    form = page.context["form"]
    data = {name: form[name].value() for name in form.fields if form[name].value() not in (None, "", [])}
    for name in ("day", "next_on"):
        day = data.pop(name)
        data |= {f"{name}_0": day.day, f"{name}_1": day.month, f"{name}_2": day.year}
    assert "The entry was changed" in text_of(
        post(cast.ned, "engagement:contact_edit", cast.exercise.id, call.id, **data)
    )
    new = Contact.objects.get(withdrawn_at=None)
    assert new.happened_at == call.happened_at.replace(second=0, microsecond=0)
    kept = ("channel", "direction", "outcome", "minutes", "next_on", "next_for_id")
    assert {name: getattr(new, name) for name in kept} == {name: getattr(call, name) for name in kept} | {
        "next_for_id": cast.ned.person_id
    }
    assert {each.participation_id for each in new.about.all()} == {each.participation_id for each in call.about.all()}
    assert new.notes.get().words == "They fear for their fees." and new.notes.get().topics == ["confidentiality"]


@pytest.mark.parametrize("name", first_by_day(["carol", "gus", *DOES_NOT], 2))
def test_what_one_side_logged_the_other_does_not_change(cast: Cast, call: Contact, name: str):
    who = getattr(cast, name)
    for page in ("contact_edit", "take_back"):
        assert get(who, f"engagement:{page}", cast.exercise.id, call.id).status_code == 404
        assert post(who, f"engagement:{page}", cast.exercise.id, call.id).status_code == 404
    assert post(who, "engagement:next_step", cast.exercise.id, call.id).status_code == 404
    with behind_the_wall(who):
        assert corrections.change(by=who, contact_id=call.id, contacted=a_call(cast)) is None
        assert corrections.finish_next_step(by=who, contact_id=call.id) is None
        assert Contact.objects.filter(id=call.id).update(outcome="sent") == 0


def test_it_is_taken_back_after_a_question_and_put_back_again(cast: Cast, call: Contact):
    assert "Take this entry back?" in text_of(get(cast.ned, "engagement:take_back", cast.exercise.id, call.id))
    assert "The entry was taken back" in text_of(post(cast.ned, "engagement:take_back", cast.exercise.id, call.id))
    assert not queries.contacts(cast.ned).exists()
    assert "stands in the log again" in text_of(post(cast.ned, "engagement:take_back", cast.exercise.id, call.id))
    assert queries.contacts(cast.ned).exists()


def test_what_was_replaced_cannot_be_put_back(cast: Cast, call: Contact):
    corrections.change(by=cast.ned, contact_id=call.id, contacted=a_call(cast))
    assert corrections.put_back(by=cast.ned, contact_id=call.id) is None


def test_what_a_campaign_sent_is_not_changed_by_hand(cast: Cast):
    mail = a_call(cast, channel=Channel.EMAIL, outcome=ContactOutcome.SENT, source=Source.CAMPAIGN)
    contact = contacts.log(by=cast.ned, contacted=mail)
    assert isinstance(contact, Contact)
    assert get(cast.ned, "engagement:contact_edit", cast.exercise.id, contact.id).status_code == 404


def test_a_next_step_is_done_and_opened_again(cast: Cast, call: Contact):
    back = reverse("engagement:location_detail", args=[cast.exercise.id, cast.at_elm.id])
    words = text_of(post(cast.dev, "engagement:next_step", cast.exercise.id, call.id, next=back))
    assert "The next step is done." in words and "Next step, done:" in words
    post(cast.dev, "engagement:next_step", cast.exercise.id, call.id, done="no")
    assert Contact.objects.get(id=call.id).next_done_at is None


def test_one_is_sent_back_to_no_other_site(cast: Cast, call: Contact):
    answer = post(cast.ned, "engagement:next_step", cast.exercise.id, call.id, next="//evil.example/")
    assert answer.redirect_chain[-1][0] == reverse("engagement:contact_list", args=[cast.exercise.id])


class TestTheList:
    @pytest.fixture(autouse=True)
    def logged(self, cast: Cast, call: Contact) -> None:
        ago = timezone.now() - timedelta(days=9)
        letter = a_call(
            cast, channel=Channel.LETTER, outcome=ContactOutcome.SENT, happened_at=ago, words="=HIDDEN-LETTER"
        )
        contacts.log(by=cast.ned, contacted=letter)
        meeting = a_call(cast, channel=Channel.CONTRACT_MEETING, participation_ids=(cast.at_oak.id,), words="Hers.")
        contacts.log(by=cast.carol, contacted=meeting)

    def shown(self, cast: Cast, who: str = "ned", **asked: object) -> str:
        page = get(getattr(cast, who), "engagement:contact_list", cast.exercise.id, **asked)
        return " ".join(f"{each.contact.channel}" for each in page.context["entries"])

    def test_is_filtered_searched_and_sorted(self, cast: Cast):
        assert self.shown(cast) == "contract_meeting call letter"
        assert self.shown(cast, sort="when") == "letter call contract_meeting"
        assert self.shown(cast, channel="letter") == "letter"
        assert self.shown(cast, q="oak") == "contract_meeting"
        assert self.shown(cast, q="hidden-letter") == "letter"
        assert self.shown(cast, "carol", q="hidden-letter") == ""
        assert self.shown(cast, side="council") == "contract_meeting"
        assert self.shown(cast, by=str(cast.carol.person_id)) == "contract_meeting"
        week = (timezone.localdate() - timedelta(days=7)).strftime("%d/%m/%Y")
        assert self.shown(cast, since=week) == "contract_meeting call"
        assert self.shown(cast, until=week) == "letter"
        assert self.shown(cast, since="soon", by="x") == "contract_meeting call letter"

    @pytest.mark.parametrize("kind", ["csv", "xlsx"])
    def test_is_a_file_for_each_as_far_as_they_may_read_it(self, cast: Cast, kind: str):
        def file(who: str) -> bytes:
            return get(getattr(cast, who), f"engagement:contact_{kind}", cast.exercise.id).getvalue()

        teams, hers = file("dev"), file("carol")
        if kind == "csv":
            assert b"'=HIDDEN-LETTER" in teams and b"They fear" in teams and b"Hers." in teams
            assert b"HIDDEN" not in hers and b"They fear" not in hers and b"Hers." in hers
            assert b"Ring" not in hers and b"Confidentiality" not in hers.replace(b"Hers.", b"").split(b"Contract")[0]
        assert len(teams) > 100 and len(hers) > 100

    @pytest.mark.parametrize("name", mostly_by_night("gus", *DOES_NOT))
    def test_is_for_nobody_else(self, cast: Cast, name: str):
        for page in ("contact_list", "contact_csv", "contact_xlsx", "log_import_new"):
            assert get(getattr(cast, name), f"engagement:{page}", cast.exercise.id).status_code == 404


def test_the_id_of_a_contact_of_another_exercise_is_not_found_here(cast: Cast, call: Contact):
    assert get(cast.ned, "engagement:contact_edit", UUID(int=5), call.id).status_code == 404
