"""The register, for administrators: locations, owners, authorities."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from accounts.lookups import context_or_404, or_404
from register import queries
from register.actions import authorities
from register.domain.exercise_rules import FieldFault
from register.forms.register import AuthorityForm, OwnerForm, RegisterFilter
from register.permissions import can_administer_register

A_PAGE = 25


def administrator_or_404(request: HttpRequest) -> Context:
    context = context_or_404(request)
    if not can_administer_register(context):
        raise Http404
    return context


def posted(request: HttpRequest) -> tuple[QueryDict | None, Any]:
    """Return what a form is bound to: data and files of a POST, even empty ones; nothing otherwise."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def add_faults(form: Form, faults: list[FieldFault]) -> None:
    for fault in faults:
        form.add_error(fault.field if fault.field in form.fields else None, fault.words)


@require_safe
def location_list(request: HttpRequest) -> HttpResponse:
    context = administrator_or_404(request)
    form = RegisterFilter(queries.councils(context), request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    found = queries.locations(
        context,
        search=wanted.get("q", ""),
        authority_id=wanted["authority"].id if wanted.get("authority") else None,
        service=wanted.get("service", ""),
        state=wanted.get("state", ""),
        order=request.GET.get("sort", ""),
    )
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "register/location_list.html", {"page": page, "filter": form})


@require_safe
def location_detail(request: HttpRequest, location_id: UUID) -> HttpResponse:
    context = administrator_or_404(request)
    location = or_404(queries.location_for(context, location_id))
    page = {
        "location": location,
        "participations": queries.participations_of_location(context, location),
        "contacts": queries.contacts_of_location(context, location),
        "ratings": queries.ratings_of(location),
        "crumbs": [("Register", reverse("register:location_list"))],
    }
    return render(request, "register/location_detail.html", page)


def owner(request: HttpRequest, location_id: UUID) -> HttpResponse:
    """Set who owns the provider of a location."""
    context = administrator_or_404(request)
    location = or_404(queries.location_for(context, location_id))
    form = OwnerForm(posted(request)[0], initial={"owner": location.provider.owner.name})
    if request.method == "POST" and form.is_valid():
        done = authorities.set_owner(
            by=context, provider_id=location.provider_id, owner_name=form.cleaned_data["owner"]
        )
        if not isinstance(done, Refusal):
            messages.success(request, f"{location.provider.name} belongs to {form.cleaned_data['owner']} now.")
            return redirect("register:location_detail", location.id)
        form.add_error("owner", done.because)
    return render(request, "register/owner.html", {"location": location, "form": form})


@require_safe
def authority_list(request: HttpRequest) -> HttpResponse:
    context = administrator_or_404(request)
    page = Paginator(queries.authorities(context), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "register/authority_list.html", {"page": page})


def authority_new(request: HttpRequest) -> HttpResponse:
    return _authority_form(request, None)


def authority_edit(request: HttpRequest, authority_id: UUID) -> HttpResponse:
    return _authority_form(request, authority_id)


def _authority_form(request: HttpRequest, authority_id: UUID | None) -> HttpResponse:
    context = administrator_or_404(request)
    authority = queries.authorities(context).filter(id=authority_id).first() if authority_id else None
    if authority_id and authority is None:
        raise Http404
    fields = ("name", "cqc_name", "is_programme_office")
    initial = {name: getattr(authority, name) for name in fields} if authority else None
    form = AuthorityForm(posted(request)[0], initial=initial)
    if request.method == "POST" and form.is_valid():
        done = authorities.put(by=context, authority_id=authority_id, **form.cleaned_data)
        if isinstance(done, list):
            add_faults(form, done)
        elif isinstance(done, Refusal):
            form.add_error(None, done.because)
        else:
            messages.success(request, f"{done.name} has been saved.")
            return redirect("register:authority_list")
    return render(request, "register/authority_form.html", {"form": form, "authority": authority})
