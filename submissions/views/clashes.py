"""The page of two answers to one question: both are shown, with who gave them and when, and one is chosen."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from accounts.domain.refusal import Refusal
from accounts.lookups import context_or_404, or_404
from costing.form import AnswerType, FormPage
from submissions import queries
from submissions.actions import drafts
from submissions.domain.online.notes import is_note, key_of
from submissions.domain.online.sections import is_on
from submissions.queries import Standing
from submissions.views.lookups import page_or_404, participation_or_404


@dataclass(frozen=True)
class Option:
    answer: str
    words: str
    by: str
    at: datetime
    is_yours: bool


@dataclass(frozen=True)
class Clash:
    """A question with the answer that counts now and the others."""

    key: str
    label: str
    stands: str
    options: tuple[Option, ...]


def clashes_on(request: HttpRequest, standing: Standing, page: FormPage) -> list[Clash]:
    keys = dict.fromkeys(clash.key for clash in standing.clashes if is_on(page, clash.key))
    return [_clash(request, standing, page.sheet, key) for key in keys]


def _clash(request: HttpRequest, standing: Standing, sheet: str, key: str) -> Clash:
    me, stands = context_or_404(request).person_id, standing.typed.get(key, "")
    options = []
    assert standing.draft is not None
    if row := queries.last_change(request.context, standing.draft, sheet, key):
        options.append(
            Option(stands, words_of(standing, key, stands), row.saved_by.full_name, row.saved_at, row.saved_by_id == me)
        )
    for other in standing.clashes:
        if other.key == key:
            words = words_of(standing, key, other.answer)
            is_yours = other.saved_by_id == me
            options.append(Option(other.answer, words, other.saved_by.full_name, other.saved_at, is_yours))
    return Clash(key, label_of(standing, key), stands, tuple(options))


def words_of(standing: Standing, name: str, answer: str) -> str:
    """Return an answer as people say it: a choice by its words."""
    question = standing.form.by_key[key_of(name)]
    return question.words_of(answer) if answer in question.choices and not is_note(name) else answer


def label_of(standing: Standing, name: str) -> str:
    """Return the label with its unit, as two bare figures stand below it."""
    question = standing.form.by_key[key_of(name)]
    if is_note(name):
        return f"Note on “{question.label}”"
    unit = "per cent" if question.type == AnswerType.PERCENT else question.unit
    return f"{question.label} ({unit})" if unit else question.label


@require_POST
def online_choose(request: HttpRequest, participation_id: UUID, slug: str) -> HttpResponse:
    participation = participation_or_404(request, participation_id)
    standing = queries.standing_of(request.context, participation)
    page = page_or_404(standing, slug)
    asked = clashes_on(request, standing, page)
    done = or_404(
        drafts.choose(
            by=context_or_404(request),
            participation_id=participation.id,
            sheet=page.sheet,
            seen={one.key: request.POST.get(f"seen-{one.key}", "") for one in asked},
            chosen=_chosen(request, asked),
        )
    )
    if isinstance(done, Refusal):
        messages.error(request, done.because)
    return redirect("submissions:online_section", participation.id, slug)


def _chosen(request: HttpRequest, asked: list[Clash]) -> dict[str, str]:
    """Return the chosen answers among those shown; a question left undecided stays so."""
    chosen = {}
    for one in asked:
        wanted = request.POST.get(f"choose-{one.key}")
        if wanted is not None and wanted in {option.answer for option in one.options}:
            chosen[one.key] = wanted
    return chosen
