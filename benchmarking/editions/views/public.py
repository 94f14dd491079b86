"""Pages for anyone: the public editions of rounds, the same for everybody, and their files."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.lookups import or_404
from benchmarking.editions.queries import public_edition, public_editions
from benchmarking.editions.views.copies import copy_page, sent_file

# What is withdrawn is to be gone from every cache: it may keep a copy, and asks each time whether that still stands.
ASKED_ANEW = "public, no-cache"
MOST = 200


@require_safe
def public_edition_list(request: HttpRequest) -> HttpResponse:
    rows = public_editions().exclude(state="withdrawn")[:MOST]
    return _kept(render(request, "benchmarking/editions/public_list.html", {"rows": rows}))


@require_safe
def public_edition_detail(request: HttpRequest, copy_id: UUID) -> HttpResponse:
    row = or_404(public_edition(copy_id))
    page = copy_page(row, request.GET.get("topic", ""))
    return _kept(render(request, "benchmarking/editions/public_detail.html", page))


@require_safe
def public_edition_file(request: HttpRequest, copy_id: UUID, name: str) -> HttpResponse:
    row = or_404(public_edition(copy_id))
    return _kept(sent_file(row, reverse("benchmarking:public_edition_detail", args=[row.id]), name))


def _kept(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = ASKED_ANEW
    return response
