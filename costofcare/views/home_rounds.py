"""Rounds of benchmarking on the home pages: what is to do, until when, and who has returned; no answer."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from accounts.domain.context import Context
from benchmarking.editions.queries import copies_for
from benchmarking.permissions import (
    can_ask_councils,
    can_invite_councils,
    can_run_rounds,
    takes_returns,
    waits_for_approval,
)
from benchmarking.position import queries as position
from benchmarking.questions import queries as questions
from benchmarking.questions.queries import CouncilQuery
from benchmarking.returns import queries as returns
from benchmarking.rounds import queries as rounds
from benchmarking.rounds.domain.round_states import RoundState
from benchmarking.rounds.queries import BenchmarkRound, RoundMember
from costing.figure_words import day_in_words

MOST = 10
TO_DO = {"status": "To do", "colour": "blue"}


def rounds_of(request: HttpRequest) -> dict[str, Any]:
    """Return what both partials of a home page need; empty for who has to do with no round."""
    context = request.context
    asked = list(questions.waiting_for_council(context)[:MOST])
    mine = [_own(context, member, asked) for member in rounds.own_memberships(context)[:MOST]]
    found = list(rounds.rounds_for(context)[:MOST])
    numbers = rounds.numbers_of_rounds(found)
    return {
        "own_rounds": mine,
        "office_rounds": [_of_office(context, row, *numbers.get(row.id, (0, 0))) for row in found],
        "positions": position.standing_copies(context)[:MOST],
        "editions": copies_for(context).filter(kind="members", state="released")[:MOST],
    }


def _own(context: Context, member: RoundMember, asked: list[CouncilQuery]) -> dict[str, Any]:
    newest = returns.versions_of(context, member).first()
    return {
        "member": member,
        "is_open": takes_returns(member.round),
        "tasks": [*_asked_tasks(asked, member), *_own_tasks(context, member, newest)],
    }


def _asked_tasks(asked: list[CouncilQuery], member: RoundMember) -> Iterator[dict[str, str]]:
    for one in asked:
        if one.member_id == member.id:
            link = reverse("benchmarking:council_query", args=[one.id])
            title = f"Answer a query of the office: {one.label}"
            yield {"title": title, "url": link, "hint": f"By {day_in_words(one.due_on)}", **TO_DO}


def _own_tasks(context: Context, member: RoundMember, newest: Any) -> Iterator[dict[str, str]]:
    row, here = member.round, reverse("benchmarking:own_return", args=[member.id])
    if not takes_returns(row):
        return
    until = f"Until the end of {day_in_words(row.closes_on)}"
    if waits_for_approval(newest):
        is_hers = rounds.may_approve(context, member)
        link = reverse("benchmarking:own_version", args=[member.id, newest.id])
        title = f"Read and approve version {newest.number} of your return"
        mark = TO_DO if is_hers else {"status": f"Waits for {member.delegate_name}", "colour": ""}
        yield {"title": title, "url": link, "hint": until, **mark}
    elif newest is None:
        begun = returns.draft_of(context, member)
        mark = {"status": "Begun", "colour": "light-blue"} if begun else TO_DO
        yield {"title": f"Fill in your council’s return for “{row.name}”", "url": here, "hint": until, **mark}
    elif returns.draft_of(context, member):
        title = f"Send or drop what you changed since version {newest.number}"
        yield {"title": title, "url": here, "hint": until, "status": "Begun", "colour": "light-blue"}


def _of_office(context: Context, row: BenchmarkRound, asked: int, returned: int) -> dict[str, Any]:
    is_running = row.state in (RoundState.OPEN, RoundState.CHECKING)
    return {
        "round": row,
        "asked": asked,
        "returned": returned,
        "is_running": is_running,
        "members": rounds.members_of(context, row) if is_running else [],
        "tasks": list(_office_tasks(context, row, asked, asked - returned)),
        "why_not": rounds.why_not_independent(context, row) if context.reads_returns else "",
    }


def _office_tasks(context: Context, row: BenchmarkRound, asked: int, waiting: int) -> Iterator[dict[str, str]]:
    here = reverse("benchmarking:round_detail", args=[row.id])
    if row.state == RoundState.SET_UP and (can_run_rounds(context) if asked else can_invite_councils(context)):
        title = "Open the round to its councils" if asked else "Add the councils, then open the round"
        yield {"title": title, "url": here, "hint": f"To open on {day_in_words(row.opens_on)}", **TO_DO}
    if row.state == RoundState.OPEN and waiting and can_invite_councils(context):
        councils = "council has" if waiting == 1 else "councils have"
        until = f"Open until the end of {day_in_words(row.closes_on)}"
        if row.closes_on < timezone.localdate():
            until = f"It should have closed on {day_in_words(row.closes_on)}"
        yield {
            "title": f"Chase: {waiting} {councils} not returned",
            "url": f"{here}?state=waiting",
            "hint": until,
            **TO_DO,
        }
    answered = questions.answered_of(context, row).count() if can_ask_councils(context) else 0
    if answered:
        title = f"Close {'a query' if answered == 1 else f'{answered} queries'} that councils have answered"
        yield {"title": title, "url": here, "hint": "", **TO_DO}
    if row.state == RoundState.CHECKING and can_run_rounds(context):
        yield {"title": "Check what came in, then lock it", "url": here, "hint": "Locked before the analysis", **TO_DO}
    if row.state == RoundState.LOCKED and can_run_rounds(context):
        yield {
            "title": "Analyse the round, and draft an edition",
            "url": here,
            "hint": "Two people release it",
            **TO_DO,
        }
