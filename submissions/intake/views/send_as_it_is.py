"""The page on which a provider sends the team a workbook of another layout, as it is."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.domain.refusal import Refusal
from accounts.lookups import context_or_404
from submissions.intake.actions import intake as actions
from submissions.intake.forms import SendAsItIsForm
from submissions.views.lookups import participation_or_404


@require_http_methods(["GET", "HEAD", "POST"])
def send_as_it_is(request: HttpRequest, participation_id: UUID) -> HttpResponse:
    participation = participation_or_404(request, participation_id)
    form = SendAsItIsForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        done = actions.send_as_it_is(
            by=context_or_404(request), participation_id=participation.id, file_name=file.name, data=file.read()
        )
        if not isinstance(done, Refusal):
            messages.success(request, f"The independent team has {done.file_name}. It finds your figures in it.")
            return redirect("submissions:participation_detail", participation.id)
        form.add_error("file", done.because)
    return render(request, "submissions/intake/send_as_it_is.html", {"form": form, "participation": participation})
