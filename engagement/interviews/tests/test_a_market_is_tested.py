"""A soft market test the whole way: asked, written, read after closing, told by theme from five owners on."""

from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone
from openpyxl import load_workbook

from accounts.tests.pages import get, is_kept_out, post, text_of
from engagement.campaigns.domain.audience_rules import rule_from
from engagement.interviews.actions import market_notes, words
from engagement.interviews.queries.market_tests import owed_by_providers, sent_answers
from engagement.interviews.tests.made_study import a_market_test, answered
from engagement.models import (
    AskedProvider,
    Interview,
    InterviewSection,
    InterviewStudy,
    Registration,
    Step,
    StudyFinding,
    StudyQuote,
    WrittenAnswer,
)
from register.models import Participation
from submissions.tests.cast import Cast, behind_the_wall, make_cast, provider, refused, take_part
from submissions.tests.module_rows import rows_for_all

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
SAID = {"price": "Pay us for the way at Fernhill. Then we bid.", "lots": ""}
TEXT = "We would bid if the way were paid."
CLOSED = {"opens_on": timezone.localdate() - timedelta(days=20), "closes_on": timezone.localdate() - timedelta(days=1)}


@pytest.fixture(scope="module")
def market(django_db_setup: None, django_db_blocker: Any) -> Iterator[Cast]:
    """Six providers of six owners in one exercise; Ada is of the first, Bea of the second."""
    with rows_for_all(django_db_blocker):
        cast = make_cast()
        for n in range(4):
            take_part(cast.exercise, provider(f"Fern {n} Ltd"), f"Fern {n}", f"1-fern-{n}")
        yield cast


def places(cast: Cast, number: int) -> list[Participation]:
    """Return a location of each of so many providers, Elm's first."""
    rows = Participation.objects.filter(exercise=cast.exercise).exclude(id=cast.at_elm_too.id)
    return sorted(rows, key=lambda each: each.location.cqc_location_id)[:number]


def closed(cast: Cast, number: int) -> InterviewStudy:
    """Return a test that has closed, with the same answers of so many providers, taken in."""
    ids = a_market_test(cast.dev, places(cast, number), **CLOSED)
    answered(ids["market_test_id"], cast.ada, SAID)
    assert market_notes.take_in(by=cast.dev, study_id=ids["market_test_id"]) == number
    return InterviewStudy.objects.get(id=ids["market_test_id"])


class TestAProvider:
    def answers(self, cast, asked, page="own_test", **typed):
        named = {f"answer-{key}": text for key, text in typed.items() if key not in ("before", "later")}
        rest = {key: typed[key] for key in ("before", "later") if key in typed}
        return post(cast.ada, f"engagement:{page}", asked, **named, **rest)

    def test_writes_saves_and_sends_and_nobody_reads_it_before_the_last_day(
        self, market, django_capture_on_commit_callbacks
    ):
        ids = a_market_test(market.dev, places(market, 2))
        asked, study = ids["asked_provider_id"], InterviewStudy.objects.get(id=ids["market_test_id"])
        assert "Care at home from 2027" in text_of(get(market.ada, "home"))
        assert "Saved" in text_of(self.answers(market, asked, "own_test_save", price="Pay the way.", before="{}"))
        assert "Typed and not sent" in text_of(get(market.ada, "engagement:own_test_list"))
        assert AskedProvider.objects.get(id=asked).sent_at is None
        with django_capture_on_commit_callbacks(execute=True):
            page = text_of(self.answers(market, asked, price="Pay the way.", before='{"price": "Pay the way."}'))
        assert "Your answers are sent" in page and "Pay the way." in page
        (letter,) = mail.outbox
        assert "we have your answers" in letter.subject and "Pay the way" not in letter.body
        assert "Care at home" not in text_of(get(market.ada, "home")).split("What councils asked you")[0]
        self.answers(market, asked, price="Pay half.", later="1", before='{"price": "Pay the way."}')
        row = WrittenAnswer.objects.get()
        assert (row.sent["price"], row.typed["price"], row.number) == ("Pay the way.", "Pay half.", 1)
        assert "1 of 2 providers have sent answers" in text_of(
            get(market.dev, "engagement:market_test_detail", study.id)
        )
        assert sent_answers(market.dev, study) == []
        with behind_the_wall(market.dev):
            assert not WrittenAnswer.objects.exists()
        assert is_kept_out(market.bea, get(market.bea, "engagement:own_test", asked))
        assert "is still open" in refused(market_notes.take_in(by=market.dev, study_id=study.id))

    def test_is_told_what_another_page_saved_and_what_cannot_be_sent(self, market):
        asked = a_market_test(market.dev, places(market, 1))["asked_provider_id"]
        assert "Answer at least one question" in text_of(self.answers(market, asked, before="{}"))
        assert "has 5001" in text_of(self.answers(market, asked, lots="x" * 5_001, before="{}"))
        self.answers(market, asked, "own_test_save", lots="Small.", before='{"lots": "' + "x" * 5_001 + '"}')
        page = text_of(self.answers(market, asked, lots="Large.", before="{}"))
        assert "Somebody has saved other words on another page meanwhile: Lots" in page and "Large." in page
        assert WrittenAnswer.objects.get().typed["lots"] == "Small."

    def test_keeps_what_is_typed_after_the_last_day_and_reads_that_it_was_not_sent(self, market):
        asked = a_market_test(market.dev, places(market, 1), **CLOSED)["asked_provider_id"]
        page = text_of(self.answers(market, asked, price="Too late.", before="{}"))
        assert "was not sent" in page and WrittenAnswer.objects.get().typed["price"] == "Too late."


class TestTheTeam:
    def test_sets_it_up_asks_each_provider_once_and_writes_to_who_owes(self, market):
        day = timezone.localdate() + timedelta(days=9)
        told = {
            "name": "Care from 2027", "exercise": market.exercise.id, "introduction": "Four lots.",
            "theme_set": "market_testing", "opens_on_0": 1, "opens_on_1": 1, "opens_on_2": 2026,
        }  # fmt: skip
        assert "Give both days, or neither" in text_of(post(market.dev, "engagement:market_test_new", **told))
        told |= {f"closes_on_{n}": part for n, part in enumerate((day.day, day.month, day.year))}
        assert "Nobody is asked yet" in text_of(post(market.dev, "engagement:market_test_new", **told))
        study = InterviewStudy.objects.get(name="Care from 2027")
        page = text_of(post(market.dev, "engagement:market_test_ask", study.id))
        assert "6 providers are asked" in page and page.count("Elm Care Ltd") == 1
        assert "asked already" in text_of(post(market.dev, "engagement:market_test_ask", study.id))
        AskedProvider.objects.filter(provider=market.oak).update(sent_at=timezone.now())
        with behind_the_wall(market.ned):
            owed = owed_by_providers(study.id)
        assert owed and market.at_oak.id not in owed.participation_ids and len(owed.participation_ids) == 6
        assert "A message is begun" in text_of(
            post(market.ned, "engagement:market_test_write", study.id, kind="remind")
        )
        step = Step.objects.latest("number")
        assert rule_from(step.rule).beside.id == study.id and "never who said what" in step.body

    def test_takes_answers_in_as_notes_and_tells_by_theme_without_who(self, market):
        study = closed(market, 6)
        notes = InterviewSection.objects.filter(study=study).exclude(notes="")
        assert {(each.theme, each.notes) for each in notes} == {("price", SAID["price"])} and notes.count() == 6
        assert "taken in already" in refused(market_notes.take_in(by=market.dev, study_id=study.id))
        interviews = [str(each) for each in Interview.objects.values_list("id", flat=True)]
        said = {"sentence": "The way has to be paid", "themes": ["price"], "speak_for": interviews[:4]}
        page = post(market.dev, "engagement:finding_list", study.id, **said, looked_for_opposite="All answers")
        assert "Many of those asked (4 of 6)" in text_of(page)
        post(market.dev, "engagement:quote_list", study.id, interview=interviews[0], theme="price", text=TEXT)
        finding, quote = StudyFinding.objects.get(), StudyQuote.objects.get()
        for who in (market.dev, market.fay):
            post(who, "engagement:finding_release", study.id, finding.id)
            page = post(who, "engagement:quote_release", study.id, quote.id)
        assert "The quote is released" in text_of(page)
        page = text_of(get(market.carol, "engagement:released_words", study.id))
        assert f"“{TEXT}” – a provider" in page and "6 providers took part" in page
        assert page.index("Price and payment") < page.index("The way has to be paid") < page.index(TEXT)
        assert not [name for name in ("Elm", "Oak", "Fern", "4 of 6") if name in page]
        book = load_workbook(BytesIO(get(market.carol, "engagement:released_file", study.id).content))
        assert [cell.value for cell in book["Quotes"][2]] == ["Price and payment", TEXT, "a provider"]

    def test_tells_nothing_where_fewer_than_five_owners_have_spoken(self, market):
        study = closed(market, 4)
        spoke = Interview.objects.first()
        told = {"by": market.dev, "study_id": study.id}
        quoted = words.draft_quote(**told, interview_id=spoke.id, theme="price", text=TEXT)
        assert "Fewer than five providers" in refused(quoted)
        found = {"themes": ["price"], "codes": [], "speak_for": [str(spoke.id)], "against": []}
        assert "Price and payment" in refused(
            words.draft_finding(**told, sentence="Pay", **found, looked_for_opposite="All")
        )
        page = text_of(get(market.carol, "engagement:released_words", study.id))
        assert study.voices is None and "from five providers on" in page and "4 " not in page.split("Nothing is")[0]


def test_five_locations_of_one_owner_are_one_voice(market):
    owner = market.elm.owner
    Participation.objects.filter(exercise=market.exercise).update(owner=owner)
    study = closed(market, 6)
    assert study.voices is None and "Fewer than five" in refused(
        words.draft_quote(
            by=market.dev, study_id=study.id, interview_id=Interview.objects.first().id, theme="price", text=TEXT
        )
    )


class TestAWorkshop:
    def table(self, cast, study):
        day = timezone.localdate()
        said = {"name": "Table 1", "channel": "in_person", "consent": ["may_note", "may_quote"]}
        held = {f"held_on_{n}": part for n, part in enumerate((day.day, day.month, day.year))}
        return post(cast.dev, "engagement:market_test_table", study, **said, **held)

    def test_is_an_event_whose_tables_are_noted_and_all_who_came_count_as_heard(self, market, an_event):
        study = a_market_test(market.dev, places(market, 1))["market_test_id"]
        assert "Say first which event" in text_of(self.table(market, study))
        told = {"introduction": "Four lots.", "edition": 1, "event": an_event.id}
        assert "Changed" in text_of(post(market.dev, "engagement:market_test_change", study, **told))
        assert "Note who came first" in text_of(self.table(market, study))
        came = {"event": an_event, "exercise": market.exercise, "authority": market.authority, "attendance": "came"}
        Registration.objects.bulk_create(
            Registration(**came, participation=each, provider_id=each.provider_id) for each in places(market, 6)
        )
        assert "Workshop, Table 1" in text_of(self.table(market, study))
        row = InterviewStudy.objects.get(id=study)
        assert row.voices == 6 and row.closes_on is None
        noted = InterviewSection.objects.get(study=study, theme="lots")
        noted.notes = "Lots are too large."
        noted.save()
        made = words.draft_quote(
            by=market.dev, study_id=study, interview_id=noted.interview_id, theme="lots", text="Smaller lots, please."
        )
        assert made.description == "a provider at the workshop"

    @pytest.fixture
    def an_event(self, market):
        from engagement.meetings.tests.test_events import planned

        return planned(market)
