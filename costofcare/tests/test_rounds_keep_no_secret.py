"""What a council writes in its return, and who is interviewed, is in no edition, file, letter or log that leaves."""

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.test import TestCase
from django.utils import timezone

from accounts.domain.roles import RoleName
from accounts.tests.pages import client_of, get, no_second_factor
from accounts.tests.people import person_of
from benchmarking.analysis.actions import analyses, analysis_worker
from benchmarking.editions.actions import editions
from benchmarking.models import BenchmarkEdition, CouncilQuery, CouncilReturn, EditionCopy, RoundAnalysis
from benchmarking.returns.domain.profile_reader import read_profile
from benchmarking.tests.region import Region, analysed, make_region
from benchmarking.tests.test_wall_of_rounds import behind_the_wall
from costofcare.tests.marker_search import found, words_of
from engagement.interviews.tests.made_study import a_study
from engagement.models import FrameMember, Interview, InterviewSection

__all__ = ["no_second_factor"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
COUNCILS = 9
# Who filled it in, zones and rates as it calls and pays them, a provider of its, its note, a query and its answer.
NAME, EMAIL, ZONE, PLACE = "Zyxquill", "zyxquill@example.org", "Zonkerburgh", "1-987654321"
LOWEST, HIGHEST, NOTE, QUERY, ANSWER = "17.3137", "31.9713", "Snorkelwump", "Quibblefrass", "Frobnicat"
OF_THE_RETURN = (NAME, ZONE, PLACE, LOWEST, HIGHEST, NOTE, QUERY, ANSWER)
# Who was asked for an interview, and what was said.
ASKED, FIRM, SAID = "Wibberley", "Zorgfirma", "Zoutnotes"
MARKERS = (*OF_THE_RETURN, ASKED, FIRM, SAID)
# Where they may lie: in returns and queries, in what the team worked out of them, and in its study.
THEIR_OWN = ("benchmarking_councilreturn", "benchmarking_councilquery", "benchmarking_roundanalysis", "engagement_")
FILES = ("release.xlsx", "release.ods", "release.zip", "release.json", "figures.csv")


def plant(region: Region) -> None:
    row = CouncilReturn.objects.filter(round=region.round).earliest("member__ons_code")
    told = row.typed | {
        "completed_by_name": NAME, "completed_by_email": EMAIL, "lowest_rate_foi": LOWEST, "highest_rate_foi": HIGHEST,
    }  # fmt: skip
    row.typed, row.values = told, read_profile(told).normal
    row.prices = [one | {"zone": ZONE} for one in row.prices]
    row.providers = [one | {"location_id": PLACE, "provider_name": PLACE} for one in row.providers]
    row.explanations = {"B13:packages_handed_back": NOTE}
    row.id, row.number = uuid4(), 2
    row.save(force_insert=True)
    CouncilQuery.objects.create(
        round=region.round, host_authority_id=region.round.host_authority_id, authority_id=row.authority_id,
        member_id=row.member_id, label="Zones or patches", version_number=1, words=QUERY, answer=ANSWER,
        state="answered", due_on=timezone.localdate(), asked_at=row.sent_at, answered_at=row.sent_at,
        asked_by_id=region.ann.person_id, answered_by_id=region.ash.person_id,
    )  # fmt: skip
    study = a_study(region.ann)["study_id"]
    FrameMember.objects.filter(study_id=study).update(organisation=FIRM, contact_name=ASKED)
    InterviewSection.objects.filter(study_id=study).update(notes=SAID)


def let_out(region: Region) -> BenchmarkEdition:
    row = region.round
    asked = analyses.ask(by=region.ann, round_id=row.id, seed=7)
    assert isinstance(asked, RoundAnalysis)
    with TestCase.captureOnCommitCallbacks(execute=True):
        analysis_worker.process(asked.id)
        drafted = editions.draft(by=region.ann, round_id=row.id, analysis_id=asked.id)
        assert isinstance(drafted, BenchmarkEdition), drafted
        done = editions.approve(by=region.fay, round_id=row.id, edition_id=drafted.id)
    assert isinstance(done, BenchmarkEdition), done
    return done


def sent_to(who: Any, copies: Iterable[EditionCopy]) -> list[tuple[str, str]]:
    """Return each page, file and report of copies as somebody gets them."""
    found_texts = []
    for copy in copies:
        pages = ("copy_detail", "copy_report docx") if who else ("public_edition_detail",)
        files = "copy_file" if who else "public_edition_file"
        for name in (*pages, *(f"{files} {file}" for file in FILES)):
            view, *keys = name.split()
            answer = get(who, f"benchmarking:{view}", copy.id, *keys)
            assert answer.status_code == 200, (copy.kind, name)
            found_texts.append((f"{copy.kind}: {name}", words_of(answer.content)))
    return found_texts


@pytest.mark.nightly
def test_markers_of_a_round_are_in_nothing_that_leaves(capfd: Any):
    region = make_region(COUNCILS, with_returns=True)
    plant(region)
    edition = let_out(region)
    everywhere = found(MARKERS)
    assert set(everywhere) == set(MARKERS), "what is not planted cannot be found"
    strays = {marker: {one for one in places if not one.startswith(THEIR_OWN)} for marker, places in everywhere.items()}
    assert not {marker: places for marker, places in strays.items() if places}
    theirs = EditionCopy.objects.filter(edition=edition)
    members = theirs.filter(kind="members")
    left = [
        *((f"{one.kind} of {one.authority.name}", one.document) for one in theirs.select_related("authority")),
        *sent_to(None, theirs.filter(kind="public")),
        *sent_to(region.gai, members.filter(authority=region.members[6].authority)),
        *sent_to(region.reg, members.filter(authority=region.round.host_authority)),
        *(("mail", f"{one.subject}\n{one.body}\n{one.alternatives}") for one in mail.outbox),
        *zip(("out", "err"), capfd.readouterr(), strict=True),
    ]
    assert len(mail.outbox) >= COUNCILS and len(left) > 40
    assert [(place, marker) for place, text in left for marker in MARKERS if marker.lower() in text.lower()] == []
    home = client_of(region.reg).get("/home/").content.decode()
    assert [marker for marker in MARKERS if marker in home] == []


def test_the_wall_alone_keeps_returns_and_interviews_from_who_they_are_not_for():
    """No permission is asked: rows of providers lie in returns, queries and analyses."""
    region = make_region(COUNCILS, with_returns=True)
    plant(region)
    analysed(region)
    borough = person_of("Dev Analyst", RoleName.ANALYST, region.members[0].authority)
    tables = (CouncilReturn, CouncilQuery, RoundAnalysis, Interview, InterviewSection, FrameMember)
    expected = ((region.ash, (2, 1, 0)), (region.gai, (1, 0, 0)), (region.reg, (0, 0, 0)), (borough, (0, 0, 0)))
    for who, rounds in expected:
        with behind_the_wall(who):
            assert tuple(table.objects.count() for table in tables) == (*rounds, 0, 0, 0), who
    with behind_the_wall(region.ann):
        assert [table.objects.count() for table in tables[:3]] == [COUNCILS + 1, 1, 1]
        assert all(table.objects.exists() for table in tables)
