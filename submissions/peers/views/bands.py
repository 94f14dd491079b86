"""All bands of an exercise in one table, and what others would change before they are saved."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from costing.bands import Band
from costing.form import Form
from costing.forms import form_for
from costing.serialisation import answers_from
from register.domain.exercise_bands import bands_from
from register.permissions import can_judge_scope
from register.queries import Exercise
from submissions.actions.exercise_requirements import terms_of
from submissions.models import Return
from submissions.peers import queries as peers
from submissions.peers.actions.exercise_bands import change_bands
from submissions.peers.domain.band_effects import BandCase, BandEffect, BandMarket, band_effects
from submissions.peers.domain.check_words import check_in_words
from submissions.peers.forms import RangesForm
from submissions.peers.views.lookups import crumbs_of, team_exercise_or_404

# Returns that bands are tried on: each is checked twice, which takes a second for so many.
MOST = 300
NAMED = 10


@require_http_methods(["GET", "HEAD", "POST"])
def ranges(request: HttpRequest, exercise_id: UUID) -> HttpResponse:
    """Show the bands, try others on the returns that are in, and save them."""
    context, exercise, form = team_exercise_or_404(request, exercise_id)
    if not can_judge_scope(context, exercise):
        raise Http404
    own, state = bands_from(exercise.bands, exercise.service), _state(exercise)
    sent = request.POST if request.method == "POST" else None
    typed = RangesForm(exercise.service, own, sent, initial={"seen": state})
    page: dict[str, Any] = {"exercise": exercise, "form": typed, "seen": state, "crumbs": crumbs_of(exercise)[:1]}
    if sent is not None and typed.is_valid():
        changed = _changed(typed, own)
        if sent.get("seen") != state:
            typed.add_error(None, "Somebody has changed a range since. Look at what would change now, then save.")
        elif "save" in sent and not _refused(typed, context, exercise, changed):
            messages.success(request, f"{len(changed)} changed." if changed else "No range was changed.")
            return redirect("submissions:ranges", exercise.id)
        page |= _effects(context, exercise, form, typed, own)
    return render(request, "submissions/peers/ranges.html", page)


def _state(exercise: Exercise) -> str:
    return hashlib.sha256(json.dumps(exercise.bands, sort_keys=True).encode()).hexdigest()


def _changed(typed: RangesForm, own: Mapping[str, Band]) -> dict[str, Band]:
    now = {**typed.usual, **own}
    return {name: band for name, band in typed.bands.items() if band != now[name]}


def _refused(typed: RangesForm, context: Context, exercise: Exercise, changed: Mapping[str, Band]) -> bool:
    done = change_bands(by=context, exercise_id=exercise.id, bands=changed) if changed else None
    if isinstance(done, Refusal):
        typed.add_error(None, done.because)
    return isinstance(done, Refusal)


def _effects(
    context: Context, exercise: Exercise, form: Form, typed: RangesForm, own: Mapping[str, Band]
) -> dict[str, Any]:
    """Return in how many returns each check fires before and after, and over how many that was counted."""
    returns = peers.returns_among_peers(context, exercise)
    tried = peers.returns_to_try(context, exercise, MOST)
    market = BandMarket(form, [case for one in tried if (case := _case(one))], [one.peer for one in returns])
    found = band_effects(market, now={**typed.usual, **own}, tried=typed.bands)
    names = {one.id: one.participation.location_name for one in tried}
    return {
        "changed": [row.label for row, _, _ in typed.rows if row.name in _changed(typed, own)],
        "effects": [(one, check_in_words(exercise.service, one.code), *_named(one, names)) for one in found],
        "count": len(market.cases),
        "of": len(returns) if len(tried) == MOST else len(market.cases),
    }


def _named(one: BandEffect, names: Mapping[UUID, str]) -> tuple[list[tuple[UUID, str]], list[tuple[UUID, str]]]:
    """Return the first few returns in which the check starts and stops, by name."""
    starts, stops = (sorted((names[key], key) for key in keys if key in names) for keys in (one.starts, one.stops))
    return [(key, name) for name, key in starts[:NAMED]], [(key, name) for name, key in stops[:NAMED]]


def _case(one: Return) -> BandCase | None:
    version = one.current
    form = form_for(version.form_service, version.form_version) if version else None
    answers = answers_from(version.form_service, version.form_version, version.answers) if version else None
    return BandCase(one.id, form, answers, terms_of(one.participation)) if form and answers else None
