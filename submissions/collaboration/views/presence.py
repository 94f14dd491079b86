"""Tell who else has a return open, when a page is opened and while it is."""

from hashlib import sha256
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from accounts.lookups import context_or_404
from register.queries import Participation
from submissions import queries
from submissions.collaboration.actions import presence
from submissions.collaboration.domain.presence import who_is_here
from submissions.views.lookups import page_or_404, participation_or_404

Said = dict[str, Any]


def here(request: HttpRequest, participation: Participation, sheet: str = "", *, is_live: bool = False) -> Said:
    """Record the asker's presence and return who else is here; ``url`` asks again, and says what was seen."""
    presence.touch(by=context_or_404(request), participation=participation, sheet=sheet)
    words = who_is_here(queries.present_on(request.context, participation), sheet, is_live=is_live)
    asked = {"sheet": slugify(sheet), "seen": seen(words) if is_live else ""}
    url = reverse("submissions:online_here", args=[participation.id])
    return {"words": words, "url": f"{url}?{urlencode(asked)}"}


def together_on(request: HttpRequest, participation: Participation) -> Said:
    """Return who is responsible, what colleagues wrote to the reader, and which shared costs were allocated to it."""
    return {
        "in_charge": queries.in_charge_of(request.context, participation),
        "notes": queries.notes_to(request.context, participation),
        "divisions": queries.divisions_touching(request.context, participation),
    }


def seen(words: list[str]) -> str:
    return sha256("\n".join(words).encode()).hexdigest()[:12]


@require_safe
def online_here(request: HttpRequest, participation_id: UUID) -> HttpResponse:
    """Tell who is here; 204 while nothing has changed, so that nothing is read out again."""
    participation = participation_or_404(request, participation_id)
    slug = request.GET.get("sheet", "")
    standing = queries.standing_of(request.context, participation) if slug else None
    now = here(request, participation, page_or_404(standing, slug).title if standing else "", is_live=True)
    if request.GET.get("seen") == seen(now["words"]):
        return HttpResponse(status=204)
    return render(request, "submissions/collaboration/_online_here.html", {"here": now, "is_live": True})
