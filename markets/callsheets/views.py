"""The call sheet of a provider that fails, on two printed pages, and its packages as a file."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.domain.context import Context
from accounts.lookups import or_404
from markets.callsheets import actions
from markets.callsheets.domain.call_sheet import FILE_HEADS, SLOTS, CallSheet
from markets.callsheets.queries import providers_of, sheet_of, to_call
from markets.doublecare.queries import own_run_for
from markets.forms import OwnReferencesForm
from markets.lookups import profile_reader_or_404
from markets.models import VisitRun
from spreadsheets.table_files import CONTENT_TYPES, table_file


@require_http_methods(["GET", "HEAD", "POST"])
def call_sheet(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Show the sheet of the provider that is chosen in the address; own references that are typed are found in it."""
    context: Context = profile_reader_or_404(request)
    run = or_404(own_run_for(context, run_id))
    providers, ref = providers_of(run), request.GET.get("of", "")
    page: dict[str, Any] = {
        "run": run,
        "run_query": f"run={run.id}&holder={run.holder}",
        "providers": providers,
        "chosen": ref,
        "form": OwnReferencesForm(request.POST if request.method == "POST" and ref else None),
    }
    if not ref:
        return render(request, "markets/callsheets/call_sheet.html", page)
    or_404(dict(providers).get(ref))
    typed = page["form"].cleaned_data["references"] if page["form"].is_valid() else ""
    sheet, has_packages = sheet_of(run, ref, timezone.localdate(), typed)
    actions.note_view(by=context, run=run, provider=sheet.name)
    page |= {
        "sheet": sheet,
        "slots": list(SLOTS.values()),
        "calls": to_call(context, sheet),
        "has_packages": has_packages,
        "today": timezone.localdate(),
        "matched": sum(bool(one.own) for one in sheet.packages) if typed else None,
    }
    return render(request, "markets/callsheets/call_sheet.html", page)


@require_safe
def call_sheet_file(request: HttpRequest, run_id: UUID, kind: str) -> HttpResponse:
    """Send all packages of the provider by reference."""
    context: Context = profile_reader_or_404(request)
    run = or_404(own_run_for(context, run_id))
    ref = request.GET.get("of", "")
    if kind not in CONTENT_TYPES or ref not in dict(providers_of(run)):
        raise Http404
    sheet, _ = sheet_of(run, ref, timezone.localdate())
    actions.note_view(by=context, run=run, provider=sheet.name)
    return _file(run, sheet, kind)


def _file(run: VisitRun, sheet: CallSheet, kind: str) -> HttpResponse:
    today = timezone.localdate()
    mark = f"{run.authority.name}: packages of {sheet.name} on {today:%-d %B %Y}. For the council alone."
    data = table_file(kind, "Packages", mark, FILE_HEADS, [one.cells for one in sheet.packages])
    headers = {
        "Content-Disposition": f'attachment; filename="packages-{today}.{kind}"',
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(data, CONTENT_TYPES[kind], headers=headers)
