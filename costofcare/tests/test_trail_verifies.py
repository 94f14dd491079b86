"""The trail's chain: whole as it was written, and after words were erased; every other change is found."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.urls import reverse

from accounts.actions import audit
from accounts.erasures.actions import trail_seals
from accounts.erasures.domain.trail_chain import GENESIS, SealedEvent, faults_in_chain, seal_of, words_digest
from accounts.erasures.queries.trail import checked_trail
from accounts.models import AuditEvent, AuditSeal, ErasedWords
from accounts.tests.pages import client_of
from submissions.tests.cast import Cast, as_worker

pytestmark = [pytest.mark.django_db]


@pytest.fixture
def sealed(cast: Cast) -> Cast:
    for number in range(5):
        audit.record(by=cast.alex, verb="tried", kind="thing", id=number, words=f"Words {number}")
    with as_worker():
        trail_seals.seal_new()
    return cast


def past_the_trigger(statement: str) -> None:
    """Change what only grows, as somebody would who has the database itself."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in ("accounts_auditevent", "accounts_auditseal"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER append_only")
        cursor.execute(statement)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in ("accounts_auditevent", "accounts_auditseal"):
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER append_only")


def test_it_is_whole_and_grows(sealed: Cast):
    first = checked_trail()
    assert first.is_whole and first.sealed == first.events == AuditEvent.objects.count()
    audit.record(by=sealed.alex, verb="tried", kind="thing", id=6)
    assert trail_seals.seal_new() == 1
    assert checked_trail().head != first.head and checked_trail().is_whole


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("UPDATE accounts_auditevent SET verb = 'never' WHERE {third}", "not as it was"),
        (
            "UPDATE accounts_auditevent SET words = 'Other' WHERE {third}",
            "its words are not",
        ),
        ("UPDATE accounts_auditevent SET words = '' WHERE {third}", "its words are not"),
        ("UPDATE accounts_auditevent SET by_id = NULL WHERE {third}", "not as it was"),
        ("DELETE FROM accounts_auditseal WHERE position = 4", "seals 4 to 4 are missing"),
        ("UPDATE accounts_auditseal SET digest = repeat('a', 64) WHERE position = 4", "not as it was sealed"),
    ],
)
def test_a_change_is_found(sealed: Cast, change: str, words: str):
    past_the_trigger(change.format(third="subject_id = '3' AND verb = 'tried'"))
    found = checked_trail()
    assert found.first_wrong is not None and words in found.first_wrong.words


def test_an_event_put_in_later_is_found_by_having_no_seal(sealed: Cast):
    past_the_trigger(
        "INSERT INTO accounts_auditevent (id, at, as_role, verb, subject_kind, subject_id, words) "
        "VALUES (gen_random_uuid(), now() - interval '2 days', '', 'forged', 'thing', '', '')"
    )
    assert checked_trail().late == 1


def test_it_verifies_after_words_were_erased(sealed: Cast):
    event = AuditEvent.objects.get(verb="tried", subject_id="3")
    ErasedWords.objects.create(event=event, at=event.at)
    AuditEvent.objects.filter(id=event.id).update(words="")
    found = checked_trail()
    assert found.is_whole and found.erased == 1
    assert "Words 3" not in str(list(AuditSeal.objects.values()))


def test_the_command_says_so_in_words_and_as_json(sealed: Cast, settings):
    out = StringIO()
    call_command("verify_trail", "--json", stdout=out)
    assert json.loads(out.getvalue())["whole"] is True
    past_the_trigger("UPDATE accounts_auditevent SET verb = 'never' WHERE subject_id = '3'")
    out = StringIO()
    with pytest.raises(SystemExit, match="1"):
        call_command("verify_trail", stdout=out)
    assert "not as it was sealed" in out.getvalue()
    settings.LEDGER_KEY = ""
    with pytest.raises(CommandError, match="LEDGER_KEY is not set"):
        call_command("verify_trail", stdout=out)


def test_auditors_see_the_last_seal_and_take_a_workbook(sealed: Cast, no_second_factor):
    una = client_of(sealed.una)
    assert checked_trail().head in una.get(reverse("accounts:audit_list")).content.decode()
    answer = una.get(reverse("audit_workbook"), {"verb": "tried"})
    assert answer.status_code == 200 and answer.content.startswith(b"PK")
    assert client_of(sealed.dev).get(reverse("audit_workbook")).status_code == 404


def test_no_other_key_makes_the_same_chain():
    content = {"id": "1", "verb": "tried"}
    words = words_digest(b"key", "1", "Words")
    one = SealedEvent(1, content, "Words", words, GENESIS, seal_of(b"key", 1, content, words, GENESIS))
    assert list(faults_in_chain(b"key", [one])) == []
    assert [fault.words for fault in faults_in_chain(b"other", [one])] == ["it is not as it was sealed"]
