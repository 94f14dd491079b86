"""Without any permission asked a council reads no other's return, and officer, lead and others' analysts none."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import ProgrammingError, connection, transaction

from accounts.domain.context import Context
from accounts.domain.row_level_security import WEB
from accounts.queries.wall_context import tell
from benchmarking.models import BenchmarkRound, CouncilReturn, MemberConsent, ReturnDraft, RoundMember
from benchmarking.returns.actions import drafts, versions
from benchmarking.tests.made_return import given, typed
from benchmarking.tests.office import Office, at, make_round

TABLES = (BenchmarkRound, RoundMember, MemberConsent, ReturnDraft, CouncilReturn)
# Rounds, councils, consents, drafts and versions that each reads: Ashgrove has sent and goes on, Barrow has a draft.
READS = {
    "ann": (1, 2, 2, 0, 1),
    "fay": (1, 2, 2, 0, 1),
    "ned": (1, 2, 0, 0, 0),
    "reg": (1, 2, 0, 0, 0),
    "carol": (1, 1, 2, 1, 1),
    "dora": (1, 1, 2, 1, 1),
    "bert": (1, 1, 0, 1, 0),
    "dev": (0, 0, 0, 0, 0),
}


@contextmanager
def behind_the_wall(context: Context | None) -> Iterator[None]:
    tell(context)
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {WEB}")
    try:
        yield
    finally:
        if not connection.needs_rollback:
            with connection.cursor() as cursor:
                cursor.execute("RESET ROLE")
            tell(None)


@pytest.fixture
def sent(cast: Office) -> CouncilReturn:
    row = make_round(cast)
    ashgrove, barrow = at(row, cast.ashgrove), at(row, cast.barrow)
    drafts.keep(cast.dora, ashgrove, given())
    version = versions.send(by=cast.dora, member_id=ashgrove.id)
    assert isinstance(version, CouncilReturn), version
    drafts.keep(cast.carol, ashgrove, given(zones="5"))
    drafts.keep(cast.bert, barrow, given())
    return version


def test_each_reads_what_is_theirs(cast: Office, sent: CouncilReturn):
    for name, counts in READS.items():
        with behind_the_wall(getattr(cast, name)):
            assert tuple(table.objects.count() for table in TABLES) == counts, name


def test_what_waits_for_approval_is_not_the_office_s(cast: Office, sent: CouncilReturn):
    member = sent.member
    assert isinstance(versions.send(by=cast.carol, member_id=member.id), CouncilReturn)
    with behind_the_wall(cast.ann):
        assert [row.number for row in CouncilReturn.objects.all()] == [1]
    with behind_the_wall(cast.carol):
        assert CouncilReturn.objects.count() == 2


@pytest.mark.parametrize(
    "what", ["a version that was sent", "a word on consent", "another council's draft", "who approves for it"]
)
def test_nobody_changes(cast: Office, sent: CouncilReturn, what: str):
    with pytest.raises(ProgrammingError), transaction.atomic(), behind_the_wall(cast.bert):
        if what == "another council's draft":
            member = RoundMember.objects.get()
            others = drafts.whose(member) | {"authority_id": cast.ashgrove.id}
            ReturnDraft.objects.create(member=member, saved_at=sent.sent_at, saved_by_id=cast.bert.person_id, **others)
        if what == "who approves for it":
            RoundMember.objects.update(delegate_email=cast.bert.person_name)
        tell(cast.dora)
        if what == "a version that was sent":
            CouncilReturn.objects.update(typed=typed(zones="9"))
        MemberConsent.objects.update(is_given=False)
