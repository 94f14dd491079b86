"""Keep what a council types, whichever way it comes: online, in a workbook, or as rows of a table."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit
from accounts.actions.advisory_lock import take_turn
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from accounts.domain.whole_numbers import whole_number
from benchmarking.models import ReturnDraft, RoundMember
from benchmarking.permissions import takes_returns
from benchmarking.returns.domain.merged_answers import MergedAnswers, merged_answers, shown_answers
from benchmarking.returns.domain.profile_reader import only_answers
from benchmarking.returns.domain.provider_checks import ROW
from benchmarking.returns.domain.questionnaire import PROVIDERS, TABLES
from benchmarking.returns.domain.return_workbook import ReadWorkbook
from benchmarking.returns.domain.row_reader import TypedRow, only_cells
from benchmarking.returns.domain.storable_text import storable
from benchmarking.returns.domain.whole_return import TypedReturn
from benchmarking.returns.domain.workbook_draft import draft_from
from benchmarking.returns.queries import draft_of, last_version, read_whole, standing_typed
from benchmarking.rounds.queries import own_membership
from costing.form import FormPage

KIND = "council's return"
LONGEST_EXPLANATION, MOST_EXPLANATIONS = 1_000, 200
MOST_CELLS = 40
NOT_OPEN = Refusal("This round takes no answers now. What you typed before is kept: ask the regional office.")
NO_LAST = Refusal("There is no return of an earlier round to take an answer from.")


@dataclass(frozen=True, slots=True)
class KeptAnswers:
    """What is kept of a page, what was not taken over, and the row."""

    merged: MergedAnswers
    draft: ReturnDraft


def opened(by: Context, member_id: UUID) -> RoundMember | Refusal | None:
    """Return the council in the round, in its turn, if the round takes answers."""
    member = own_membership(by, member_id)
    if member is None:
        return None
    take_turn(f"council return {member.id}")
    return member if takes_returns(member.round) else NOT_OPEN


def keep(by: Context, member: RoundMember, given: TypedReturn) -> ReturnDraft:
    """Write the draft; its council's turn is held."""
    row = draft_of(by, member) or ReturnDraft(id=uuid4(), member=member, **whose(member))
    row.typed, row.explanations = only_answers(given.typed), dict(given.explanations)
    row.prices = [only_cells(TABLES["prices"], one) for one in given.prices]
    row.providers = [only_cells(TABLES["providers"], one) for one in given.providers]
    row.saved_at, row.saved_by_id = timezone.now(), by.person_id
    row.save()
    return row


@transaction.atomic
def save_page(
    *, by: Context, member_id: UUID, page: FormPage, before: Mapping[str, str], typed: Mapping[str, str]
) -> KeptAnswers | Refusal | None:
    """Keep a page of the profile, whatever is on it: nothing that was typed is lost."""
    member = opened(by, member_id)
    if not isinstance(member, RoundMember):
        return member
    stands = standing_typed(by, member)
    merged = merged_answers(page, before, typed, shown_answers(stands.typed))
    return KeptAnswers(merged, keep(by, member, replace(stands, typed=merged.typed)))


@transaction.atomic
def take_workbook(*, by: Context, member_id: UUID, read: ReadWorkbook) -> str | Refusal | None:
    """Take a workbook into the draft; return what to say of it."""
    member = opened(by, member_id)
    if not isinstance(member, RoundMember):
        return member
    found = draft_from(
        read, standing_typed(by, member), council=member.council_name, ons_code=member.ons_code,
        week=member.round.reference_week,
    )  # fmt: skip
    if isinstance(found, str):
        return Refusal(found)
    keep(by, member, found.given)
    audit.record_on(member, by=by, verb="took a workbook into a return", kind=KIND, words=member.round.name)
    return f"{found.said}{_cells_to_fix(read_whole(by, member, found.given, read.where).cells_to_fix)}"


def _cells_to_fix(cells: list[str]) -> str:
    """Return what to say of the cells of a workbook in which something is to be put right; blank if there is none."""
    if not cells:
        return ""
    more = f" and {len(cells) - MOST_CELLS} more" if len(cells) > MOST_CELLS else ""
    count = f"{len(cells)} {'place is' if len(cells) == 1 else 'places are'}"
    return f" {count} to be put right, each with its reason below: {'; '.join(cells[:MOST_CELLS])}{more}."


@transaction.atomic
def explain(*, by: Context, member_id: UUID, words: Mapping[str, str]) -> ReturnDraft | Refusal | None:
    """Keep explanations by what was asked; a blank one takes it back."""
    member = opened(by, member_id)
    if not isinstance(member, RoundMember):
        return member
    stands = standing_typed(by, member)
    mine = {storable(key)[:100]: storable(text)[:LONGEST_EXPLANATION] for key, text in words.items()}
    said = {**stands.explanations, **mine}
    kept = {key: text for key, text in said.items() if text}
    return keep(by, member, replace(stands, explanations=dict(list(kept.items())[-MOST_EXPLANATIONS:])))


@transaction.atomic
def use_guess(*, by: Context, member_id: UUID, key: str, row: int, guess: str) -> ReturnDraft | Refusal | None:
    """Take a likelier answer over: of a question, of a row's price, or the one row of a location that is kept."""
    member = opened(by, member_id)
    if not isinstance(member, RoundMember):
        return member
    stands = standing_typed(by, member)
    if key == "prices" and 1 <= row <= len(stands.prices):
        rows = list(stands.prices)
        rows[row - 1] = {**rows[row - 1], **only_cells(TABLES["prices"], {"price": guess[:50]})}
        return keep(by, member, replace(stands, prices=rows))
    if key == PROVIDERS.slug:
        kept = whole_number(guess.removeprefix(ROW))
        return keep(by, member, replace(stands, providers=_with_one_row(list(stands.providers), kept)))
    return keep(by, member, replace(stands, typed={**stands.typed, **only_answers({key: guess})}))


def _with_one_row(rows: list[TypedRow], number: int) -> list[TypedRow]:
    """Return the rows without those that repeat the location of one of them; as they are, if there is no such row."""
    if not 1 <= number <= len(rows):
        return rows
    place = rows[number - 1].get("location_id", "")
    return [row for at, row in enumerate(rows, 1) if at == number or row.get("location_id", "") != place]


@transaction.atomic
def use_last(*, by: Context, member_id: UUID, keys: frozenset[str]) -> ReturnDraft | Refusal | None:
    """Confirm answers of the last round: they are taken over one by one, those that were ticked."""
    member = opened(by, member_id)
    if not isinstance(member, RoundMember):
        return member
    before = last_version(by, member)
    if before is None:
        return NO_LAST
    stands = standing_typed(by, member)
    given = only_answers({key: before.typed[key] for key in keys if key in before.typed})
    prices, providers = (list(getattr(before if slug in keys else stands, slug)) for slug in TABLES)
    return keep(by, member, replace(stands, typed={**stands.typed, **given}, prices=prices, providers=providers))


def whose(member: RoundMember) -> dict[str, UUID]:
    """Return what each row of a council in a round repeats of it."""
    return {name: getattr(member, name) for name in ("round_id", "host_authority_id", "authority_id")}
