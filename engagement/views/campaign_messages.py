"""One message of a campaign as it went out, and those in doubt, on which a person decides."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from engagement import queries
from engagement.actions import doubts
from engagement.permissions import can_change_campaign
from engagement.views.campaigns import crumbs_of, told
from engagement.views.finding import exercise_or_404

A_PAGE = 25
DECISIONS = {
    "sent": (doubts.call_sent, "It counts as sent now, and stands in the contact log."),
    "lost": (doubts.call_lost, "It counts as failed now. It will not be sent again."),
    "again": (doubts.send_again, "It is sent again."),
}


@require_safe
def doubt_list(request: HttpRequest, exercise_id: UUID) -> HttpResponse:
    context, exercise = exercise_or_404(request, exercise_id)
    rows = queries.in_doubt(context, exercise.id)
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    shown = [(row, can_change_campaign(context, row.step.campaign)) for row in page]
    crumbs = [(f"Campaigns: {exercise.name}", reverse("engagement:campaign_list", args=[exercise.id]))]
    words = {"exercise": exercise, "page": page, "shown": shown, "crumbs": crumbs}
    return render(request, "engagement/doubt_list.html", words)


@require_safe
def message_detail(request: HttpRequest, exercise_id: UUID, message_id: UUID) -> HttpResponse:
    context, exercise = exercise_or_404(request, exercise_id)
    message = queries.message_for(context, message_id)
    if message is None or message.exercise_id != exercise.id:
        raise Http404
    step = message.step
    url = reverse("engagement:step_detail", args=[exercise.id, step.id])
    page = {
        "exercise": exercise,
        "message": message,
        "about": message.about.select_related("participation"),
        "may_change": can_change_campaign(context, step.campaign),
        "crumbs": [*crumbs_of(step.campaign), (step.title, url)],
    }
    return render(request, "engagement/message_detail.html", page)


@require_POST
def message_decide(request: HttpRequest, exercise_id: UUID, message_id: UUID) -> HttpResponse:
    context, exercise = exercise_or_404(request, exercise_id)
    decide, words = DECISIONS.get(request.POST.get("decision", ""), (None, ""))
    if decide is None:
        raise Http404
    told(request, decide(by=context, message_id=message_id), words)
    return redirect("engagement:doubt_list", exercise.id)
