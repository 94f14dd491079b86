"""Names and words of interviews are found by nobody they are not for, by whatever link; quotes name nobody at all.

Markers are planted in a study: who is asked, what they said, what a coder thinks, and drafts of findings and quotes.
"""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from accounts.domain.roles import RoleName
from accounts.tests.in_turn import first_by_day
from accounts.tests.pages import client_of
from accounts.tests.people import person_of
from costofcare.tests.link_crawl import addresses, text_in
from engagement.interviews.actions.words import draft_quote, names_of
from engagement.interviews.domain.quote_scan import what_stands_in
from engagement.interviews.tests.made_study import a_study
from engagement.models import FrameMember, InterviewSection, InterviewStudy, SectionCoding, StudyFinding, StudyQuote
from register.models import Authority, Location, Owner, Provider

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
FRAME = ("Zorgfirma", "Zelda Zander", "zelda@zorg.example")
SAID = ("Zoutnotes", "Zummary", "Zemark", "Zemo", "Zinding", "Zuote")
# What a person would say, with a piece planted in it; five sentences by forty pieces are two hundred quotes.
SENTENCES = (
    "We lost the lot to {} again.",
    "Since {} nobody rings back.",
    "It is about {}, as ever",
    "{} would never do that to people.",
    "They said {} and meant us.",
)
PIECES = (
    "Zorgfirma", "ZORGFIRMA", "zorg-firma", "Zelda", "Zander", "zelda zander", "Z. Zander", "zelda@zorg.example",
    "Brightcare", "bright care", "Brightcare’s", "Elmtree Homes", "elmtree", "Elm Tree Homes Ltd", "Larkside House",
    "larkside", "Northshire", "NORTHSHIRE", "northshire’s", "Oldmarket ward", "Oldmarket", "£21.40", "£ 19", "18p",
    "twenty pounds", "21.40", "forty per cent", "30%", "€5", "ten quid", "May 2024", "3rd June", "12/03/2024",
    "2024-04-01", "Tuesday", "1 Jan", "N1 9GU", "020 7946 0000", "www.zorg.example", "1-100001340",
)  # fmt: skip


@pytest.fixture
def office():
    """Return an authority with a study in which markers stand, its analyst first."""
    here = Authority.objects.create(name="Northshire", cqc_name="")
    ann = person_of("Ann Analyst", RoleName.ANALYST, here)
    provider = Provider.objects.create(
        name="Elmtree Homes Ltd", cqc_provider_id="1-9", owner=Owner.objects.create(name="Brightcare")
    )
    Location.objects.create(name="Larkside House", cqc_location_id="1-8", provider=provider, authority=here)
    ids = a_study(ann)
    study = InterviewStudy.objects.get(id=ids["study_id"])
    InterviewStudy.objects.filter(id=study.id).update(more_names="Oldmarket\n")
    FrameMember.objects.filter(study=study).update(organisation=FRAME[0], contact_name=FRAME[1], contact_email=FRAME[2])
    sections = InterviewSection.objects.filter(study=study)
    sections.update(notes=f"{SAID[0]}. They trust us.", summary=SAID[1])
    SectionCoding.objects.create(
        study=study, authority=here, section=sections.get(), coder_id=ann.person_id, memo=SAID[3],
        saved_at=datetime(2026, 3, 2, tzinfo=UTC),
    )  # fmt: skip
    StudyFinding.objects.filter(study=study).update(sentence=SAID[4])
    StudyQuote.objects.filter(study=study).update(text=SAID[5])
    return here, ann, InterviewStudy.objects.get(id=study.id), ids


def of_interviews(client) -> str:
    """Return all that somebody gets of interviews by links, from their home on; files too."""
    waiting, pages = [reverse("home")], dict[str, str]()
    while waiting:
        path = waiting.pop()
        answer = client.get(path)
        pages[path] = text_in(answer.content)
        if "html" in answer.get("Content-Type", ""):
            links = addresses(path, answer.content.decode())
            waiting += {link for link in links if link.startswith("/interviews/")} - pages.keys() - {*waiting}
    return "\n".join(pages.values())


def test_an_analyst_finds_what_is_planted(office):
    _, ann, study, ids = office
    section = reverse("engagement:section_edit", args=[study.id, ids["interview_id"], "quality"])
    seen = of_interviews(client_of(ann)) + client_of(ann).get(section).content.decode()
    assert [marker for marker in (*FRAME, SAID[0], SAID[1], *SAID[4:]) if marker not in seen] == []


@pytest.mark.parametrize(
    "role", first_by_day([RoleName.COMMISSIONER, RoleName.ENGAGEMENT_OFFICER, RoleName.REGIONAL_LEAD])
)
def test_nobody_else_finds_it(office, role):
    here, _, study, ids = office
    client = client_of(person_of("Kim Curious", role, here))
    theirs = FRAME if role is RoleName.ENGAGEMENT_OFFICER else ()
    seen = of_interviews(client) + guessed(client, study, ids)
    assert [marker for marker in {*FRAME, *SAID} - {*theirs} if marker in seen] == []


def guessed(client, study: InterviewStudy, ids) -> str:
    tried = [
        *(reverse(f"engagement:{name}", args=[study.id]) for name in (
            "study_detail", "study_matrix", "finding_list", "quote_list", "code_tree", "code_agreement",
            "released_words",
        )),
        *(reverse("engagement:study_file", args=[study.id, kind]) for kind in ("xlsx", "qdc", "qdpx")),
        reverse("engagement:interview_detail", args=[study.id, ids["interview_id"]]),
        reverse("engagement:section_code", args=[study.id, ids["interview_id"], "quality"]),
        reverse("engagement:own_interview", args=[ids["interview_id"]]),
    ]  # fmt: skip
    answers = [client.get(address) for address in tried]
    return "\n".join(answer.content.decode() for answer in answers if "html" in answer.get("Content-Type", ""))


def test_two_hundred_quotes_with_something_planted_cannot_be_drafted(office):
    _, ann, study, ids = office
    names = names_of(ann, study)
    planted = [(sentence.format(piece), piece) for sentence in SENTENCES for piece in PIECES]
    assert len(planted) == 200
    assert [said for said, _ in planted if not what_stands_in(said, names)] == []
    assert [each for each in SENTENCES if what_stands_in(each.format("[…]"), names)] == []
    before = StudyQuote.objects.count()
    for said, _ in planted[::23]:
        made = draft_quote(by=ann, study_id=study.id, interview_id=ids["interview_id"], theme="quality", text=said)
        assert "in this quote" in getattr(made, "because", ""), said
    assert StudyQuote.objects.count() == before
