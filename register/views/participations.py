"""Pages about who takes part: draw up, judge one by one, give longer, invite."""

from uuid import UUID

from crispy_forms_gds.choices import Choice
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts import queries as accounts
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from accounts.lookups import context_or_404
from register import queries
from register.actions import contact_invitations, participations
from register.actions.contact_invitations import InvitedContacts
from register.forms.exercises import (
    ExtensionForm,
    InviteAddressForm,
    InviteContactsForm,
    ParticipationFilter,
)
from register.models import Exercise, Participation
from register.permissions import (
    can_give_longer,
    can_invite_again,
    can_judge_scope,
    can_run_exercise,
    can_see_participations,
)
from register.views.exercises import crumbs_of, exercise_or_404, run_exercise_or_404
from register.views.register import posted

A_PAGE = 25
SHOWN = 100


@require_safe
def asked_list(request: HttpRequest, exercise_id: UUID) -> HttpResponse:
    context, exercise = context_or_404(request), exercise_or_404(request, exercise_id)
    if not can_see_participations(context, exercise):
        raise Http404
    form = ParticipationFilter(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    found = queries.participations(
        context,
        exercise.id,
        search=wanted.get("q", ""),
        eligibility=wanted.get("eligibility", ""),
        order=request.GET.get("sort", ""),
    )
    page = {
        "exercise": exercise,
        "page": Paginator(found, A_PAGE).get_page(request.GET.get("page")),
        "filter": form,
        "may_run": can_run_exercise(context, exercise),
        "may_invite_again": can_invite_again(context, exercise),
        "actions": _actions(context, exercise),
        "sees_last_days": queries.sees_last_days(context, exercise),
        "crumbs": crumbs_of(exercise),
    }
    return render(request, "register/asked_list.html", page)


def _actions(context: Context, exercise: Exercise) -> list[dict[str, str]]:
    """Return what the asker may do for many of the list at once, each with the words of its button."""
    longer, invites = gives_longer(context, exercise), can_run_exercise(context, exercise)
    judges = can_judge_scope(context, exercise)
    actions = [
        ("longer", "Give longer", longer),
        ("invite", "Invite their people", invites),
        ("not-relevant", "Mark not relevant", judges),
        ("in-scope", "Put back in scope", judges),
    ]
    return [{"name": name, "words": words} for name, words, may in actions if may]


def gives_longer(context: Context, exercise: Exercise) -> bool:
    return can_give_longer(context, exercise) and queries.sees_last_days(context, exercise)


def draw_up(request: HttpRequest, exercise_id: UUID) -> HttpResponse:
    """Show what drawing up would add, and add it when confirmed."""
    context, exercise = run_exercise_or_404(request, exercise_id)
    if request.method == "POST":
        done = participations.draw_up(by=context, exercise_id=exercise.id)
        if isinstance(done, Refusal):
            messages.info(request, done.because)
        elif done is not None:
            count = len(done.new)
            messages.success(request, f"{count:,} {'location takes' if count == 1 else 'locations take'} part now.")
        return redirect("register:asked_list", exercise.id)
    page = {
        "exercise": exercise,
        "drawn": participations.scope_of(by=context, exercise=exercise),
        "shown": SHOWN,
        "crumbs": crumbs_of(exercise),
    }
    return render(request, "register/draw_up.html", page)


@require_POST
def in_scope(request: HttpRequest, participation_id: UUID) -> HttpResponse:
    context, asked = _asked(request, participation_id)
    if participations.mark_in_scope(by=context, participation_id=asked.id) is None:
        raise Http404
    messages.success(request, f"{asked.location_name} is in scope again.")
    return redirect("submissions:asked_detail", asked.id)


def give_longer(request: HttpRequest, participation_id: UUID) -> HttpResponse:
    context, asked = _asked(request, participation_id)
    if not gives_longer(context, asked.exercise):
        raise Http404
    initial = {"until": asked.extended_until, "reason": asked.extension_reason}
    form = ExtensionForm(posted(request)[0], initial=initial)
    if request.method == "POST" and form.is_valid():
        done = participations.give_longer(by=context, participation_id=asked.id, **form.cleaned_data)
        if not isinstance(done, Refusal):
            messages.success(request, f"{asked.location_name} has longer now.")
            return redirect("submissions:asked_detail", asked.id)
        form.add_error("until", done.because)
    return render(request, "register/give_longer.html", {"asked": asked, "form": form})


def invite(request: HttpRequest, exercise_id: UUID) -> HttpResponse:
    """Invite people of the exercise's lists, and anybody else by address."""
    context, exercise = run_exercise_or_404(request, exercise_id)
    providers = _providers(context, exercise)
    choices, free, already = _contacts(context, exercise)
    by_address = request.method == "POST" and "email" in request.POST
    listed = InviteContactsForm(choices, request.POST if request.method == "POST" and not by_address else None)
    address = InviteAddressForm(providers, request.POST if by_address else None)
    if by_address and address.is_valid():
        done = contact_invitations.invite_address(
            by=context,
            exercise=exercise,
            provider_id=UUID(address.cleaned_data["provider"]),
            email=address.cleaned_data["email"],
        )
        return _told(request, exercise, done)
    if request.method == "POST" and not by_address and listed.is_valid():
        wanted = [UUID(each) for each in listed.cleaned_data["contacts"]]
        return _told(
            request, exercise, contact_invitations.invite_contacts(by=context, exercise=exercise, contact_ids=wanted)
        )
    page = {
        "exercise": exercise,
        "listed": listed,
        "address": address,
        "choices": choices,
        "free": free,
        "already": already,
        "providers": providers,
        "crumbs": crumbs_of(exercise),
    }
    return render(request, "register/invite.html", page)


def _told(request: HttpRequest, exercise: Exercise, done: InvitedContacts | None) -> HttpResponse:
    if done is None:
        raise Http404
    if done.sent:
        messages.success(request, f"Invitations were sent to {', '.join(done.sent)}. They are valid for 72 hours.")
    if done.already:
        messages.info(request, f"Signed up or invited already: {', '.join(done.already)}.")
    if done.kept_apart:
        words = "of the independent team, and cannot act for a provider as well. Nothing was sent to them."
        messages.error(request, f"{', '.join(done.kept_apart)}: {words}")
    if done.not_sent:
        messages.error(request, f"No email could be sent to {', '.join(done.not_sent)}. Try again later.")
    return redirect("register:invite", exercise.id)


def _providers(context: Context, exercise: Exercise) -> list[tuple[str, str]]:
    asked = queries.participations(context, exercise.id, eligibility=Participation.Eligibility.IN_SCOPE)
    names = {str(each.provider_id): each.provider_name for each in asked}
    return sorted(names.items(), key=lambda pair: pair[1])


def _contacts(context: Context, exercise: Exercise) -> tuple[list[Choice], int, int]:
    """Return the first fifty people to invite, how many there are, and how many are invited or signed up already."""
    people = [each for each in queries.contacts_of(context, exercise.id) if each.email]
    taken = accounts.addresses_at_providers({each.provider_id for each in people})
    free = [each for each in people if (each.provider_id, each.email.lower()) not in taken]
    choices = [
        Choice(str(each.id), f"{each.full_name}, {each.provider.name}", hint=each.email)
        for each in free[: contact_invitations.MOST_AT_ONCE]
    ]
    return choices, len(free), len(people) - len(free)


def _asked(request: HttpRequest, participation_id: UUID) -> tuple[Context, Participation]:
    context = context_or_404(request)
    asked = queries.asked_location_for(context, participation_id)
    if asked is None or not can_see_participations(context, asked.exercise):
        raise Http404
    return context, asked


def _list_url(exercise: Exercise) -> str:
    return reverse("register:asked_list", args=[exercise.id])
