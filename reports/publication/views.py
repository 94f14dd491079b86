"""Pages and files of what is published, for everybody and the same for all; and the team's switch of them."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.timezone import localtime
from django.views.decorators.http import require_POST, require_safe

from accounts.lookups import or_404
from costing.figure_words import day_in_words
from register.actions import exercises
from reports.annexes.actions.published_documents import published_documents
from reports.domain.five_questions import five_answers, what_question
from reports.domain.headline import headline_figures
from reports.domain.policy import PROTECTED, policy_known_as
from reports.domain.release_page import release_page
from reports.domain.released_measures import measure_tables
from reports.domain.released_table import released_columns
from reports.domain.withdrawal import sentence
from reports.models import Release
from reports.publication import queries
from reports.publication.domain.about_release import about_release
from reports.publication.domain.open_files import OpenFile, open_files
from reports.publication.domain.open_formats import OpenRelease
from reports.publication.domain.open_tables import open_tables
from reports.views.kept_answers import KEPT_AWHILE, kept, latest
from reports.views.lookups import form_of, list_of, public_release_or_404, team_or_404
from reports.views.withdrawals import unless_withdrawn

A_PAGE = 50


@require_safe
def published_list(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("q", "").strip()[:200]
    page = Paginator(queries.published_exercises(words), A_PAGE).get_page(request.GET.get("page"))
    changed = max((one.approved_at for one in page if one.approved_at), default=None)
    shown = render(request, "reports/publication/published_list.html", {"page": page, "words": words})
    return kept(request, shown, changed, KEPT_AWHILE)


@require_safe
def published(request: HttpRequest, exercise_id: UUID) -> HttpResponse:
    """Show the release that stands, always at the same address; that it was withdrawn, if none took its place."""
    release = queries.standing_of(exercise_id)
    return _page(request, release) if release else _withdrawn(request, exercise_id)


@require_safe
def published_release(request: HttpRequest, exercise_id: UUID, number: int) -> HttpResponse:
    release = queries.published_release(exercise_id, number)
    return _page(request, release) if release else _withdrawn(request, exercise_id, number)


@require_safe
def published_file(request: HttpRequest, exercise_id: UUID, number: int, name: str) -> HttpResponse:
    """Return a file of a release; one that was withdrawn has none any more."""
    release = or_404(queries.published_release(exercise_id, number))
    return kept(request, _file(release, name), latest(release.approved_at, *_made(release)))


@require_safe
@unless_withdrawn
def release_open_file(request: HttpRequest, release_id: UUID, name: str) -> HttpResponse:
    """Return the same file to those who read releases signed in, whether there is a public page or not."""
    return _file(public_release_or_404(request, release_id), name)


@require_POST
def public_page(request: HttpRequest, exercise_id: UUID) -> HttpResponse:
    """Open or close the public page of an exercise, for an analyst of its authority."""
    context, is_public = team_or_404(request), request.POST.get("public") == "yes"
    exercise = or_404(exercises.show_publicly(by=context, exercise_id=exercise_id, is_public=is_public))
    opened = "The public page is open: what is released stands there." if is_public else "The public page is closed."
    messages.success(request, opened)
    return redirect(list_of("release_list", exercise.id))


def _file(release: Release, name: str) -> HttpResponse:
    file = or_404(files_of(release).get(name))
    stem, _, kind = file.name.rpartition(".")
    called = slugify(f"{release.exercise.name} release {release.number} {stem}")
    headers = {"Content-Disposition": f'attachment; filename="{called}.{kind}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(file.make(), file.type, headers=headers)


def files_of(release: Release) -> dict[str, OpenFile]:
    """Return the files of a release by name: its tables, and the public edition of Annex A and Annex B once made."""
    return open_files(open_release(release)) | published_documents(release)


def open_release(release: Release) -> OpenRelease:
    """Return all that the files of a release hold."""
    form = form_of(release)
    title = f"{release.authority.name}, {release.exercise.name}: release {release.number}"
    return OpenRelease(
        name=slugify(f"cost-of-care-{release.exercise_id}-release-{release.number}"),
        title=title,
        address=settings.PORTAL_URL + address_of(release),
        about=about_release(release, form, released_on(release)),
        tables=open_tables(form, release.table),
    )


def released_on(release: Release) -> str:
    return day_in_words(localtime(release.approved_at).date()) if release.approved_at else ""


def address_of(release: Release) -> str:
    return reverse("reports:published_release", args=[release.exercise_id, release.number])


def _page(request: HttpRequest, release: Release) -> HttpResponse:
    standing = queries.standing_of(release.exercise_id)
    newer = standing if standing and standing.id != release.id else None
    page = {"release": release, "newer": newer, "canonical": settings.PORTAL_URL + address_of(release)}
    shown = render(request, "reports/publication/published.html", page | _shown(release))
    approved = [one.approved_at for one in (release, newer) if one]
    return kept(request, shown, latest(*approved, *_made(release)))


def _withdrawn(request: HttpRequest, exercise_id: UUID, number: int | None = None) -> HttpResponse:
    """Show what stands in the place of a release that was withdrawn: no figure of it is read any more."""
    notice = or_404(queries.notices_of(exercise_id, number).first())
    on = day_in_words(localtime(notice.withdrawn_at).date())
    page = {"notice": notice, "sentence": sentence(notice.because, on), "newer": queries.standing_of(exercise_id)}
    shown = render(request, "reports/publication/withdrawn.html", page)
    changed = page["newer"].approved_at if page["newer"] else None
    return kept(request, shown, latest(notice.withdrawn_at, changed))


def _made(release: Release) -> Iterator[datetime | None]:
    """Yield when each document was made, which is after the release itself."""
    yield from (file.made_at for file in published_documents(release).values())


def _shown(release: Release) -> dict[str, Any]:
    form, columns = form_of(release), released_columns(form_of(release), release.table)
    policy = policy_known_as(release.policy_version, release.policy_sha256) or PROTECTED
    return {
        "unit": form.cost_unit,
        "policy": policy,
        "measures": measure_tables(form, release.table),
        "question": what_question(form),
        "figures": headline_figures(form, release.table),
        "answers": five_answers(form, columns, policy, released_on(release)),
        "columns": release_page(form, release.table, headline=release.exercise.headline, policy=policy),
        "files": tuple(files_of(release).values()),
    }
