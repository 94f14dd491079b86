"""A provider gives its own visits to the independent team: its own rows alone count, and the council sees none."""

from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import User
from accounts.tests.pages import get, is_kept_out, post, text_of
from markets.models import Dataset, HalfMinutes, SealedPart
from markets.tests.council import Council
from markets.tests.held_visits import file_of, usual_rows, worked
from markets.visits.actions import datasets
from markets.visits.domain.take_in_questions import LEAVE, questions_of
from register.models import Authority, Location, Owner, Provider


@pytest.fixture
def other(council: Council) -> Location:
    oak = Provider.objects.create(name="Oak Ltd", cqc_provider_id="1-oak", owner=Owner.objects.create(name="Oak Ltd"))
    return Location.objects.create(
        name="Oak Branch", cqc_location_id="1-oak-a", provider=oak, authority=council.authority, is_homecare=True
    )


def file(data: bytes, name: str = "june.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def test_its_own_rows_are_taken_in_and_no_others(council: Council, other: Location, no_second_factor: Any):
    rows = [*usual_rows(6), *usual_rows(3, "1-oak-a", funder="council")]
    page = text_of(post(council.ada, "markets:own_visits", file=file(file_of(rows)), once=str(uuid4())))
    assert "It is read by a worker" in page
    row = Dataset.objects.get()
    assert (row.holder, row.provider_id) == ("independent", council.ada.provider_id)
    assert row.authority_id == council.authority.id and SealedPart.objects.filter(dataset=row).exists()
    assert worked(row).state == "waiting"
    asked = [one.key for one in questions_of(row.questions)]
    assert asked == ["V17:1-oak-a"]
    datasets.answer(by=council.dev, dataset_id=row.id, answers=dict.fromkeys(asked, LEAVE))
    row = worked(row)
    assert row.state == "taken_in" and (row.used, row.waiting) == (6, 3), row.words
    assert set(HalfMinutes.objects.values_list("provider_id", flat=True)) == {council.ada.provider_id}
    assert "6 of 9 rows are used" in text_of(get(council.ada, "markets:own_dataset", row.id))
    assert "june.csv" in text_of(get(council.ada, "markets:own_visits"))
    assert "june.csv" in text_of(get(council.dev, "markets:dataset_list"))
    assert "june.csv" not in text_of(get(council.carol, "markets:dataset_list"))
    for who in (council.carol, council.dev, council.ned, council.gus, None):
        assert is_kept_out(who, get(who, "markets:own_dataset", row.id))
    assert is_kept_out(council.carol, get(council.carol, "markets:dataset_detail", row.id))


@pytest.mark.nightly
def test_what_is_sent_twice_or_to_nobody(council: Council, no_second_factor: Any):
    data, key = file_of(usual_rows(3)), str(uuid4())
    for _ in range(2):
        post(council.ada, "markets:own_visits", file=file(data), once=key)
    assert Dataset.objects.count() == 1
    again = text_of(post(council.ada, "markets:own_visits", file=file(data), once=str(uuid4())))
    assert "You sent this file on" in again
    assert "Choose a file" in text_of(post(council.ada, "markets:own_visits"))
    elsewhere = Authority.objects.get(name="Elsewhere")
    assert datasets.receive_own(by=council.ada, authority_id=elsewhere.id, file_name="x", data=b"x") is None
    assert datasets.receive_own(by=council.dev, authority_id=council.authority.id, file_name="x", data=b"x") is None
    Location.objects.create(
        name="Far", cqc_location_id="1-far", provider_id=council.ada.provider_id, authority=elsewhere, is_homecare=True
    )
    asked = text_of(post(council.ada, "markets:own_visits", file=file(b"other"), once=str(uuid4())))
    assert "Choose whose independent team it is for" in asked
    post(council.ada, "markets:own_visits", file=file(b"other"), once=str(uuid4()), authority=str(elsewhere.id))
    assert Dataset.objects.filter(authority=elsewhere, provider_id=council.ada.provider_id).count() == 1


def test_its_sender_is_told_by_mail_and_asked_nothing(council: Council, django_capture_on_commit_callbacks: Any):
    elm, address = council.authority.id, User.objects.get(id=council.ada.person_id).email

    def told(data: bytes) -> list[str]:
        mail.outbox.clear()
        row = datasets.receive_own(by=council.ada, authority_id=elm, file_name="june.csv", data=data)
        assert isinstance(row, Dataset)
        with django_capture_on_commit_callbacks(execute=True):
            worked(row)
        assert all(f"/own-visits/{row.id}/" in one.body and one.to == [address] for one in mail.outbox)
        return [one.subject for one in mail.outbox]

    assert told(file_of(usual_rows(6))) == ["Your file of visits is taken in"]
    assert told(file_of([*usual_rows(3), *usual_rows(3, "1-none")])) == []  # waits for an answer of the team
    assert told(file_of(usual_rows(3)).splitlines()[0]) == ["Your file of visits could not be taken in"]
    User.objects.filter(id=council.ada.person_id).update(wants_fewer_emails=True)
    assert told(file_of(usual_rows(4))) == []
