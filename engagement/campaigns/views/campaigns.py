"""Pages of campaigns: the list of an exercise, and one with its steps: new, changed, copied, stopped."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.domain.context import Context
from accounts.domain.idempotency import key_of
from accounts.domain.whole_numbers import whole_number
from accounts.lookups import or_404
from engagement import queries
from engagement.campaigns.actions import campaigns
from engagement.campaigns.domain.schedule import is_missed
from engagement.campaigns.domain.step_states import StepState
from engagement.campaigns.forms import (
    CampaignForm,
    CopyForm,
    NewCampaignForm,
    initial_of,
)
from engagement.models import Campaign, Step
from engagement.permissions import can_change_campaign, is_of_the_team
from engagement.views.lookups import exercise_or_404
from register import queries as register

A_PAGE = 25


@require_safe
def campaign_list(request: HttpRequest, exercise_id: UUID) -> HttpResponse:
    context, exercise = exercise_or_404(request, exercise_id)
    found = queries.campaigns(context, exercise.id)
    page = {
        "exercise": exercise,
        "page": Paginator(found, A_PAGE).get_page(request.GET.get("page")),
        "doubts": queries.count_in_doubt(context, exercise.id),
        "templates": queries.templates(context),
        "by_the_team": None if is_of_the_team(context) else queries.written_by_the_team(context, exercise.id),
    }
    return render(request, "engagement/campaigns/campaign_list.html", page)


@require_safe
def campaign_detail(request: HttpRequest, exercise_id: UUID, campaign_id: UUID) -> HttpResponse:
    context, campaign = campaign_or_404(request, exercise_id, campaign_id)
    page = {
        "exercise": campaign.exercise,
        "campaign": campaign,
        "steps": [described(step) for step in queries.steps_of(context, campaign)],
        "may_change": can_change_campaign(context, campaign),
        "templates": queries.templates(context),
        "crumbs": crumbs_of(campaign)[:1],
    }
    return render(request, "engagement/campaigns/campaign_detail.html", page)


def described(step: Step) -> dict[str, Any]:
    """Return what describes a step: its day, and whether the day has passed without it."""
    due = campaigns.due_day(step)
    is_open = step.state in (StepState.DRAFT, StepState.SCHEDULED)
    return {
        "step": step,
        "due": due,
        "is_missed": is_open and is_missed(due, timezone.now()),
        "is_open": is_open,
        "is_to_come": due is not None and due >= timezone.localdate(),
    }


def campaign_new(request: HttpRequest, exercise_id: UUID) -> HttpResponse:
    context, exercise = exercise_or_404(request, exercise_id)
    mine = {"officer_name": context.person_name, "begin_with": "usual"}
    form = NewCampaignForm(request.POST if request.method == "POST" else None, initial=mine)
    if request.method == "POST" and form.is_valid():
        made = campaigns.put(
            by=context,
            exercise_id=exercise.id,
            name=form.cleaned_data["name"],
            officer=form.officer,
            key=key_of(request.POST.lists()),
        )
        if isinstance(made, Campaign):
            if form.cleaned_data["begin_with"] == "usual":
                campaigns.begin_with_the_usual(by=context, campaign=made)
            return redirect("engagement:campaign_detail", exercise.id, made.id)
        form.add_error("name", made.because if made else "This exercise is not yours to write for.")
    back = reverse("engagement:campaign_list", args=[exercise.id])
    return render(
        request, "engagement/campaigns/campaign_form.html", {"exercise": exercise, "form": form, "back_url": back}
    )


def campaign_edit(request: HttpRequest, exercise_id: UUID, campaign_id: UUID) -> HttpResponse:
    context, campaign = my_campaign_or_404(request, exercise_id, campaign_id)
    form = CampaignForm(request.POST if request.method == "POST" else None, initial=initial_of(campaign))
    if request.method == "POST" and form.is_valid():
        done = campaigns.put(
            by=context,
            exercise_id=exercise_id,
            name=form.cleaned_data["name"],
            officer=form.officer,
            campaign_id=campaign.id,
        )
        if isinstance(done, Campaign):
            messages.success(request, "The campaign has been saved.")
            return redirect("engagement:campaign_detail", exercise_id, campaign.id)
        form.add_error("name", done.because if done else "This campaign is not yours to change.")
    page = {"exercise": campaign.exercise, "campaign": campaign, "form": form, "back_url": url_of(campaign)}
    return render(request, "engagement/campaigns/campaign_form.html", page)


def campaign_copy(request: HttpRequest, exercise_id: UUID, campaign_id: UUID) -> HttpResponse:
    context, campaign = campaign_or_404(request, exercise_id, campaign_id)
    choices = [(str(each.id), each.name) for each in register.exercises(context)]
    initial = {"name": f"{campaign.name[:90]} (copy)", "exercise": str(exercise_id)}
    form = CopyForm(choices, request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        made = campaigns.copy(
            by=context, campaign_id=campaign.id, exercise_id=UUID(said["exercise"]), name=said["name"]
        )
        if isinstance(made, Campaign):
            messages.success(request, "The copy is here. All its steps are drafts.")
            return redirect("engagement:campaign_detail", made.exercise_id, made.id)
        form.add_error("name", made.because if made else "This exercise is not yours to write for.")
    page = {"exercise": campaign.exercise, "campaign": campaign, "form": form, "back_url": url_of(campaign)}
    return render(request, "engagement/campaigns/campaign_copy.html", page)


def campaign_stop(request: HttpRequest, exercise_id: UUID, campaign_id: UUID) -> HttpResponse:
    """Stop a campaign after asking once, as a stopped campaign does not go on."""
    context, campaign = my_campaign_or_404(request, exercise_id, campaign_id)
    if request.method == "POST":
        campaigns.stop(by=context, campaign_id=campaign.id)
        messages.success(request, "The campaign is stopped. Nothing more of it goes out.")
        return redirect("engagement:campaign_detail", exercise_id, campaign.id)
    page = {"exercise": campaign.exercise, "campaign": campaign, "back_url": url_of(campaign)}
    return render(request, "engagement/campaigns/campaign_stop.html", page)


@require_POST
def template_drop(request: HttpRequest, exercise_id: UUID) -> HttpResponse:
    context, exercise = exercise_or_404(request, exercise_id)
    number = request.POST.get("template", "")
    dropped = or_404(campaigns.drop_template(by=context, template_id=whole_number(number)))
    messages.success(request, f"The template {dropped.name} was removed. What was written with it stays.")
    return redirect("engagement:campaign_list", exercise.id)


def campaign_or_404(request: HttpRequest, exercise_id: UUID, campaign_id: UUID) -> tuple[Context, Campaign]:
    context, exercise = exercise_or_404(request, exercise_id)
    campaign = queries.campaign_for(context, campaign_id)
    if campaign is None or campaign.exercise_id != exercise.id:
        raise Http404
    return context, campaign


def my_campaign_or_404(request: HttpRequest, exercise_id: UUID, campaign_id: UUID) -> tuple[Context, Campaign]:
    """Return a campaign that the asker's side may change; raise Http404 otherwise."""
    context, campaign = campaign_or_404(request, exercise_id, campaign_id)
    if not can_change_campaign(context, campaign):
        raise Http404
    return context, campaign


def url_of(campaign: Campaign) -> str:
    return reverse("engagement:campaign_detail", args=[campaign.exercise_id, campaign.id])


def crumbs_of(campaign: Campaign) -> list[tuple[str, str]]:
    listed = reverse("engagement:campaign_list", args=[campaign.exercise_id])
    return [(f"Campaigns: {campaign.exercise.name}", listed), (campaign.name, url_of(campaign))]
