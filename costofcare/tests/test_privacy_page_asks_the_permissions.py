"""What the privacy page promises is what the permissions, the queries and the wall keep."""

from dataclasses import replace

import pytest

from accounts.domain.roles import RoleName
from accounts.tests.pages import client_of, text_of
from costofcare.views.visibility import (
    ANOTHERS,
    ELSEWHERE,
    HERE,
    QUESTIONS,
    YOURS,
    Asker,
    askers,
)
from register.models import Exercise
from reports.domain.policy import PROTECTED
from submissions import queries
from submissions.tests.cast import behind_the_wall, cast, hand_in

__all__ = ["cast"]

READS = [words for words, _ in QUESTIONS].index("your answers, files, findings, costs and questions")
READERS = {RoleName.PROVIDER_USER, RoleName.PROVIDER_ADMINISTRATOR, RoleName.ANALYST, RoleName.RELEASE_APPROVER}


def test_every_role_has_its_row_and_the_public_has_one():
    roles = [asker.context.role for asker in askers() if asker.context]
    assert set(roles) == set(RoleName)
    assert askers()[-1].context is None


def test_only_your_own_people_and_those_who_check_read_a_return():
    near = [asker for asker in askers() if asker.context and is_near(asker)]
    assert {asker.context.role for asker in near if asker.answers[READS]} == READERS
    assert not any(asker.answers[READS] for asker in askers() if not asker.context or not is_near(asker))


def is_near(asker: Asker) -> bool:
    return asker.context.authority_id != ELSEWHERE and asker.context.provider_id != ANOTHERS


def test_the_public_is_told_no_to_everything_but_the_public_page():
    told = dict(zip((words for words, _ in QUESTIONS), askers()[-1].answers, strict=True))
    assert [words for words, said in told.items() if said] == ["released figures where the exercise has a public page"]


@pytest.mark.django_db
@pytest.mark.parametrize("place", range(len(askers())))
def test_the_answer_is_what_query_and_wall_give(cast, place):
    """Each asker of the table, put in the place of somebody here: can they read Elm's return, or not?"""
    submission, asker = hand_in(cast.ada, cast.at_elm).submission, askers()[place]
    places = {HERE: cast.authority.id, ELSEWHERE: cast.elsewhere.id, YOURS: cast.elm.id, ANOTHERS: cast.oak.id}
    context = asker.context and replace(
        asker.context,
        person_id=cast.ada.person_id,
        authority_id=places.get(asker.context.authority_id),
        provider_id=places.get(asker.context.provider_id),
    )
    with behind_the_wall(context):
        assert (queries.return_for(context, submission.id) is not None) is asker.answers[READS]


def asked(words: str) -> set[str]:
    place = [each for each, _ in QUESTIONS].index(words)
    return {asker.label for asker in askers() if asker.answers[place]}


def test_the_council_knows_who_was_reached_and_reads_no_mail_and_no_note_of_the_team():
    reached = asked("that you were reached, and that your return has come in")
    reads = asked("emails you send to the team, and its notes of calls")
    assert reached - reads == {"The council’s commissioners"}
    assert len(reads) == 3 and all("of the independent team" in label for label in reads)
    assert reached < asked("who is asked, and whom to ring")


@pytest.mark.django_db
def test_the_page_has_the_table_for_anybody():
    text = text_of(client_of(None).get("/privacy/"))
    assert "The council’s commissioners" in text
    assert "The public Released figures where the exercise has a public page" in text
    assert "Not stated yet" in text and "DATA_CONTROLLER" in text
    assert f"fewer than {PROTECTED.min_owners} owners" in text
    assert "What your exercises release" not in text


@pytest.mark.django_db
@pytest.mark.usefixtures("no_second_factor")
@pytest.mark.parametrize(
    ("preset", "said"), [("protected", "No table of exact figures is made"), ("statutory", "exact medians")]
)
def test_a_provider_reads_which_policy_its_exercise_uses(cast, preset, said):
    Exercise.objects.update(preset=preset)
    text = text_of(client_of(cast.ada).get("/privacy/"))
    assert said in text.partition("What your exercises release")[2].partition("How released figures")[0]
    assert "What your exercises release" not in text_of(client_of(cast.carol).get("/privacy/"))
