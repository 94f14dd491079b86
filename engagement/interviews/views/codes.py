"""Pages of codes: the tree in its versions, a section coded by sentences, and how two coders agree."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.domain.refusal import Refusal
from accounts.domain.whole_numbers import whole_number
from accounts.lookups import or_404
from engagement.interviews.actions import codes as actions
from engagement.interviews.domain.code_book import book_in
from engagement.interviews.domain.passages import chosen_in, sentences_of
from engagement.interviews.domain.stored_tree import tree_in, tree_text
from engagement.interviews.forms.words import BookFileForm, TreeForm
from engagement.interviews.queries import codings, studies
from engagement.interviews.views.lookups import read_study_or_404, run_study_or_404, section_or_404
from engagement.permissions import can_run_studies


@require_http_methods(["GET", "HEAD", "POST"])
def code_tree(request: HttpRequest, study_id: UUID) -> HttpResponse:
    context, row = read_study_or_404(request, study_id)
    versions = list(codings.tree_versions(context, row)[:50])
    standing = codings.tree_of(context, row)
    form = TreeForm(request.POST or None, initial={"tree": tree_text(standing)})
    if request.method == "POST" and form.is_valid():
        try:
            codes = tree_in(form.cleaned_data["tree"], standing)
        except ValueError as trouble:
            form.add_error("tree", str(trouble))
        else:
            number = whole_number(request.POST.get("number", ""))
            done = or_404(
                actions.change_tree(
                    by=context, study_id=row.id, number=number, codes=codes, why=form.cleaned_data["why"]
                )
            )
            if not isinstance(done, Refusal):
                messages.success(request, f"These are the codes, version {done.number}.")
                return redirect("engagement:code_tree", row.id)
            form.add_error("tree", done.because)
    page = {
        "study": row, "form": form, "versions": versions, "book_form": BookFileForm(),
        "may_run": can_run_studies(context),
    }  # fmt: skip
    return render(request, "engagement/interviews/code_tree.html", page)


@require_POST
def code_tree_import(request: HttpRequest, study_id: UUID) -> HttpResponse:
    """Take the codes of another program's codebook as the next version."""
    context, row = run_study_or_404(request, study_id)
    form = BookFileForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, " ".join(words for each in form.errors.values() for words in each))
        return redirect("engagement:code_tree", row.id)
    try:
        book = book_in(form.cleaned_data["file"])
    except ValueError as trouble:
        messages.error(request, str(trouble))
        return redirect("engagement:code_tree", row.id)
    number = whole_number(request.POST.get("number", ""))
    why = f"Codebook of {book.origin}" if book.origin else "Codebook of another program"
    done = or_404(actions.change_tree(by=context, study_id=row.id, number=number, codes=book.codes, why=why))
    if isinstance(done, Refusal):
        messages.error(request, done.because)
    else:
        messages.success(request, f"These are the codes, version {done.number}.")
    return redirect("engagement:code_tree", row.id)


@require_http_methods(["GET", "HEAD", "POST"])
def section_code(request: HttpRequest, study_id: UUID, interview_id: UUID, theme: str) -> HttpResponse:
    """Code a section sentence by sentence; what another made of it is not shown."""
    run_study_or_404(request, study_id)
    context, interview, section = section_or_404(request, study_id, interview_id, theme)
    sentences, codes = sentences_of(section.notes), codings.placed_codes(context, interview.study)
    if request.method == "POST":
        chosen = {each.number: request.POST.getlist(f"codes-{each.number}") for each in sentences}
        is_finished = request.POST.get("finish") == "1"
        done = or_404(
            actions.save_coding(
                by=context, study_id=interview.study_id, interview_id=interview.id, theme=theme,
                edition=whole_number(request.POST.get("edition", "")), chosen=chosen,
                memo=request.POST.get("memo", "")[:2_000].replace("\0", ""), is_finished=is_finished,
            )
        )  # fmt: skip
        if isinstance(done, Refusal):
            messages.error(request, done.because)
        else:
            messages.success(request, "Finished." if is_finished else "Saved.")
        return redirect("engagement:section_code", interview.study_id, interview.id, theme)
    own = codings.own_coding(context, section)
    given = chosen_in(sentences, own.passages) if own else {}
    titles = {each.key: each for each in studies.themes_of(interview.study)}
    group = titles[theme].title.replace("/", "–") if theme in titles else ""
    codes.sort(key=lambda each: each.path[0] != group)  # those of this theme first
    page = {
        "study": interview.study, "interview": interview, "section": section, "theme": titles.get(theme),
        "sentences": [(each, given.get(each.number, [])) for each in sentences], "codes": codes, "coding": own,
    }  # fmt: skip
    return render(request, "engagement/interviews/section_code.html", page)


@require_safe
def code_agreement(request: HttpRequest, study_id: UUID) -> HttpResponse:
    context, row = read_study_or_404(request, study_id)
    found = codings.agreement_of(context, row)
    rows = [(each, found[each.code.guid]) for each in codings.placed_codes(context, row)]
    rows.sort(key=lambda each: (each[1].kappa is None, each[1].kappa or 0))  # what there is to talk about first
    sections = max((agreement.n for _, agreement in rows), default=0)
    return render(request, "engagement/interviews/code_agreement.html", {"study": row, "rows": rows, "n": sections})
