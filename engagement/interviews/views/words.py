"""Pages of what comes out: the matrix and its files, findings and quotes, and what was released."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.domain.context import Context
from accounts.domain.idempotency import key_of
from accounts.domain.refusal import Refusal
from accounts.lookups import context_or_404, or_404
from engagement.interviews.actions import words as actions
from engagement.interviews.domain.code_book import CodeBook, book_bytes
from engagement.interviews.domain.framework_matrix import code_counts, matrix_sheets
from engagement.interviews.domain.passages import with_plain_ends
from engagement.interviews.domain.qda_project import ProjectInterview, QdaProject, coded_passages, project_bytes
from engagement.interviews.domain.said_by_theme import said_sheets, words_by_theme
from engagement.interviews.domain.study_terms import StudyKind
from engagement.interviews.domain.voices import voices_in_words
from engagement.interviews.forms.words import FindingForm, QuoteForm
from engagement.interviews.queries import codings, market_tests, studies
from engagement.interviews.views.lookups import read_study_or_404, run_study_or_404
from engagement.models import InterviewStudy
from engagement.permissions import can_read_released_words, can_run_studies, why_not_release_words
from spreadsheets.plain_books import XLSX, book_xlsx


@require_safe
def study_matrix(request: HttpRequest, study_id: UUID) -> HttpResponse:
    context, row = read_study_or_404(request, study_id)
    kind, group = (request.GET.get(name, "")[:40].replace("\0", "") for name in ("kind", "group"))
    rows, themes = codings.matrix_rows(context, row, kind, group), studies.themes_of(row)
    members = studies.frame_of(context, row).values_list("kind", "group")
    counts = code_counts(rows, [each.code.guid for each in codings.placed_codes(context, row)])
    page = {
        "study": row, "themes": themes, "kind": kind, "group": group,
        "rows": [(each, [each.cell(theme.key) for theme in themes]) for each in rows],
        "kinds": sorted({each for each, _ in members}), "groups": sorted({each for _, each in members if each}),
        "counts": [(each.title, counts[each.code.guid]) for each in codings.placed_codes(context, row)],
    }  # fmt: skip
    return render(request, "engagement/interviews/study_matrix.html", page)


@require_safe
def study_file(request: HttpRequest, study_id: UUID, kind: str) -> HttpResponse:
    """Return the matrix as xlsx, the codes as a codebook, or the whole study as a project of other programs."""
    context, row = read_study_or_404(request, study_id)
    data, content_type = or_404(_file(context, row, kind))
    name = f"{slugify(row.name)[:60] or 'study'}-for-the-independent-team.{kind}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(data, content_type, headers=headers)


def _file(context, row: InterviewStudy, kind: str) -> tuple[bytes, str] | None:
    if kind == "xlsx":
        themes = [(theme.key, theme.title or theme.key) for theme in studies.themes_of(row)]
        codes = [(each.code.guid, each.title) for each in codings.placed_codes(context, row)]
        return book_xlsx(matrix_sheets(codings.matrix_rows(context, row), themes, codes)), XLSX
    tree = codings.tree_of(context, row)
    if kind == "qdc":
        return (book_bytes(CodeBook(tree)), "application/xml") if tree else None
    if kind == "qdpx":
        return project_bytes(QdaProject(row.name, tree, _interviews(context, row))), "application/zip"
    return None


def _interviews(context, row: InterviewStudy) -> tuple[ProjectInterview, ...]:
    """Return the interviews by their keys: a text of all themes after one another, what was coded moved along."""
    coded: dict[UUID, list] = {}
    for coding in codings.codings_of(context, row).filter(finished_at__isnull=False).order_by("finished_at", "id"):
        coded.setdefault(coding.section_id, []).append(coding)
    coders = {coder: f"Coder {number}" for number, coder in enumerate(
        dict.fromkeys(each.coder_id for own in coded.values() for each in own), 1)}  # fmt: skip
    found = []
    for interview in studies.interviews_of(context, row):
        text, passages = "", []
        for section in studies.sections_of(context, interview):
            for coding in coded.get(section.id, ()):
                passages += coded_passages(
                    section.notes, coding.passages, coding.memo, coders[coding.coder_id], len(text)
                )
            text += with_plain_ends(section.notes) + "\n\n"
        said = interview.member.descriptions[-1] if interview.member.descriptions else ""
        found.append(ProjectInterview(interview.member.key, said, text, tuple(passages)))
    return tuple(found)


def _choices(context, row: InterviewStudy) -> dict[str, Sequence[tuple[str, str]]]:
    interviews = [
        (str(each.id), f"{each.member.key}, {each.member.kind}{f' ({each.member.group})' if each.member.group else ''}")
        for each in studies.interviews_of(context, row)
    ]
    return {
        "interviews": interviews,
        "themes": [(theme.key, theme.title or theme.key) for theme in studies.themes_of(row)],
    }


@require_http_methods(["GET", "HEAD", "POST"])
def finding_list(request: HttpRequest, study_id: UUID) -> HttpResponse:
    context, row = read_study_or_404(request, study_id)
    codes = [(each.code.guid, each.title) for each in codings.placed_codes(context, row)]
    form = FindingForm(request.POST or None, codes=codes, **_choices(context, row))
    if request.method == "POST" and form.is_valid():
        key = key_of(request.POST.lists())
        done = or_404(actions.draft_finding(by=context, study_id=row.id, key=key, **form.cleaned_data))
        if not isinstance(done, Refusal):
            messages.success(request, "Drafted. It is out once somebody else in the team has approved it.")
            return redirect("engagement:finding_list", row.id)
        form.add_error(None, done.because)
    evidence = codings.evidence_of(context, row)
    keys = codings.keys_of(studies.interviews_of(context, row))
    rows = [
        (
            each,
            evidence[each.id].words,
            [keys[one] for one in each.against if one in keys],
            why_not_release_words(context, each.drafted_by_id, each.state),
        )
        for each in codings.findings_of(context, row)
    ]
    page = {"study": row, "form": form, "rows": rows, "may_run": can_run_studies(context)}
    return render(request, "engagement/interviews/finding_list.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def quote_list(request: HttpRequest, study_id: UUID) -> HttpResponse:
    context, row = read_study_or_404(request, study_id)
    form = QuoteForm(request.POST or None, **_choices(context, row))
    if request.method == "POST" and form.is_valid():
        found = form.cleaned_data
        done = or_404(
            actions.draft_quote(
                by=context, study_id=row.id, interview_id=UUID(found["interview"]), theme=found["theme"],
                text=found["text"], key=key_of(request.POST.lists()),
            )
        )  # fmt: skip
        if not isinstance(done, Refusal):
            messages.success(request, "Drafted. It is out once somebody else in the team has approved it.")
            return redirect("engagement:quote_list", row.id)
        form.add_error("text", done.because)
    titles = {theme.key: theme.title or theme.key for theme in studies.themes_of(row)}
    rows = [
        (each, titles.get(each.theme, each.theme), why_not_release_words(context, each.drafted_by_id, each.state))
        for each in codings.quotes_of(context, row)
    ]
    page = {"study": row, "form": form, "rows": rows, "may_run": can_run_studies(context)}
    return render(request, "engagement/interviews/quote_list.html", page)


@require_POST
def finding_release(request: HttpRequest, study_id: UUID, study_finding_id: UUID) -> HttpResponse:
    context, row = read_study_or_404(request, study_id)
    done = or_404(actions.release_finding(by=context, study_id=row.id, finding_id=study_finding_id))
    return _back(request, row, done, "The finding is released.", "finding_list")


@require_POST
def quote_release(request: HttpRequest, study_id: UUID, study_quote_id: UUID) -> HttpResponse:
    context, row = read_study_or_404(request, study_id)
    done = or_404(actions.release_quote(by=context, study_id=row.id, quote_id=study_quote_id))
    return _back(request, row, done, "The quote is released.", "quote_list")


@require_POST
def finding_withdraw(request: HttpRequest, study_id: UUID, study_finding_id: UUID) -> HttpResponse:
    context, row = run_study_or_404(request, study_id)
    done = or_404(actions.withdraw(by=context, study_id=row.id, words_id=study_finding_id))
    return _back(request, row, done, "The finding is withdrawn.", "finding_list")


@require_POST
def quote_withdraw(request: HttpRequest, study_id: UUID, study_quote_id: UUID) -> HttpResponse:
    context, row = run_study_or_404(request, study_id)
    done = or_404(actions.withdraw(by=context, study_id=row.id, words_id=study_quote_id))
    return _back(request, row, done, "The quote is withdrawn.", "quote_list")


def _back(request: HttpRequest, row: InterviewStudy, done: object, words: str, where: str) -> HttpResponse:
    if isinstance(done, Refusal):
        messages.error(request, done.because)
    else:
        messages.success(request, words)
    return redirect(f"engagement:{where}", row.id)


@require_safe
def released_study_list(request: HttpRequest) -> HttpResponse:
    """Show which studies have released something, and which soft market tests are open, to those who read them."""
    context = context_or_404(request)
    or_404(context if can_read_released_words(context) else None)
    rows = market_tests.studies_to_read(context)
    return render(request, "engagement/interviews/released_study_list.html", {"rows": rows})


@require_safe
def released_words(request: HttpRequest, study_id: UUID) -> HttpResponse:
    """Show what a study found by theme, once released: to its team, its council and its regional lead."""
    context, row = _released_study_or_404(request, study_id)
    themes = words_by_theme(studies.themes_of(row), *codings.released_words(context, row))
    page = {
        "study": row,
        "themes": themes,
        "is_test": row.kind == StudyKind.MARKET_TEST,
        "questions": studies.themes_of(row),
        "is_open": row.closes_on is not None and row.closes_on >= timezone.localdate(),
        "voices": voices_in_words(row.voices),
    }
    return render(request, "engagement/interviews/released_words.html", page)


@require_safe
def released_file(request: HttpRequest, study_id: UUID) -> HttpResponse:
    """Return what is released of a study as a workbook, by theme."""
    context, row = _released_study_or_404(request, study_id)
    themes = words_by_theme(studies.themes_of(row), *codings.released_words(context, row))
    data = book_xlsx(said_sheets(themes))
    headers = {"Content-Disposition": f'attachment; filename="{slugify(row.name)[:60] or "study"}.xlsx"'}
    return HttpResponse(data, XLSX, headers=headers)


def _released_study_or_404(request: HttpRequest, study_id: UUID) -> tuple[Context, InterviewStudy]:
    context = context_or_404(request)
    or_404(context if can_read_released_words(context) else None)
    return context, or_404(codings.study_with_words(context, study_id))
