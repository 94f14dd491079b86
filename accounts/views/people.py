"""People and their roles: all of them for administrators, the colleagues for a provider's administrator."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts import permissions, queries
from accounts.actions import account_mails, people, roles
from accounts.actions.invitations import consent, invite, revoke
from accounts.domain.context import Context
from accounts.domain.idempotency import key_of
from accounts.domain.refusal import Refusal
from accounts.domain.roles import RoleName
from accounts.forms import InviteColleagueForm, SearchForm
from accounts.lookups import context_or_404, or_404
from accounts.queries.person_sessions import sessions_of_person

A_PAGE = 25


@require_safe
def person_list(request: HttpRequest) -> HttpResponse:
    if not permissions.can_administer(request.context):
        raise Http404
    form = SearchForm(request.GET)
    search = form.data.get("q", "").strip()
    found = queries.people(request.context, search)
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    offers = queries.invitations(request.context, search)
    shown = {"invitations": offers[:A_PAGE], "more_invitations": max(0, offers.count() - A_PAGE)}
    return render(request, "accounts/person_list.html", {"page": page, "filter": form, **shown})


@require_safe
def person_detail(request: HttpRequest, person_id: UUID) -> HttpResponse:
    person = or_404(queries.people(request.context).filter(id=person_id).first())
    held = queries.roles(request.context).filter(person=person)
    administers = permissions.can_administer(request.context)
    page = {
        "person": person,
        "roles": held,
        "back": _people_page(request),
        "administers": administers,
        "sessions": sessions_of_person(request.context, person),
    }
    return render(request, "accounts/person_detail.html", page)


def colleague_list(request: HttpRequest) -> HttpResponse:
    """Show a provider's administrator the colleagues of the same provider, and invite more."""
    context = request.context
    if context is None or context.role != RoleName.PROVIDER_ADMINISTRATOR:
        raise Http404
    form, key = InviteColleagueForm(request.POST or None), key_of(request.POST.lists())
    if form.is_valid() and (because := _why_not(context, form.cleaned_data["email"], key)):
        form.add_error("email", because)
    if form.is_valid():
        invitation, token = invite(
            by=context,
            email=form.cleaned_data["email"],
            role=RoleName(form.cleaned_data["role"]),
            provider_id=context.provider_id,
            scope_label=context.label,
            key=key,
        )
        if token:
            account_mails.send_invitation(invitation=invitation, token=token, invited_by=context.person_name)
        messages.success(request, f"An invitation has been sent to {invitation.email}. It is valid for 72 hours.")
        return redirect("accounts:colleague_list")
    held, offers = queries.roles(context), queries.invitations(context)
    return render(request, "accounts/colleague_list.html", {"roles": held, "invitations": offers, "form": form})


def _why_not(context: Context, email: str, key: UUID | None) -> str:
    """Tell why no invitation can be sent, as a second one would leave two links about.

    A repeated press of the same page (``key``) does not count as a second one.
    """
    if queries.why_not_hold(email, RoleName.PROVIDER_USER, None):
        return "They cannot act for a provider in this portal. Ask the independent team"
    if queries.acting_for(context).filter(email__iexact=email).exists():
        return "They can work on your returns already"
    waiting = queries.invitations(context).filter(email__iexact=email, expires_at__gt=timezone.now()).exclude(id=key)
    return "They are invited already. To send another, take that invitation back first" if waiting.exists() else ""


def end_role(request: HttpRequest, role_id: UUID) -> HttpResponse:
    """Ask once, then end the role; somebody who ends their own last role is told what that means."""
    role = or_404(queries.roles(request.context).filter(id=role_id).first())
    if request.method == "POST":
        done = roles.end(by=request.context, role=role)
        if isinstance(done, Refusal):
            messages.error(request, done.because)
            return redirect(_people_page(request))
        label = role.get_name_display().lower()
        now = "no longer works on your returns" if request.context.is_provider else f"is no longer {label}"
        messages.success(request, f"{role.person} {now}.")
        return redirect(_people_page(request))
    return render(request, "accounts/role_end.html", {"role": role, "back": _people_page(request)})


@require_POST
def switch_visits(request: HttpRequest, role_id: UUID) -> HttpResponse:
    """Let a commissioner look after the council's visits, or no longer."""
    on = request.POST.get("on") == "yes"
    done = or_404(roles.switch_visits(by=context_or_404(request), role_id=role_id, on=on))
    if isinstance(done, Refusal):
        messages.error(request, done.because)
        return redirect("accounts:person_list")
    now = "looks after the council’s visits, with a second factor" if on else "no longer looks after visits"
    messages.success(request, f"{done.person} {now}.")
    return redirect("accounts:person_detail", done.person_id)


@require_POST
def revoke_invitation(request: HttpRequest, invitation_id: UUID) -> HttpResponse:
    invitation = or_404(queries.invitations(request.context).filter(id=invitation_id).first())
    revoke(by=request.context, invitation=invitation)
    messages.success(request, f"The invitation to {invitation.email} no longer works.")
    return redirect(_people_page(request))


@require_POST
def consent_to(request: HttpRequest, invitation_id: UUID) -> HttpResponse:
    """Consent as the second administrator; only now the invitation goes out."""
    offer = or_404(queries.invitations(request.context).filter(id=invitation_id).first())
    if not permissions.can_administer(request.context):
        raise Http404
    done = consent(by=request.context, invitation_id=offer.id)
    if isinstance(done, Refusal):
        messages.error(request, done.because)
    else:
        invitation, token = done
        invited_by = getattr(offer.invited_by, "full_name", "") or request.context.person_name
        account_mails.send_invitation(invitation=invitation, token=token, invited_by=invited_by)
        messages.success(request, f"An invitation has been sent to {offer.email}. It is valid for 72 hours.")
    return redirect("accounts:person_list")


def make_anonymous(request: HttpRequest, person_id: UUID) -> HttpResponse:
    person = queries.people(request.context).filter(id=person_id).first()
    if person is None or not permissions.can_administer(request.context) or person == request.user:
        raise Http404
    if request.method == "POST":
        done = people.make_anonymous(by=request.context, person=person)
        if isinstance(done, Refusal):
            messages.error(request, done.because)
            return redirect("accounts:person_detail", person.id)
        messages.success(request, "The person has been made anonymous.")
        return redirect("accounts:person_list")
    return render(request, "accounts/person_make_anonymous.html", {"person": person})


def _people_page(request: HttpRequest) -> str:
    return "accounts:person_list" if permissions.can_administer(request.context) else "accounts:colleague_list"
