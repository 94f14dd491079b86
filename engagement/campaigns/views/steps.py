"""Pages of a step of a campaign: write, preview, check the recipients, send, watch."""

from itertools import groupby
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts import queries as accounts
from accounts.domain.context import Context
from accounts.domain.delivery import MailState
from accounts.domain.idempotency import key_of
from accounts.domain.whole_numbers import whole_number
from engagement import queries
from engagement.campaigns.actions import campaigns, test_message
from engagement.campaigns.domain.audience import LeftOutRecipient, MessageAudience, rules_for
from engagement.campaigns.domain.audience_rules import in_words, rule_from
from engagement.campaigns.domain.default_messages import usual_mails
from engagement.campaigns.domain.merge_fields import FIELDS
from engagement.campaigns.domain.message_text import MessageText
from engagement.campaigns.domain.step_states import OPEN, StepState
from engagement.campaigns.forms import (
    MessageFilter,
    StepForm,
    TemplateNameForm,
    initial_of_step,
    initial_of_words,
)
from engagement.campaigns.views.campaigns import crumbs_of, described, my_campaign_or_404
from engagement.domain.owner_team import side_of
from engagement.models import Campaign, Step
from engagement.permissions import can_change_campaign
from engagement.views.form_results import told
from engagement.views.lookups import exercise_or_404
from register import queries as register
from register.permissions import can_run_exercise

A_PAGE = 50
# So many locations that a reason leaves out are shown at once.
A_REASON = 50
S = MailState


@require_safe
def step_detail(request: HttpRequest, exercise_id: UUID, step_id: UUID) -> HttpResponse:
    """Show a step.

    Before it is sent its words, recipients and day, from then on its progress and each message's state.
    """
    context, step = step_or_404(request, exercise_id, step_id)
    form = MessageFilter(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    found = queries.messages_of(context, step, state=wanted.get("state", ""), words=wanted.get("q", ""))
    page = _page(context, step) | {
        "page": Paginator(found, A_PAGE).get_page(request.GET.get("page")),
        "filter": form,
        "template_form": TemplateNameForm(initial={"name": step.subject[:100]}),
        "rule_words": in_words(rule_from(step.rule)),
    }
    return render(request, "engagement/campaigns/step_detail.html", page)


def _page(context: Context, step: Step) -> dict[str, Any]:
    seen = "-".join(str(getattr(step, f"{state.value}_count")) for state in S) + step.state
    url = reverse("engagement:step_progress", args=[step.exercise_id, step.id])
    return described(step) | {
        "exercise": step.exercise,
        "campaign": step.campaign,
        "may_change": can_change_campaign(context, step.campaign),
        "is_sending": step.state == StepState.SENDING,
        "held_up": accounts.mail_server_of_campaigns() if step.state == StepState.SENDING else None,
        "settled": step.all_count - step.waiting_count - step.claimed_count,  # type: ignore[attr-defined]
        "url": f"{url}?seen={seen}",
        "seen": seen,
        "counts": [
            (state, getattr(step, f"{state.value}_count")) for state in S if getattr(step, f"{state.value}_count")
        ],
        "crumbs": crumbs_of(step.campaign),
    }


@require_safe
def step_progress(request: HttpRequest, exercise_id: UUID, step_id: UUID) -> HttpResponse:
    """Return the progress bar alone; nothing (204) if it is as the page has seen it."""
    context, step = step_or_404(request, exercise_id, step_id)
    page = _page(context, step)
    if step.state != StepState.SENDING:
        return HttpResponse(headers={"HX-Redirect": _url(step)})
    if request.GET.get("seen") == page["seen"]:
        return HttpResponse(status=204)
    return render(request, "engagement/campaigns/_sending.html", page)


def step_new(request: HttpRequest, exercise_id: UUID, campaign_id: UUID) -> HttpResponse:
    context, campaign = my_campaign_or_404(request, exercise_id, campaign_id)
    return _step_form(request, context, campaign, None, _begun_with(context, request.GET.get("from", "")))


def step_edit(request: HttpRequest, exercise_id: UUID, step_id: UUID) -> HttpResponse:
    context, step = my_step_or_404(request, exercise_id, step_id)
    if step.state not in OPEN:
        messages.error(request, campaigns.GONE.because)
        return redirect(_url(step))
    return _step_form(request, context, step.campaign, step, initial_of_step(step))


def _begun_with(context: Context, chosen: str) -> dict[str, Any]:
    """Return what to begin a step with: a kept template (by number), or one of the usual messages (by name)."""
    kept = queries.template_for(context, whole_number(chosen)) if chosen else None
    if kept is not None:
        return {"subject": kept.subject, "body": kept.body}
    usual = next((each for each in usual_mails(side_of(context)) if each.name == chosen), None)
    if usual is None:
        return {}
    due = {"when": usual.due.when.value, "days": usual.due.days}
    return initial_of_words(usual.subject, usual.body, usual.rule) | due


def _step_form(
    request: HttpRequest, context: Context, campaign: Campaign, step: Step | None, initial: dict[str, Any]
) -> HttpResponse:
    zones = queries.zones_of(context, campaign.exercise_id)
    sizes = queries.size_bands_of(context, campaign.exercise_id)
    posted = request.POST if request.method == "POST" else None
    missed = queries.missed_events(context, campaign.exercise_id)
    form = StepForm(rules_for(side_of(context)), zones, sizes, missed, posted, initial=initial)
    if request.method == "POST" and form.is_valid():
        done = campaigns.put_step(
            by=context,
            campaign_id=campaign.id,
            words=form.words,
            step_id=step.id if step else None,
            key=key_of(request.POST.lists()),
        )
        if isinstance(done, Step):
            messages.success(request, "The step has been saved. Look at its preview and its recipients.")
            return redirect("engagement:step_detail", campaign.exercise_id, done.id)
        form.add_error(None, done.because if done else "This campaign is not yours to change.")
    page = {
        "exercise": campaign.exercise,
        "campaign": campaign,
        "step": step,
        "form": form,
        "fields": [(f"{{{{ {name} }}}}", words) for name, words in FIELDS.items()],
        "usual": usual_mails(side_of(context)),
        "templates": queries.templates(context),
        "crumbs": crumbs_of(campaign),
    }
    return render(request, "engagement/campaigns/step_form.html", page)


@require_safe
def step_preview(request: HttpRequest, exercise_id: UUID, step_id: UUID) -> HttpResponse:
    """Show what one recipient would get, with a link to the next."""
    context, step = step_or_404(request, exercise_id, step_id)
    found = audience_of(context, step).recipients
    page = Paginator(found, 1).get_page(request.GET.get("page"))
    one = page.object_list[0] if found else None
    asked = list(register.reached(context, exercise_id).filter(id__in=one.participation_ids)) if one else []
    shown = {
        "exercise": step.exercise,
        "campaign": step.campaign,
        "step": step,
        "page": page,
        "one": one,
        "asked": asked,
        "written": _text_for(step, one.name, asked) if one else None,
        "may_change": can_change_campaign(context, step.campaign),
        "crumbs": [*crumbs_of(step.campaign), (step.title, _url(step))],
    }
    return render(request, "engagement/campaigns/step_preview.html", shown)


def _text_for(step: Step, name: str, asked: list[Any]) -> MessageText:
    return queries.message_text_for(step, name, asked, "(a link that works for this recipient alone)")


@require_safe
def step_recipients(request: HttpRequest, exercise_id: UUID, step_id: UUID) -> HttpResponse:
    """Show who gets it, and who does not and why: the last look before it is sent."""
    context, step = step_or_404(request, exercise_id, step_id)
    found = audience_of(context, step)
    names = dict(register.reached(context, exercise_id).values_list("id", "location_name"))
    rows = [(one, [names[key] for key in one.participation_ids]) for one in found.recipients]
    page = described(step) | {
        "exercise": step.exercise,
        "campaign": step.campaign,
        "page": Paginator(rows, A_PAGE).get_page(request.GET.get("page")),
        "left_out": found.left_out,
        **_left_out(found, request),
        "doors": queries.closed_doors(context, step, found.recipients),
        "may_invite": can_run_exercise(context, step.exercise),
        "locations": len({key for one in found.recipients for key in one.participation_ids}),
        "rule_words": in_words(rule_from(step.rule)),
        "may_change": can_change_campaign(context, step.campaign),
        "crumbs": [*crumbs_of(step.campaign), (step.title, _url(step))],
    }
    return render(request, "engagement/campaigns/step_recipients.html", page)


def _left_out(found: MessageAudience, request: HttpRequest) -> dict[str, Any]:
    """Return the reasons with the first of each, and all of the one that is asked for, page by page."""
    reasons = _by_reason(found)
    wanted = dict(reasons).get(request.GET.get("why", ""))
    shown = [(label, some[:A_REASON], len(some) - A_REASON) for label, some in reasons]
    if wanted is None:
        return {"reasons": shown}
    return {"why": request.GET["why"], "of_why": Paginator(wanted, 4 * A_REASON).get_page(request.GET.get("page"))}


def _by_reason(found: MessageAudience) -> list[tuple[str, list[LeftOutRecipient]]]:
    rows = sorted(found.left_out, key=lambda each: (each.why.label, each.location))
    return [(label, list(some)) for label, some in groupby(rows, key=lambda each: each.why.label)]


def audience_of(context: Context, step: Step) -> MessageAudience:
    return queries.audience_for(context, step.exercise_id, rule_from(step.rule), queries.had_by(step))


@require_POST
def step_send(request: HttpRequest, exercise_id: UUID, step_id: UUID) -> HttpResponse:
    context, step = my_step_or_404(request, exercise_id, step_id)
    done = campaigns.send(by=context, step_id=step.id, version=_version(request))
    told(request, done, "The mails are on their way.")
    return redirect(_url(step))


@require_POST
def step_schedule(request: HttpRequest, exercise_id: UUID, step_id: UUID) -> HttpResponse:
    context, step = my_step_or_404(request, exercise_id, step_id)
    done = campaigns.schedule(by=context, step_id=step.id, version=_version(request))
    told(request, done, "The step is scheduled. It goes out by itself on its day, to whom its rule reaches then.")
    return redirect(_url(step))


@require_POST
def step_unschedule(request: HttpRequest, exercise_id: UUID, step_id: UUID) -> HttpResponse:
    context, step = my_step_or_404(request, exercise_id, step_id)
    told(request, campaigns.unschedule(by=context, step_id=step.id), "The step is a draft again.")
    return redirect(_url(step))


@require_POST
def step_remove(request: HttpRequest, exercise_id: UUID, step_id: UUID) -> HttpResponse:
    context, step = my_step_or_404(request, exercise_id, step_id)
    told(request, campaigns.remove_step(by=context, step_id=step.id), "The step was removed. Nothing was sent of it.")
    return redirect("engagement:campaign_detail", exercise_id, step.campaign_id)


@require_POST
def step_test(request: HttpRequest, exercise_id: UUID, step_id: UUID) -> HttpResponse:
    """Send a test to the asker's own address, and to nobody else."""
    context, step = step_or_404(request, exercise_id, step_id)
    address = request.user.email  # type: ignore[union-attr]
    number = request.POST.get("number", "")
    done = test_message.send_to_myself(by=context, step_id=step.id, address=address, number=whole_number(number) or 1)
    told(request, done, f"A test mail was sent to {address}.")
    return redirect(f"{reverse('engagement:step_preview', args=[exercise_id, step.id])}?page={number or 1}")


@require_POST
def step_keep(request: HttpRequest, exercise_id: UUID, step_id: UUID) -> HttpResponse:
    """Keep the step as a template, under its subject if no name is given."""
    context, step = step_or_404(request, exercise_id, step_id)
    name = request.POST.get("name", "").strip()[:100] or step.subject[:100]
    told(request, campaigns.keep_template(by=context, step_id=step.id, name=name), f"Kept as the template {name}.")
    return redirect(_url(step))


def _version(request: HttpRequest) -> int:
    """Return the version of the step whose recipients were shown; text that is no number matches none."""
    typed = request.POST.get("version", "")
    return whole_number(typed)


def _url(step: Step) -> str:
    return reverse("engagement:step_detail", args=[step.exercise_id, step.id])


def step_or_404(request: HttpRequest, exercise_id: UUID, step_id: UUID) -> tuple[Context, Step]:
    context, exercise = exercise_or_404(request, exercise_id)
    step = queries.step_for(context, step_id)
    if step is None or step.exercise_id != exercise.id:
        raise Http404
    return context, step


def my_step_or_404(request: HttpRequest, exercise_id: UUID, step_id: UUID) -> tuple[Context, Step]:
    context, step = step_or_404(request, exercise_id, step_id)
    if not can_change_campaign(context, step.campaign):
        raise Http404
    return context, step
