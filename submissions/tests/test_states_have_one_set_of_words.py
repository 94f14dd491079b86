"""A state has one name, wherever it is told of: on home, on the pages of its location and of its file, in lists."""

import re

import pytest

from accounts.tests.in_turn import first_by_day
from accounts.tests.pages import get, text_of
from submissions import queries
from submissions.actions import returns
from submissions.domain.states import FILE_WORDS, FileState, ReturnState, UploadState
from submissions.models import Return, Upload
from submissions.tests.cast import accepted, hand_in, send_in, submitted, workbook, workbook_for
from submissions.tests.online import save, standing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]


def exclude(cast):
    submission = submitted(cast.ada, cast.at_elm)
    returns.exclude(by=cast.dev, return_id=submission.id, reason="Not comparable.")


WAYS = {
    ReturnState.NOT_STARTED: lambda cast: None,
    ReturnState.IN_PROGRESS: lambda cast: hand_in(cast.ada, cast.at_elm),
    ReturnState.SUBMITTED: lambda cast: submitted(cast.ada, cast.at_elm),
    ReturnState.ACCEPTED: lambda cast: accepted(cast.ada, cast.dev, cast.at_elm),
    ReturnState.EXCLUDED: exclude,
}


def row_of(answer, name: str = "Elm Home Care") -> str:
    """The tag in the row, or the item, of a location."""
    html = answer.content.decode()
    rows = re.findall(r"<(?:tr|li)[ >].*?</(?:tr|li)>", html, re.DOTALL)
    (row,) = [each for each in rows if re.search(rf">\s*{name}\s*<", each) and "govuk-tag" in each]
    (tag,) = re.findall(r'<strong class="govuk-tag[^>]*>([^<]*)</strong>', row)
    return tag


def tags(answer) -> list[str]:
    return re.findall(r'<strong class="govuk-tag[^>]*>([^<]*)</strong>', answer.content.decode())


@pytest.mark.parametrize("state", first_by_day(WAYS, 2))
def test_a_return_has_the_same_state_on_home_on_its_page_and_in_both_lists(cast, state):
    WAYS[state](cast)
    assert row_of(get(cast.ada, "home")) == state.label
    assert row_of(get(cast.ada, "submissions:own_location_list")) == state.label
    assert row_of(get(cast.dev, "submissions:return_list")) == state.label
    if Return.objects.exists():
        place = get(cast.ada, "submissions:participation_detail", cast.at_elm.id)
        assert tags(place)[0] == state.label
        detail = get(cast.dev, "submissions:return_detail", Return.objects.get().id)
        assert tags(detail)[0] == state.label


def test_an_officer_is_told_what_came_in_and_no_more(cast):
    submitted(cast.ada, cast.at_elm)
    text = text_of(get(cast.ned, "engagement:standing_list", cast.exercise.id))
    assert "Return received" in text
    assert not any(state.label in text for state in (ReturnState.ACCEPTED, ReturnState.EXCLUDED))


def claimed(cast):
    send_in(cast.ada, cast.at_elm)
    Upload.objects.update(state="claimed", station="checking")


def failed(cast):
    send_in(cast.ada, cast.at_elm)
    Upload.objects.update(state="failed", tries=3)


def wrong(cast):
    """Another location's workbook, which comes when one counts."""
    hand_in(cast.ada, cast.at_elm)
    hand_in(cast.ada, cast.at_elm, workbook("1-100000002"))


def to_choose(cast):
    hand_in(cast.ada, cast.at_elm)
    number = standing(cast.ada, cast.at_elm).number("Careworker pay")
    save(cast.ada, cast.at_elm, "Careworker pay", {"basic_pay_rate": "13.5"}, number=number)
    hand_in(cast.ada, cast.at_elm, workbook_for(cast.at_elm, basic_pay_rate="13.6"))


def replaced(cast):
    hand_in(cast.ada, cast.at_elm)
    hand_in(cast.ada, cast.at_elm, workbook_for(cast.at_elm, basic_pay_rate="13.6"))


FILES = {
    UploadState.RECEIVED: (lambda cast: send_in(cast.ada, cast.at_elm), 1),
    UploadState.CLAIMED: (claimed, 1),
    UploadState.FAILED: (failed, 1),
    UploadState.DONE: (lambda cast: hand_in(cast.ada, cast.at_elm), 1),
    FileState.UNREADABLE: (lambda cast: hand_in(cast.ada, cast.at_elm, b"%PDF-1.7 no workbook"), 1),
    FileState.NOT_TAKEN: (wrong, 2),
    FileState.TO_CHOOSE: (to_choose, 2),
    FileState.REPLACED: (replaced, 1),
}


@pytest.mark.parametrize("state", first_by_day(FILES, 2))
def test_a_file_has_the_same_state_on_its_location_s_page_and_on_its_own(cast, state):
    come, number = FILES[state]
    come(cast)
    upload = Upload.objects.get(number=number)
    place = get(cast.ada, "submissions:participation_detail", cast.at_elm.id).content.decode()
    (shown,) = re.findall(rf'/{upload.id}/[^>]*>\s*<strong class="govuk-tag[^>]*>([^<]*)<', place)
    assert shown == FILE_WORDS[state]
    page = get(cast.ada, "submissions:upload_progress", upload.id)
    assert FILE_WORDS[state] in tags(page)
    is_no_return = state in (FileState.UNREADABLE, FileState.NOT_TAKEN)
    assert ("Your workbook has been checked" in text_of(page)) == (state not in NOT_CHECKED)
    assert ("Your file was not taken" in text_of(page)) == is_no_return


NOT_CHECKED = {
    UploadState.RECEIVED,
    UploadState.CLAIMED,
    UploadState.FAILED,
    FileState.UNREADABLE,
    FileState.NOT_TAKEN,
}


def test_no_two_states_of_a_file_have_the_same_words():
    assert len(set(FILE_WORDS.values())) == len(FILE_WORDS) == len([*UploadState, *FileState])


def test_files_are_told_of_to_their_readers_alone(cast):
    hand_in(cast.ada, cast.at_elm)
    assert not queries.files_of(cast.bea, Return.objects.get())
