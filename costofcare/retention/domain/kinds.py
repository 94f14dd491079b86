"""How long each kind of thing is kept: the defaults, and how what is older is found and erased."""

from dataclasses import dataclass
from datetime import timedelta

from costofcare.erasures.domain.steps import Statement

# So long before anything is erased the administrators hear of it.
TOLD_BEFORE = timedelta(days=14)
YEAR = 365
FEWEST_DAYS, MOST_DAYS = 30, 36_500
_CLOSED = "exercise_id IN (SELECT id FROM register_exercise WHERE closes_on < %(before)s)"
_PAY_CLOSED = "survey_id IN (SELECT id FROM markets_paysurvey WHERE closes_on < %(before)s)"
_TEST_CLOSED = "study_id IN (SELECT id FROM engagement_interviewstudy WHERE closes_on < %(before)s)"
_ROUND_OUT = (
    "round_id IN (SELECT round_id FROM benchmarking_benchmarkedition GROUP BY round_id "
    "HAVING max(approved_at) < %(before)s)"
)
_UNREADABLE = "sealed = ''::bytea, file_name = 'erased'"


@dataclass(frozen=True, slots=True)
class RetentionKind:
    """A kind of thing with its days, counted from ``since``; None is for ever."""

    key: str
    label: str
    since: str
    days: int | None
    statements: tuple[Statement, ...]

    def in_words(self, days: int | None) -> str:
        if days is None:
            return "for ever"
        years = f"{days // YEAR} year{'s' if days >= 2 * YEAR else ''}"
        return f"{years if days % YEAR == 0 and days else f'{days} days'} {self.since}"


KINDS = (
    RetentionKind(
        "uploads",
        "Workbooks as they were sent",
        "after the exercise closed",
        6 * YEAR,
        (
            Statement("submissions_upload", f"{_CLOSED} AND file_name <> 'erased'", _UNREADABLE),
            Statement(
                "submissions_intakeworkbook",
                f"{_CLOSED} AND finished_at IS NOT NULL",
                f"{_UNREADABLE}, mapping = '{{}}'",
            ),
            Statement("submissions_intakefolder", f"{_CLOSED} AND finished_at IS NOT NULL", _UNREADABLE),
        ),
    ),
    RetentionKind(
        "versions",
        "Earlier versions of returns, which no calculation used",
        "after the exercise closed",
        2 * YEAR,
        (
            Statement(
                "submissions_version",
                f"{_CLOSED} AND answers <> '{{}}' AND NOT EXISTS (SELECT FROM reports_calculationreturn r WHERE "
                "r.version_id = submissions_version.id) AND NOT EXISTS (SELECT FROM submissions_return t WHERE "
                "t.current_id = submissions_version.id)",
                "answers = '{}', notes = '{}', costs = NULL",
            ),
        ),
    ),
    RetentionKind(
        "drafts",
        "What was typed online and not sent",
        "after the exercise closed",
        YEAR,
        (
            Statement("submissions_draftsection", _CLOSED),
            Statement("submissions_draftclash", _CLOSED),
            Statement("submissions_draft", _CLOSED),
        ),
    ),
    RetentionKind(
        "wage_drafts",
        "What was typed in a wage survey and not sent",
        "after the survey closed",
        90,
        (Statement("markets_paydraft", _PAY_CLOSED),),
    ),
    RetentionKind(
        "market_test_drafts",
        "What was typed in a soft market test and not sent",
        "after the test closed",
        90,
        (
            Statement("engagement_writtenanswer", f"{_TEST_CLOSED} AND sent_at IS NULL"),
            Statement("engagement_writtenanswer", f"{_TEST_CLOSED} AND typed <> sent", "typed = sent"),
        ),
    ),
    RetentionKind(
        "provider_rows",
        "Rows of providers that councils sent to a benchmarking round",
        "after the newest edition of the round was approved",
        YEAR,
        (
            Statement("benchmarking_returndraft", f"{_ROUND_OUT} AND providers <> '[]'", "providers = '[]'"),
            Statement("benchmarking_councilreturn", f"{_ROUND_OUT} AND providers <> '[]'", "providers = '[]'"),
            Statement("benchmarking_roundanalysis", f"{_ROUND_OUT} AND inputs <> ''", "inputs = ''"),
            Statement(
                "benchmarking_benchmarkround",
                f"providers_erased_at IS NULL AND {_ROUND_OUT.replace('round_id', 'id', 1)}",
                "providers_erased_at = now()",
            ),
        ),
    ),
    RetentionKind(
        "notes",
        "Notes about returns, of colleagues and of the team",
        "after the exercise closed",
        2 * YEAR,
        (Statement("submissions_analystnote", _CLOSED), Statement("submissions_colleaguenote", _CLOSED)),
    ),
    RetentionKind(
        "messages",
        "Words of messages to providers",
        "after they were made",
        2 * YEAR,
        (
            Statement(
                "engagement_message",
                "made_at < %(before)s AND body <> '' AND state = 'sent'",
                "body = '', subject = ''",
            ),
        ),
    ),
    RetentionKind(
        "contacts",
        "Notes of calls, visits and meetings",
        "after they were written",
        3 * YEAR,
        (
            Statement("engagement_contactnote", "written_at < %(before)s"),
            Statement(
                "engagement_bookingwords",
                "booking_id IN (SELECT id FROM engagement_booking WHERE booked_at < %(before)s)",
            ),
        ),
    ),
    RetentionKind(
        "incoming_mail",
        "E-mails that came to the team’s mailbox",
        "after they came",
        2 * YEAR,
        (Statement("engagement_inboundmail", "received_at < %(before)s AND handled_at IS NOT NULL"),),
    ),
    RetentionKind(
        "mails",
        "The portal’s own e-mails",
        "after they were made",
        YEAR,
        (Statement("accounts_mail", "made_at < %(before)s AND state NOT IN ('waiting', 'claimed')"),),
    ),
    RetentionKind(
        "imports",
        "Files and previews of imports",
        "after the import",
        90,
        (
            Statement(
                "register_registerimport",
                "finished_at < %(before)s AND preview <> '{}'",
                f"{_UNREADABLE}, preview = '{{}}', words = ''",
            ),
            Statement(
                "engagement_logimport",
                "finished_at < %(before)s AND file_name <> 'erased'",
                f"{_UNREADABLE}, preview = '{{}}', corrections = '{{}}', words = ''",
            ),
        ),
    ),
    RetentionKind(
        "sessions",
        "Which browser was signed in, and when",
        "after it was last seen",
        90,
        (Statement("accounts_personsession", "seen_at < %(before)s"),),
    ),
    RetentionKind(
        "trail_words",
        "Words of the audit trail; its ids, verbs and times are kept for ever",
        "after the event",
        6 * YEAR,
        (Statement("accounts_auditevent", "at < %(before)s AND words <> ''", leaves="ids, verbs and times"),),
    ),
    RetentionKind("returns", "Accepted returns, and what calculations used of them", "", None, ()),
    RetentionKind("released", "Released figures, their documents and the ledger", "", None, ()),
)
BY_KEY = {kind.key: kind for kind in KINDS}
