"""Ask a council about its return, answer, and close: each step in the trail, without the words."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from accounts import queries as accounts
from accounts.actions import audit
from accounts.actions.advisory_lock import take_turn
from accounts.actions.held_rows import held
from accounts.actions.idempotency import made_before
from accounts.actions.outbox import MailSubject, post
from accounts.actions.portal_links import link_to
from accounts.domain.context import Context
from accounts.domain.portal_mail import PortalMail
from accounts.domain.refusal import Refusal, no_words
from benchmarking.models import CouncilQuery, RoundMember
from benchmarking.permissions import can_answer_for_council, can_ask_councils, takes_returns
from benchmarking.questions import queries
from benchmarking.questions.domain.council_queries import (
    LONGEST_WORDS,
    QueryOutcome,
    QueryState,
    QuerySubject,
    outcomes_of,
    why_not_due,
)
from benchmarking.questions.domain.query_mails import answered_mail, asked_mail, closed_mail
from benchmarking.returns.actions.drafts import whose
from benchmarking.returns.domain.storable_text import storable
from benchmarking.returns.queries import versions_of
from benchmarking.rounds.queries import member_for, round_for

KIND = "query on a council's return"
MOST_OPEN = 100
CLOSED = Refusal("This round takes no corrections now, so nothing more is asked.")
NOTHING_SENT = Refusal("This council has not approved a return yet, so there is nothing to ask about.")
CROWDED = Refusal(f"{MOST_OPEN} queries wait for this council already. Close some of them first.")
LATE = Refusal("Somebody else has just answered or closed this. Please look at it again.")
UNCHANGED = Refusal(
    "No approved version since the query says anything else, so it was not corrected. Choose another outcome."
)
Done = CouncilQuery | Refusal | None


@dataclass(frozen=True, slots=True)
class NewQuery:
    """A query to be asked; ``code`` is the check at which it is asked."""

    about: QuerySubject
    words: str
    due_on: date
    code: str = ""


@transaction.atomic
def ask(*, by: Context, round_id: UUID, member_id: UUID, asked: NewQuery, key: UUID | None = None) -> Done:
    """Ask a council about its approved return; its delegate, and who sent it, get a letter."""
    row = round_for(by, round_id) if can_ask_councils(by) else None
    member = member_for(by, row, member_id) if row else None
    if row is None or member is None:
        return None
    take_turn(f"queries of {member.id}")
    rows = queries.queries_of(by, member)
    if found := made_before(rows, key):
        return found
    version = versions_of(by, member).first()
    if version is None:
        return NOTHING_SENT
    if refusal := _why_not(member, asked, rows.filter(state__in=queries.WAITS).count()):
        return refusal
    made = CouncilQuery.objects.create(
        id=key or uuid4(), member=member, key=asked.about.key, label=asked.about.label[:300],
        code=storable(asked.code)[:10], version_number=version.number, words=storable(asked.words),
        due_on=asked.due_on, asked_at=timezone.now(), asked_by_id=by.person_id, **whose(member),
    )  # fmt: skip
    _record(by, made, "asked a council")
    sender = accounts.still_in_role(version.sent_by_id, member.authority_id)
    delegate = {member.delegate_email: member.delegate_name} if member.delegate_email else {}
    _tell(made, asked_mail(row.name, member.council_name, made.due_on), {**sender, **delegate})
    return made


def _why_not(member: RoundMember, asked: NewQuery, waiting: int) -> Refusal | None:
    if not takes_returns(member.round):
        return CLOSED
    if waiting >= MOST_OPEN:
        return CROWDED
    if because := why_not_due(asked.due_on, timezone.localdate()):
        return Refusal(because)
    return _words_refused(asked.words, "Type your query.")


def _words_refused(words: str, if_blank: str) -> Refusal | None:
    if len(words.strip()) > LONGEST_WORDS:
        return Refusal(f"Please use at most {LONGEST_WORDS:,} characters.")
    return no_words(words, if_blank)


@transaction.atomic
def answer(*, by: Context, query_id: UUID, words: str) -> Done:
    """Answer for the council; a return that was wrong is corrected and sent again beside it."""
    if not can_answer_for_council(by):
        return None
    row = held(queries.queries_for(by), query_id)
    if row is None:
        return None
    if row.state != QueryState.OPEN:
        return LATE
    if refusal := _words_refused(words, "Type the answer."):
        return refusal
    row.state, row.answer = QueryState.ANSWERED.value, storable(words)
    row.answered_at, row.answered_by_id = timezone.now(), by.person_id
    row.save(update_fields=["state", "answer", "answered_at", "answered_by"])
    _record(by, row, "answered a query of the office")
    mail = answered_mail(row.round.name, row.member.council_name)
    _tell(row, mail, accounts.still_in_role(row.asked_by_id, row.host_authority_id))
    return row


@transaction.atomic
def close(*, by: Context, query_id: UUID, outcome: QueryOutcome) -> Done:
    """Close a query, answered or not: the council may have corrected its return without an answer."""
    if not can_ask_councils(by):
        return None
    row = held(queries.queries_for(by), query_id)
    if row is None:
        return None
    if row.state == QueryState.CLOSED:
        return LATE
    if outcome not in outcomes_of(has_changed=queries.answer_queried(by, row).has_changed):
        return UNCHANGED
    newest = versions_of(by, row.member).first()
    row.state, row.outcome = QueryState.CLOSED.value, outcome.value
    row.closed_at, row.closed_by_id = timezone.now(), by.person_id
    row.closed_version = newest.number if newest else None
    row.save(update_fields=["state", "outcome", "closed_at", "closed_by", "closed_version"])
    _record(by, row, "closed a query to a council", outcome.value)
    if row.answered_by_id:
        mail = closed_mail(row.round.name, row.member.council_name)
        _tell(row, mail, accounts.still_in_role(row.answered_by_id, row.authority_id))
    return row


def _record(by: Context, row: CouncilQuery, verb: str, words: str = "") -> None:
    told = ", ".join(filter(None, (row.key or "whole return", words)))
    audit.record_on(row, by=by, verb=verb, kind=KIND, words=told)


def _tell(row: CouncilQuery, mail: PortalMail, people: dict[str, str]) -> None:
    about = MailSubject(row.host_authority_id, row.round_id)
    post(mail, people, about=about, link=link_to("benchmarking:council_query", row.id))
