"""Lookups of this room: what a page is about, or 404."""

from uuid import UUID

from django.http import HttpRequest

from accounts.domain.context import Context
from accounts.lookups import context_or_404, or_404
from benchmarking.models import BenchmarkRound, RoundMember
from benchmarking.permissions import (
    can_answer_for_council,
    can_keep_levers,
    can_read_copies,
    can_read_council_returns,
    can_see_progress,
)
from benchmarking.returns.domain.questionnaire import TABLES, ReturnTable
from benchmarking.rounds.queries import own_membership, round_for


def progress_reader_or_404(request: HttpRequest) -> Context:
    """Return who asks, if they see rounds and who has returned: the office's team and regional lead."""
    context = context_or_404(request)
    return or_404(context if can_see_progress(context) else None)


def return_reader_or_404(request: HttpRequest) -> Context:
    """Return who asks, if they read returns: the office's analysts and approvers."""
    context = context_or_404(request)
    return or_404(context if can_read_council_returns(context) else None)


def lever_keeper_or_404(request: HttpRequest) -> Context:
    """Return who asks, if they keep levers: the office's analysts."""
    context = context_or_404(request)
    return or_404(context if can_keep_levers(context) else None)


def answerer_or_404(request: HttpRequest) -> Context:
    """Return who asks, if they answer for a council."""
    context = context_or_404(request)
    return or_404(context if can_answer_for_council(context) else None)


def copy_reader_or_404(request: HttpRequest) -> Context:
    """Return who asks, if they read what was released to a council or to the office's regional lead."""
    context = context_or_404(request)
    return or_404(context if can_read_copies(context) else None)


def round_or_404(request: HttpRequest, round_id: UUID) -> BenchmarkRound:
    return or_404(round_for(progress_reader_or_404(request), round_id))


def own_member_or_404(request: HttpRequest, member_id: UUID) -> RoundMember:
    return or_404(own_membership(answerer_or_404(request), member_id))


def table_or_404(slug: str) -> ReturnTable:
    return or_404(TABLES.get(slug))
