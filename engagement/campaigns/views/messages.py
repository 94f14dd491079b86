"""The page of one message of a campaign as it went out."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from engagement import queries
from engagement.campaigns.views.campaigns import crumbs_of
from engagement.permissions import can_change_campaign
from engagement.views.lookups import exercise_or_404


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
    return render(request, "engagement/campaigns/message_detail.html", page)
