"""What is Ada's is not found by a stranger, by another provider, or by the council: not by any address there is.

The addresses are read from the address tables, so that a page made tomorrow is tried too. Then the same with the
permission layer switched off, so that only the wall in the database stands. What the wall shows of each table, asked
without any filter of the portal's, is tried in test_wall_stands_alone.py.
"""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4
from zlib import crc32

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from accounts.actions import invitations
from accounts.domain.context import Context
from accounts.domain.roles import RoleName
from accounts.models import Mail, Role
from accounts.tests.in_turn import first_by_day
from accounts.tests.pages import client_of
from benchmarking.tests.made_rows import round_rows
from costofcare.tests.addresses import Addresses, of_objects
from costofcare.tests.letters import send_at_once
from engagement.contacts.actions import contacts
from engagement.contacts.tests.test_contacts_are_logged import a_call
from engagement.inbox.actions import incoming_mail
from engagement.inbox.actions.incoming_mail import Arrived
from engagement.inbox.tests.test_mailbox_is_read import a_mail
from engagement.interviews.tests.made_study import a_market_test, a_study
from engagement.meetings.tests.test_events import planned, register
from engagement.meetings.tests.test_one_to_ones_are_booked import booked, opened
from engagement.models import InboundMail, LogMeaning, Notice
from engagement.tests.campaign_steps import a_message, a_step, somebody_at
from markets.evaluation.tests.made_evaluations import an_evaluation
from markets.options.tests.made_options import an_appraisal_and_a_risk
from markets.papers.tests.made_papers import a_paper
from markets.places.tests.made_places import a_place_list
from markets.programme.tests.made_programme import a_programme
from markets.tests.asked_market import asked_rows
from markets.tests.made_rows import (
    a_dataset,
    a_fee_scenario,
    a_market_release,
    a_market_table,
    a_payment_rule,
    a_payment_run,
    a_profile,
    a_rate_card,
    an_asked_run,
)
from markets.zones.tests.made_zones import a_zone_plan
from register.actions import imports
from register.domain.imports import ImportKind
from register.models import ListMeaning, Location
from reports.actions import requests
from reports.annexes.tests.made_documents import a_document
from reports.datasheets.tests.made_datasheet import a_datasheet
from reports.domain.calculation_terms import CalculationTerms
from reports.indices.tests.test_indices_are_kept import an_index
from reports.tests.accepted_returns import Market, make_market
from submissions.actions import exemptions, returns
from submissions.allocation.actions import allocations
from submissions.collaboration.actions import invite_colleague
from submissions.decisions.actions import adjustments, line_decisions
from submissions.desk.actions import analyst_notes, assignments
from submissions.domain.exemptions import ExemptionReason
from submissions.intake.tests.taken_in import a_folder, a_layout, layout, sent
from submissions.models import Return, Upload, VersionFinding
from submissions.questions.actions import questions
from submissions.questions.domain.questions import QuestionSubject
from submissions.rechecks.actions import rechecks
from submissions.tests.cast import (
    explain_all,
    hand_in,
    outsider,
    workbook_for,
)
from submissions.tests.module_rows import rows_for_all

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
# What is of her provider alone; registers, exercises and releases are others' as well.
ADAS = (
    "participation_id",
    "return_id",
    "upload_id",
    "finding_id",
    "query_id",
    "word_id",
    "person_id",
    "role_id",
    "invitation_id",
    "note_id",
    "analyst_note_id",
    "division_id",
    "booking_id",
    "place_id",
    "line_decision_id",
    "adjustment_id",
    "pay_place_id",
    "pay_question_id",
)
# Taking an invitation back and the like change something; their addresses are tried by POST as well.
VERBS = ("get", "post")


def as_proof(*names: str) -> list[Any]:
    """Further roles, who find as little as those who are tried in each run: each tries a few addresses by night."""
    return [pytest.param(name, marks=pytest.mark.proof) for name in names]


@pytest.fixture(scope="module")
def market(django_db_setup, django_db_blocker) -> Iterator[Market]:
    with rows_for_all(django_db_blocker):
        yield make_market(6)


@pytest.fixture(scope="module")
def objects(market: Market) -> dict[str, Any]:
    with pytest.MonkeyPatch.context() as patch:
        send_at_once(patch)
        return make_objects(market)


def make_objects(market: Market) -> dict[str, Any]:
    """Ada has uploaded, explained and submitted; somebody at Elm is invited; a release is out."""
    cast = market.cast
    version = hand_in(cast.ada, cast.at_elm, workbook_for(cast.at_elm, basic_pay_rate="12.10"))
    submission = Return.objects.get(id=version.submission_id)
    explain_all(cast.ada, submission)
    returns.submit(by=cast.ada, return_id=submission.id, version_number=1, declared_by_name="Ada Elm")
    query = questions.ask(by=cast.ada, participation_id=cast.at_elm.id, about=QuestionSubject(), words="Is this right?")
    word = exemptions.say(
        by=cast.ada, participation_id=cast.at_elm_too.id, reason=ExemptionReason.CLOSED, words="In May"
    )
    offer, _ = invitations.invite(
        by=cast.ada, email="new@example.org", role=RoleName.PROVIDER_USER, provider_id=cast.elm.id, scope_label="Elm"
    )
    division = allocations.begin(by=cast.ada, exercise_id=cast.exercise.id)
    note = invite_colleague.share(by=cast.tom, participation_id=cast.at_elm.id, to=cast.ada.person_id, words="Yours")
    between = analyst_notes.write(by=cast.dev, return_id=submission.id, words="Between us")
    assignments.assign(by=cast.dev, return_id=submission.id, analyst_id=cast.dev.person_id)
    row = imports.receive(by=cast.alex, kind=ImportKind.DIRECTORY, file_name="a.csv", data=b"x")
    contact = contacts.log(by=cast.ned, contacted=a_call(cast))
    booking = booked(cast, opened(cast, cast.ned))
    step = a_step(cast.ned, cast.exercise)
    at_oak = somebody_at(cast.at_oak)
    message = a_message(step, at_oak)
    place = register(cast.ada, planned(cast), cast.at_elm)
    incoming_mail.receive(Arrived("box", 1, 1, a_mail(In_Reply_To=message.message_id), 1000))
    release = market.release()
    why = {"by": cast.dev, "return_id": submission.id, "reason": "other", "words": "In doubt"}
    decided = line_decisions.leave_out(lines=["ppe"], **why)
    adjusted = adjustments.adjust(key="marketing_cost", value="1", **why)
    workbook = sent(cast, layout().data, cast.at_elm_too)
    Role.objects.filter(person_id=cast.carol.person_id).update(
        with_visits=True
    )  # one of the council looks after visits
    wages = asked_rows(cast.dev, cast.ada, cast.at_elm)
    return {
        "participation_id": cast.at_elm.id,
        "return_id": submission.id,
        "upload_id": Upload.objects.get(submission=submission).id,
        "finding_id": VersionFinding.objects.get(version=version, severity="explain").id,
        "query_id": query.id,
        "word_id": word.id,
        "person_id": cast.ada.person_id,
        "role_id": Role.objects.get(person_id=cast.ada.person_id).id,
        "invitation_id": offer.id,
        "exercise_id": cast.exercise.id,
        "location_id": Location.objects.get(participations=cast.at_elm).id,
        "provider_id": cast.elm.id,
        "authority_id": cast.authority.id,
        "import_id": row.id,
        "contact_id": contact.id,
        "contact_person_id": at_oak.id,
        "booking_id": booking.id,
        "place_id": place.id,
        "event_id": place.event_id,
        "slot_id": booking.slot_id,
        "series_id": booking.slot.series,
        "notice_id": Notice.objects.filter(booking=booking).first().id,
        "letter_id": Mail.objects.filter(authority_id=cast.authority.id).first().id,
        "campaign_id": step.campaign_id,
        "step_id": step.id,
        "message_id": message.id,
        "mail_id": InboundMail.objects.get().id,
        "number": 1,
        "calculation_id": release.calculation_id,
        "release_id": release.id,
        "name": "visit_minutes",
        "slug": "careworker-pay",
        "named": "longer",
        "note_id": note.id,
        "analyst_note_id": between.id,
        "division_id": division.id,
        "column": "homecare",
        "line": "total",
        "kind": "csv",
        "line_decision_id": decided[0].id,
        "adjustment_id": adjusted.id,
        "edition_id": an_index(cast.dev).id,
        "request_id": a_request(market).id,
        "recheck_id": rechecks.begin(by=cast.dev, exercise_id=cast.exercise.id).id,
        "datasheet_id": a_datasheet(release, cast.alex).id,
        "document_id": a_document(market, release).id,
        "workbook_id": workbook.id,
        "folder_id": a_folder(cast).id,
        "layout_id": a_layout(cast).id,
        "meaning_id": a_meaning(cast).id,
        "list_word_id": a_word_of_lists(cast).id,
        "scenario_id": a_fee_scenario(cast.carol).id,
        "card_id": a_rate_card(cast.carol).id,
        "payment_rule_id": a_payment_rule(cast.dev).id,
        "payment_run_id": a_payment_run(cast.dev).id,
        "asked_run_id": an_asked_run(cast.dev).id,
        "survey_id": wages.survey.id,
        "pay_place_id": wages.place.id,
        "pay_question_id": wages.question.id,
        "pay_counts_id": wages.counts.id,
        "dataset_id": a_dataset(cast.dev).id,
        "run_id": a_profile(cast.carol, cast.at_elm.location).id,
        "market_release_id": a_market_release(cast.dev).id,
        "table_id": a_market_table(cast.carol).id,
        "whose": "provider",
        "subject_id": cast.elm.id,
        # Nobody's: their own tests try those that there are.
        "erasure_id": uuid4(),
        "session_id": uuid4(),
        "file_id": uuid4(),
        "table": "prices",
        **an_appraisal_and_a_risk(cast.carol),
        **a_zone_plan(cast.carol),
        **an_evaluation(cast.carol),
        **a_paper(cast.carol),
        **a_programme(cast.carol),
        "section": "proposal",
        **a_place_list(cast.carol),
        "option": "zones",
        "criterion": "cost",
        **a_study(cast.dev),
        **a_market_test(cast.dev, [cast.at_elm]),
        "theme": "quality",
        **round_rows(cast.authority, cast.dev, cast.carol),
    }


def a_request(market: Market) -> Any:
    """A calculation that is left to a worker."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "CALCULATED_BY_WORKER_FROM", 0)
        return requests.ask(by=market.ana, exercise_id=market.exercise.id, terms=CalculationTerms())


def a_meaning(cast: Any) -> LogMeaning:
    return LogMeaning.objects.create(
        authority=cast.authority, side="team", kind="outcome", word="zap", says="zap", meaning="spoke", label="Spoke",
        by_id=cast.ned.person_id, said_at=timezone.now(),
    )  # fmt: skip


def a_word_of_lists(cast: Any) -> ListMeaning:
    return ListMeaning.objects.create(
        authority=cast.authority, kind="contracted", word="zap", says="zap", meaning="no", label="Not contracted",
        by_id=cast.alex.person_id, said_at=timezone.now(),
    )  # fmt: skip


def found_by(client: Client, addresses: Addresses) -> list[str]:
    """Those that answer anything but 404 (or 405, for a page that is not asked in this way)."""
    tried = [(name, verb, getattr(client, verb)(address)) for name, address in addresses.items() for verb in VERBS]
    return [
        f"{verb} {name}: {answer.status_code}" for name, verb, answer in tried if answer.status_code not in (404, 405)
    ]


# One third of the addresses in each run, the other two by night: by their names, so that a new one moves no other.
each_third = pytest.mark.parametrize("third", first_by_day(range(3)))
# What every_answer.csv says of all addresses as well: the other two as proofs.
third_or_proof = pytest.mark.parametrize(
    "third", [0, *(pytest.param(each, marks=pytest.mark.proof) for each in (1, 2))]
)


def is_of(third: int, name: str) -> bool:
    return crc32(name.encode()) % 3 == third


def of_third(third: int, addresses: Addresses) -> Addresses:
    return {name: path for name, path in addresses.items() if is_of(third, name)}


def hers(objects: dict[str, Any]) -> Addresses:
    """The addresses with nothing in them but what is Ada's."""
    everything = of_objects(objects)
    return {name: path for name, path in everything.items() if any(str(objects[key]) in path for key in ADAS)}


ADA_FINDS = [
    "submissions:participation_detail",
    "submissions:workbook",
    "submissions:example",
    "submissions:example_file",
    "submissions:upload",
    "submissions:upload_progress",
    "submissions:upload_steps",
    "submissions:upload_file",
    "submissions:findings",
    "submissions:costs",
    "submissions:what_if",
    "submissions:versions",
    "submissions:summary",
    "submissions:looked_at",
    "submissions:receipt",
    "submissions:take_back",
    "submissions:online",
    "submissions:online_answers",
    "submissions:online_workbook",
    "submissions:online_section",
    "submissions:online_here",
    "submissions:share",
    "submissions:hand_over",
    "submissions:division_costs",
    "submissions:ask",
    "submissions:query_detail",
    "submissions:say_not_for_us",
    "submissions:send_as_it_is",
]


@third_or_proof
def test_ada_finds_her_own(market, objects, third):
    """Else the tests below would try addresses that lead nowhere."""
    client = client_of(market.cast.ada)
    answers = {name: client.get(path).status_code for name, path in of_third(third, hers(objects)).items()}
    found = [name for name, status in answers.items() if status == 200 and name.startswith("submissions:")]
    assert found == [name for name in ADA_FINDS if is_of(third, name)]


def test_every_address_that_names_an_object_is_known_here(objects):
    assert len(of_objects(objects)) > 40


@each_third
def test_what_is_adas_is_not_found_by_another_provider(market, objects, third):
    assert found_by(client_of(outsider(market.cast, "bea")), of_third(third, hers(objects))) == []


@pytest.mark.parametrize("name", as_proof("carol", "ned", "reg", "gus"))
def test_what_is_adas_is_found_by_nobody_else(market, objects, name):
    assert found_by(client_of(outsider(market.cast, name)), seen_by(name, hers(objects))) == []


def seen_by(name: str, addresses: Addresses) -> Addresses:
    """Who takes part, and how to reach them, is no secret to those who look after providers."""
    asked = {"submissions:asked_detail", "register:give_longer"} if name == "ned" else set()
    addresses = without_engagement(addresses) if name in ("ned", "carol") else addresses
    return {key: path for key, path in addresses.items() if key not in asked}


def without_engagement(addresses: Addresses) -> Addresses:
    """The engagement room is for those who reach providers; what they see there is tried in that room."""
    return {key: path for key, path in addresses.items() if not key.startswith("engagement:")}


@pytest.mark.parametrize("name", ["alex", *as_proof("una")])
def test_who_looks_after_the_portal_finds_people_and_no_return(market, objects, name):
    addresses = {
        key: path
        for key, path in hers(objects).items()
        if any(str(objects[each]) in path for each in ("return_id", "upload_id", "finding_id", "query_id", "word_id"))
    }
    assert len(addresses) > 10
    assert found_by(client_of(outsider(market.cast, name)), addresses) == []


@third_or_proof
def test_a_stranger_is_led_to_signing_in_whatever_is_asked_for(market, objects, third):
    """The same answer for what exists and for what does not: no difference tells one from the other."""
    for path in of_third(third, of_objects(objects)).values():
        for verb in VERBS:
            answer = getattr(Client(), verb)(path)
            assert (answer.status_code, answer.url) == (302, f"/account/login/?next={path}")


@pytest.mark.proof
def test_somebody_signed_in_without_a_role_finds_none_either(market, objects):
    client = Client()
    client.force_login(market.cast.eve)
    assert found_by(client, of_objects(objects)) == []


@pytest.mark.nightly
def test_others_find_none_of_a_few_addresses(market, objects):
    """Each begins at another; ./portal prove tries all of them as each."""
    clients = {name: client_of(outsider(market.cast, name)) for name in ("carol", "ned", "reg", "gus")}
    clients["eve"] = Client()
    clients["eve"].force_login(market.cast.eve)
    for first, (name, client) in enumerate(clients.items()):
        addresses = seen_by(name, hers(objects) if name != "eve" else of_objects(objects))
        few = dict(list(addresses.items())[first :: len(clients) if name != "eve" else 2 * len(clients)])
        assert len(few) > 5 and found_by(client, few) == [], name


@pytest.mark.proof
def test_another_authority_finds_nothing_of_this_one(market, objects):
    assert found_by(client_of(market.cast.gus), of_objects(objects)) == []


COUNCIL_FINDS = [
    "get register:exercise_detail: 200",
    "get reports:datasheet_detail: 200",
    "get reports:datasheet_own: 200",
    "get reports:datasheet_xlsx: 200",
    "get reports:datasheet_zip: 200",
    "get reports:document_file: 200",
    "get reports:document_list: 200",
    "get reports:release_compare: 200",
    "get reports:release_detail: 200",
    "get reports:release_file: 200",
    "get reports:release_print: 200",
]


@each_third
def test_the_council_finds_what_was_released_and_nothing_else(market, objects, third):
    addresses = of_third(third, without_engagement(of_objects(objects)))
    # Its own fee lab, and its own return of a round: what others find of those their rooms' tests try.
    own = ("markets:", "benchmarking:")
    addresses = {name: path for name, path in addresses.items() if not name.startswith(own)}
    found = found_by(client_of(market.cast.carol), addresses)
    assert sorted(found) == [said for said in COUNCIL_FINDS if is_of(third, said.split()[1].rstrip(":"))]


class TestWithoutThePermissionLayer:
    """Everything is let through by the portal; the database still knows who asks."""

    @pytest.fixture(autouse=True)
    def switched_off(self, monkeypatch):
        monkeypatch.setattr("submissions.queries.returns.readable", lambda rows, context: rows)
        monkeypatch.setattr(Context, "is_provider", property(lambda context: True))
        monkeypatch.setattr("submissions.views.review.can_decide", lambda context, submission: True)

    @each_third
    def test_the_wall_shows_another_provider_nothing_of_adas(self, market, objects, third):
        addresses = of_third(third, self.of_returns(objects))
        assert addresses and found_by(client_of(outsider(market.cast, "bea")), addresses) == []

    @pytest.mark.parametrize("name", as_proof("gus", "una"))
    def test_the_wall_shows_nobody_else_what_is_adas(self, market, objects, name):
        assert found_by(client_of(outsider(market.cast, name)), self.of_returns(objects)) == []

    @each_third
    def test_nor_the_council_that_may_know_who_takes_part(self, market, objects, third):
        addresses = of_third(third, self.of_no_participation(objects))
        assert addresses and found_by(client_of(outsider(market.cast, "carol")), addresses) == []

    @pytest.mark.parametrize("name", as_proof("ned", "reg", "alex"))
    def test_nor_those_who_may_know_who_takes_part(self, market, objects, name):
        assert found_by(client_of(outsider(market.cast, name)), self.of_no_participation(objects)) == []

    def of_no_participation(self, objects):
        addresses = {key: path for key, path in self.of_returns(objects).items() if "participation" not in key}
        return {key: path for key, path in addresses.items() if "locations-asked" not in path}

    def of_returns(self, objects):
        keys = ("participation_id", "return_id", "upload_id", "finding_id", "query_id", "word_id")
        everything = of_objects(objects)
        return {
            name: path
            for name, path in everything.items()
            if name.startswith("submissions:")
            and any(str(objects[key]) in path for key in keys)
            and not any(word in name for word in ("asked_detail", "give_longer", "not_relevant", "in_scope"))
        }
