"""Test support: every output of an exercise that leaves the team, and every secret of its returns."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.core import mail
from django.db.models import CharField, TextField
from django.test import Client
from django.urls import reverse

from accounts.domain.roles import COUNCIL_ROLES, PROVIDER_ROLES, RoleName
from accounts.models import Role, User
from costing.answers import NA
from costing.forms import form_for
from costing.serialisation import costs_from
from costofcare.tests.link_crawl import words_of_pdf
from register.models import ContactPerson, Participation
from reports.domain.output_search import SecretKind
from reports.models import AnnexDocument, Release
from spreadsheets.decimals import rounded
from submissions.models import Return, Version

# Our own words about a finding, and what a file is called, are nobody's notes.
NOT_NOTES = {"VersionFinding": {"message", "fix", "expected", "label"}}
SHORTEST_NOTE, SHORTEST_TYPED = 12, 5
TELLING = Decimal(4)
Secrets = dict[SecretKind, set[str]]


def outputs_of(release: Release) -> Iterator[tuple[str, bytes, Any]]:
    """Yield each output with its name and the provider who reads it (None for everybody else)."""
    yield from ((f"public: {path}", _fetched(Client(), path), None) for path in _public(release))
    for role in _readers(release):
        client = Client()
        client.force_login(role.person)
        for path in _signed_in(release):
            yield f"{role.name}: {path}", _fetched(client, path), role.provider_id
    for letter in mail.outbox:
        yield f"mail: {letter.subject}", str(letter.message()).encode() + letter.body.encode(), None


def _fetched(client: Client, path: str) -> bytes:
    answer = client.get(path, follow=True)
    assert answer.status_code == 200, (path, answer.status_code)
    data = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return data + words_of_pdf(data)


def _public(release: Release) -> Iterator[str]:
    address = [release.exercise_id, release.number]
    yield reverse("reports:published_list")
    yield reverse("reports:published", args=address[:1])
    page = reverse("reports:published_release", args=address)
    files = re.findall(rf'href="({page}[^"]+)"', Client().get(page).content.decode())
    assert len(files) > 5, files
    yield from (page, *files)


def _signed_in(release: Release) -> Iterator[str]:
    """Yield what is of a release; who is asked, which a council knows, stands on other pages."""
    yield reverse("reports:release_list")
    for name in ("release_detail", "release_print", "release_file", "document_list"):
        yield reverse(f"reports:{name}", args=[release.id])
    for name in ("release.xlsx", "release.ods", "release.json"):
        yield reverse("reports:release_open_file", args=[release.id, name])
    for document in AnnexDocument.objects.filter(release=release, for_publication=True, state="made"):
        yield reverse("reports:document_file", args=[document.id])


def _readers(release: Release) -> Iterator[Role]:
    """Yield one of each role that reads releases: a council's, an administrator, somebody of a provider."""
    rows = Role.objects.filter(person__is_active=True).select_related("person").order_by("person__email")
    alone = [role for role in rows if Role.objects.filter(person=role.person).count() == 1]
    asked = set(Participation.objects.filter(exercise=release.exercise_id).values_list("provider_id", flat=True))
    for name in (*sorted(COUNCIL_ROLES), RoleName.ADMINISTRATOR):
        yield from [r for r in alone if r.name == name and r.authority_id in (None, release.authority_id)][:1]
    yield from [role for role in alone if role.name in PROVIDER_ROLES and role.provider_id in asked][:1]


def secrets_of(release: Release, but: Any = None) -> Secrets:
    """Return the secrets of every return of the exercise; those of one provider left out, for its own pages."""
    asked = Participation.objects.filter(exercise=release.exercise_id).exclude(provider_id=but)
    rows = asked.select_related("location", "provider", "owner")
    found: Secrets = {kind: set() for kind in SecretKind}
    for one in rows:
        found[SecretKind.NAME] |= {one.location_name, one.provider_name, one.owner.name, one.location.name}
        found[SecretKind.NAME] |= {one.location.cqc_location_id, one.provider.cqc_provider_id}
    found[SecretKind.ADDRESS] = _addresses(asked)
    found[SecretKind.NOTE] = _notes(release, but)
    for submission in Return.objects.filter(participation__in=asked, current__isnull=False).select_related("current"):
        _add_figures(found, release, submission.current)
    return {kind: {secret for secret in of_kind if secret} for kind, of_kind in found.items()}


def _addresses(asked: Any) -> set[str]:
    """Return the e-mail addresses of those who were asked, and their domains.

    A domain that the council or the team has as well tells nothing.
    """
    providers = asked.values("provider_id")
    people = User.objects.filter(roles__provider_id__in=providers).values_list("email", flat=True)
    contacts = ContactPerson.objects.filter(provider_id__in=providers).values_list("email", flat=True)
    others = User.objects.exclude(roles__provider_id__isnull=False).values_list("email", flat=True)
    theirs = {each for each in (*people, *contacts) if each}
    return theirs | {f"@{_domain(each)}" for each in theirs} - {f"@{_domain(each)}" for each in others}


def _domain(email: str) -> str:
    return email.rpartition("@")[2]


def _notes(release: Release, but: Any) -> set[str]:
    """Return every text of more than a word that somebody typed about a return, or to those who send it."""
    found: set[str] = set()
    for model in (*apps.get_app_config("submissions").get_models(), *apps.get_app_config("engagement").get_models()):
        names = {field.name for field in model._meta.get_fields()}
        if "exercise" not in names:
            continue
        rows = model.objects.filter(exercise=release.exercise_id)
        rows = rows.exclude(provider_id=but) if "provider" in names and but else rows
        texts = [
            field.name
            for field in model._meta.get_fields()
            if isinstance(field, CharField | TextField)
            and not field.choices
            and field.name not in NOT_NOTES.get(model.__name__, ())
        ]
        found |= {" ".join(text.split()) for row in rows.values_list(*texts) for text in row if _is_note(text)}
    return (
        found - _labels(release) - set(User.objects.filter(roles__provider_id=None).values_list("full_name", flat=True))
    )


def _labels(release: Release) -> set[str]:
    """Return what a line, a question or a sheet is called, which is kept with what is asked about it."""
    form = form_for(release.exercise.service, release.form_version)
    assert form is not None
    labels = {each.label for each in (*form.lines, *form.questions, *form.columns)}
    return labels | {question.sheet for question in form.questions}


def _is_note(text: object) -> bool:
    return isinstance(text, str) and len(text) >= SHORTEST_NOTE and " " in text.strip()


def _add_figures(found: Secrets, release: Release, version: Version) -> None:
    """Add what was typed, and what it comes to: to six places, and to the penny where that tells something."""
    for answer in version.answers.values():
        for text in {answer["typed"], answer["value"], answer.get("note")} - {None, "", NA.value}:
            digits = text.replace(",", "").removeprefix("£")
            if digits.replace(".", "", 1).isdigit():
                found[SecretKind.TYPED if _is_telling(digits) else SecretKind.SHORT].add(digits)
            elif _is_note(text):
                found[SecretKind.NOTE].add(text)
    for value in values_of(version):
        if value != rounded(value):
            found[SecretKind.UNROUNDED].add(f"{rounded(value, 6):f}")
        if value >= TELLING:
            found[SecretKind.PENNY].add(f"{rounded(value):.2f}")


def _is_telling(digits: str) -> bool:
    """Tell whether a typed figure has so many digits that it would hardly stand anywhere by chance.

    Of a workbook's float those behind the 15th are no figure of anybody's: 0.07000000000000001.
    """
    return len(f"{Decimal(digits):.15g}".replace(".", "").strip("0")) >= SHORTEST_TYPED


def values_of(version: Version) -> Iterator[Decimal]:
    costs = costs_from(version.costs) if version.costs else None
    for lines in costs.columns.values() if costs else ():
        yield from (
            Decimal(str(value)) if not isinstance(value, Decimal) else value for value in lines.values() if value
        )
