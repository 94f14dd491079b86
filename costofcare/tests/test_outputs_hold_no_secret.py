"""Every output of an exercise, unpacked and searched for what its returns hold: names, notes and figures.

0 hits; a match to the penny is listed, and has to be one that rule R10 lets stand. Typed figures of fewer than five
digits ("22.5", "12") are listed as well but not held: pages have so many numbers that they match by chance.
"""

from collections import Counter
from io import StringIO

import pytest
from django.core.management import call_command

from accounts.models import Role
from accounts.queries import context_from
from costofcare.demo.people import ANA
from costofcare.tests.exercise_outputs import outputs_of, secrets_of
from costofcare.tests.penny_matches import listed
from reports.actions import release_mails, releases
from reports.annexes.actions import document_worker, documents
from reports.annexes.domain.report.facts import EngagementFacts
from reports.annexes.tests.made_documents import make_all
from reports.domain.output_search import OutputHit, SecretKind, hits_in
from reports.models import Release
from reports.tests.accepted_returns import Market, make_market

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]


def searched(release: Release) -> list[OutputHit]:
    """Search all outputs, those of a provider without what is its own; say how much was searched for."""
    found: list[OutputHit] = []
    secrets, seen, searched_for = {}, set(), Counter()
    for name, data, provider in outputs_of(release):
        if provider not in secrets:
            secrets[provider] = secrets_of(release, provider)
        if (provider, data) not in seen:  # A file is the same bytes for whoever reads it.
            found += hits_in(name, data, secrets[provider])
        seen.add((provider, data))
        searched_for["outputs"] += 1
    searched_for.update({kind.value: len(of_kind) for kind, of_kind in secrets[None].items()})
    print(f"{release.exercise.name}, release {release.number}: {dict(searched_for)}")
    return found


def held(release: Release) -> None:
    found = searched(release)
    told = [hit for hit in found if hit.kind not in (SecretKind.PENNY, SecretKind.SHORT)]
    assert sorted({f"{hit.kind}: {hit.secret}" for hit in told}) == []
    short = sorted({hit.secret for hit in found if hit.kind == SecretKind.SHORT})
    print(f"  {len(short)} typed figures of few digits stand somewhere, as any such number does: {', '.join(short)}")
    matches = list(listed(release, {hit.secret for hit in found if hit.kind == SecretKind.PENNY}))
    print(*(f"  {words}" for words, _ in matches), sep="\n")
    assert [words for words, stands in matches if not stands] == []


@pytest.mark.nightly
def test_a_small_market_s_outputs_hold_none(db: None, django_capture_on_commit_callbacks):
    """With groups, with the public documents, with the mails of the release."""
    market = make_market(13)
    for number, one in enumerate(market.accepted):
        one.participation.zone = ("North", "South")[number % 2]
        one.participation.save()
    draft = releases.draft(by=market.ana, calculation_id=market.calculate().id, dimensions=["zone"])
    with django_capture_on_commit_callbacks(execute=True):
        releases.approve(by=market.fay, release_id=draft.id)
        release_mails.tell(release_id=draft.id)
    release = Release.objects.get(id=draft.id)
    make_all(market, release)
    held(release)


def test_what_is_planted_is_found(market: Market):
    """Else the search would find nothing wherever it looks."""
    release = market.release()
    secrets = secrets_of(release)
    for kind, of_kind in secrets.items():
        if not of_kind:
            continue
        secret = min(of_kind)
        assert [hit.kind for hit in hits_in("x", f"a <b>{secret}</b> b".encode(), {kind: [secret]})] == [kind]
        assert not list(hits_in("x", b"nothing", {kind: [secret]}))


@pytest.mark.proof
def test_both_demo_exercises_hold_none(monkeypatch, django_capture_on_commit_callbacks):
    monkeypatch.setenv("DEMO_PASSWORD", "amber-anchor-apple-11")
    with django_capture_on_commit_callbacks(execute=True):
        call_command("load_demo", stdout=StringIO(), locations=26)
    out = Release.objects.filter(state="released").select_related("exercise", "authority", "calculation")
    assert {one.exercise.service for one in out} == {"homecare", "care_home"}
    for release in out:
        make_public_documents(release)
        held(release)


def make_public_documents(release: Release) -> None:
    role = Role.objects.select_related("person").get(person__email=ANA.email, authority_id=release.authority_id)
    by = context_from(role, role.person)
    found = documents.ask(by=by, release_id=release.id, engagement=EngagementFacts(), received=26)
    assert isinstance(found, list), found
    for row in found:
        document_worker.make(row.id)
