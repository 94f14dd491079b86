"""The page on which a council records what clients chose, by its own references."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.lookups import or_404
from markets.programme import queries
from markets.programme.actions.choices import record
from markets.programme.domain.client_choices import SortedReferences
from markets.programme.forms import ClientChoicesForm
from markets.programme.views.programmes import keeper_or_404


@require_http_methods(["GET", "HEAD", "POST"])
def choices(request: HttpRequest, programme_id: UUID) -> HttpResponse:
    """Record choices; references that are in no package are said and stay in the box, the others are kept."""
    context, row = keeper_or_404(request, programme_id)
    form, found = ClientChoicesForm(request.POST if request.method == "POST" else None), None
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        found = or_404(
            record(
                by=context, programme_id=row.id, typed=told["references"], choice=told["choice"],
                chosen_on=told["chosen_on"],
            )
        )  # fmt: skip
        if not found.unknown:
            messages.success(request, f"{_many(len(found.known))} recorded.")
            return redirect("markets:programme_choices", row.id)
        form = _with_what_is_left(request, found)
    page = {
        "row": row,
        "form": form,
        "found": found,
        "counts": [(one.label, n) for one, n in queries.choice_counts(context, row).items()],
        "has_packages": bool(queries.clients_on_books(row, timezone.localdate())),
    }
    return render(request, "markets/programme/choices.html", page)


def _with_what_is_left(request: HttpRequest, found: SortedReferences) -> ClientChoicesForm:
    """Return the form with the references that were not found, and a sentence that says so."""
    left = request.POST.copy()
    left["references"] = "\n".join(found.unknown)
    form = ClientChoicesForm(left)
    n = len(found.unknown)
    are = "is in no package" if n == 1 else "are in no package"
    kept = f" {_many(len(found.known))} recorded." if found.known else ""
    form.add_error("references", f"{n} of these {are} on the books, and stand below still.{kept}")
    return form


def _many(n: int) -> str:
    return "1 choice is" if n == 1 else f"{n:,} choices are"
