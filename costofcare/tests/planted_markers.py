"""Test support: markers in everything that somebody can write and that not everybody may read."""

from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from costofcare.demo.fees import build_scenarios, keep_rate_cards
from engagement.contacts.actions import contacts
from engagement.contacts.domain.new_contact import Contacted
from engagement.contacts.domain.vocabulary import (
    Channel,
    ContactOutcome,
    Direction,
    Topic,
)
from engagement.coverage.actions import outcomes
from engagement.coverage.domain.outcome_names import LocationOutcome
from engagement.inbox.actions import incoming_mail
from engagement.inbox.actions.incoming_mail import Arrived
from engagement.meetings.actions import bookings, slots
from engagement.meetings.domain.meetings import Medium
from engagement.meetings.domain.one_to_ones import BookingRequest, OpenedSlots, Opening
from engagement.meetings.domain.series import Span
from engagement.models import Contact, Slot
from engagement.tests.campaign_steps import a_message, a_step, somebody_at
from reports.actions import release_mails
from reports.models import Release
from reports.tests.accepted_returns import Market
from submissions.actions import exemptions, returns
from submissions.decisions.actions import adjustments, line_decisions
from submissions.domain.exemptions import ExemptionReason
from submissions.models import Return, ReturnQuestion, Upload
from submissions.questions.actions import questions
from submissions.questions.domain.questions import QuestionSubject
from submissions.tests.cast import explain_all, hand_in, workbook_for

# In Ada's return: whom to ring, a note on a line, an explanation, the name of her file.
NAME, PHONE, NOTE, WORDS, FILE = "Zyxquill", "01632 960977", "Quibblefrass", "Snorkelwump", "zyxfile"
ODD = ("7319.37", "7,319.37", "7319", "12.07")
# Asked on a line and answered, and that a location is not for its provider.
QUESTION, ANSWER, NOT_OURS = "Wibberley", "Frobnicat", "Trundlewick"
# Written in a note, as a next step, in an e-mail back, in its attachment, when a 1-2-1 was booked, for an outcome.
CALLED, STEP, REPLY, ATTACHED, TALK, GIVEN = (
    "Blatherskite", "Nudgewell", "Crumplehorn", "Gizzardine", "Fiddlefaddle", "Mumblecrust",
)  # fmt: skip
# People send figures by mail.
MAILED = "8426.91"
LEFT_OUT = "Grimbledown"
# Why a line of Ada's return is left out, and what an answer is adjusted to, and why: not even hers to read.
STRUCK, ADJUSTED, ADJUSTED_WHY = "Flumberdash", "8642.13", "Wozzlebert"
OF_THE_RETURN = (NAME, PHONE, NOTE, WORDS, FILE, *ODD)
ASKED = (QUESTION, ANSWER, NOT_OURS)
DECIDED = (STRUCK, ADJUSTED_WHY, "£8,642.13 in the cost year")
OF_THE_TEAM = (CALLED, STEP, REPLY, ATTACHED, TALK, GIVEN, MAILED)


def done(outcome: object) -> object:
    assert outcome is not None and not isinstance(outcome, Refusal), outcome
    return outcome


def plant_return(market: Market) -> None:
    """Plant markers in Ada's return: sent, explained, accepted, asked about, and released in a market with others."""
    cast = market.cast
    answers = {
        "completed_by_name": NAME,
        "completed_by_phone": PHONE,
        "other_overheads_detail": NOTE,
        "marketing_cost": "7319.37",
        "basic_pay_rate": "12.07",
    }
    version = hand_in(cast.ada, cast.at_elm, workbook_for(cast.at_elm, **answers))
    Upload.objects.update(file_name=f"{FILE}.xlsx")
    submission = Return.objects.get(id=version.submission_id)
    explain_all(cast.ada, submission)
    submission.explanations.update(words=WORDS)
    done(returns.submit(by=cast.ada, return_id=submission.id, version_number=1, declared_by_name=NAME))
    done(returns.accept(by=cast.dev, return_id=submission.id, version_number=1))
    plant_questions(market)
    market.release()
    release_mails.tell(release_id=Release.objects.get().id)


def plant_questions(market: Market) -> None:
    cast, about = market.cast, QuestionSubject(key="marketing_cost", label="Marketing")
    done(questions.ask(by=cast.dev, participation_id=cast.at_elm.id, about=about, words=QUESTION))
    done(questions.answer(by=cast.ada, query_id=ReturnQuestion.objects.get().id, words=ANSWER))
    done(exemptions.say(by=cast.ada, participation_id=cast.at_elm_too.id, reason=ExemptionReason.OTHER, words=NOT_OURS))


def plant_exclusion(market: Market) -> None:
    """Plant an exclusion of another's return after it was counted, which only the team and that provider may see."""
    done(returns.exclude(by=market.cast.dev, return_id=market.accepted[0].id, reason=LEFT_OUT))


def plant_decisions(market: Market) -> None:
    """Plant what an analyst decides of the parts of Ada's return, which is the team's alone."""
    cast = market.cast
    why = {"by": cast.dev, "return_id": Return.objects.get(participation=cast.at_elm).id, "reason": "other"}
    done(line_decisions.leave_out(**why, lines=["ppe"], words=STRUCK))
    done(adjustments.adjust(**why, key="uniforms_cost", value=ADJUSTED, words=ADJUSTED_WHY))


def plant_engagement(market: Market) -> None:
    """Plant engagement: Elm was rung, was sent a message and wrote back, booked a 1-2-1, and was given an outcome."""
    cast = market.cast
    done(contacts.log(by=cast.ned, contacted=a_call(cast.at_elm.id)))
    message = a_message(a_step(cast.ned, cast.exercise), somebody_at(cast.at_elm))
    data = a_reply(message.message_id)
    assert incoming_mail.receive(Arrived("box", 1, 1, data, len(data)))
    slot, wanted = (
        a_slot(cast.ned, cast.exercise.id),
        BookingRequest("Pat Elm", "pat@elm.example", "020 7946 0000", TALK),
    )
    done(bookings.book(by=cast.ada, participation_id=cast.at_elm_too.id, slot_id=slot.id, wanted=wanted))
    outcome = LocationOutcome.DECLINED_OTHER
    done(outcomes.give(by=cast.ned, participation_id=cast.at_elm_too.id, outcome=outcome, reason=GIVEN))
    assert Contact.objects.filter(direction="in").exists()


def build_fees(market: Market) -> None:
    """Build what a council may of the release: scenarios, one of them frozen, and rate cards."""
    build_scenarios(market.cast.carol)
    keep_rate_cards(market.cast.carol)


def a_call(participation_id: UUID) -> Contacted:
    return Contacted(
        channel=Channel.CALL,
        direction=Direction.OUT,
        happened_at=timezone.now() - timedelta(hours=1),
        participation_ids=(participation_id,),
        outcome=ContactOutcome.SPOKE,
        words=CALLED,
        topics=(Topic.CONFIDENTIALITY,),
        next_step=STEP,
        next_on=timezone.localdate(),
    )


def a_reply(answers: str) -> bytes:
    lines = (
        "From: Mia Manager <mia@elm.example>", "To: team@portal.example", f"Subject: Re: {REPLY}",
        "Message-ID: <planted@elm.example>", f"In-Reply-To: {answers}", "MIME-Version: 1.0",
        'Content-Type: multipart/mixed; boundary="b"', "", "--b", "Content-Type: text/plain", "", f"{REPLY} {MAILED}",
        "--b", "Content-Type: text/csv", f'Content-Disposition: attachment; filename="{ATTACHED}.csv"', "", ATTACHED,
        "--b--", "",
    )  # fmt: skip
    return "\r\n".join(lines).encode()


def a_slot(by: Context, exercise_id: UUID) -> Slot:
    begins = (timezone.now() + timedelta(hours=48)).replace(microsecond=0)
    opening = Opening((Span(begins, begins + timedelta(minutes=30)),), (exercise_id,), Medium.PHONE)
    opened = done(slots.open_slots(by=by, opening=opening))
    assert isinstance(opened, OpenedSlots)
    return Slot.objects.get(series=opened.series)
