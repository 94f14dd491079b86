"""Two walls, tried apart: queries that ask for whom, and the database's own, which needs no query of ours."""

from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction

from accounts.actions import audit
from accounts.models import AuditEvent
from costing.formulas.costs import Costs
from register.models import Participation
from submissions import queries
from submissions.actions import explanations, returns
from submissions.models import (
    Explanation,
    Return,
    Upload,
    Version,
    VersionFinding,
)
from submissions.tests.cast import (
    OUTSIDERS,
    accepted,
    as_worker,
    behind_the_wall,
    hand_in,
    mostly_by_night,
    outsider,
    send_in,
    submitted,
    workbook_for,
)

pytestmark = pytest.mark.django_db
REFUSED = r"row-level security|only grows|permission denied"
GUARDED = (Return, Upload, Version, VersionFinding, Explanation)


@pytest.fixture
def filled(cast) -> Return:
    """A return of Elm's with everything that a return can have, also a note for analysts alone."""
    Participation.objects.update(weight=Decimal(1))
    submission = hand_in(cast.ada, cast.at_elm, workbook_for(cast.at_elm, basic_pay_rate="11.00")).submission
    explanations.explain(
        by=cast.ada, return_id=submission.id, code="H05", key="basic_pay_rate", reason="apprentices", words="Two."
    )
    return Return.objects.get(id=submission.id)


def everything_asked(context, submission):
    """Every query of this room that could give away something of the return, as counts."""
    version = submission.current
    upload = Upload.objects.defer("sealed").get(submission=submission)
    return {
        "owed_by": queries.owed_by(context).filter(id=submission.participation_id).count(),
        "participation": bool(queries.participation_for(context, submission.participation_id)),
        "returns": queries.returns_for(context).count(),
        "return": bool(queries.return_for(context, submission.id)),
        "versions": queries.versions_of(context, submission).count(),
        "version": bool(queries.version_for(context, submission, 1)),
        "findings": queries.findings_of(context, version).count(),
        "explanations": queries.explanations_of(context, submission).count(),
        "to_explain": len(queries.still_to_explain(context, submission)),
        "uploads": queries.uploads_of(context, submission).count(),
        "upload": bool(queries.upload_for(context, upload.id)),
        "progress": bool(queries.progress_of(context, upload.id)),
        "history": queries.history_of(context, submission).count(),
        "list": queries.analyst_list(context, submission.exercise_id).count(),
        "accepted": len(queries.accepted_returns(context, submission.exercise_id)),
    }


@pytest.mark.parametrize("name", mostly_by_night(*OUTSIDERS))
def test_the_queries_alone_give_nothing_to_others(cast, filled, name):
    """As the owner of the tables, for whom no wall stands. Who checks the trail sees what was done, and no answers."""
    found = everything_asked(outsider(cast, name), filled)
    allowed = {"history"} if name in ("alex", "una") else set()
    assert {query for query, count in found.items() if count} == allowed


@pytest.mark.parametrize("name", mostly_by_night(*OUTSIDERS))
def test_the_wall_alone_gives_nothing_to_others(cast, filled, name):
    """The permission layer is switched off: whole tables are asked for."""
    with behind_the_wall(outsider(cast, name)):
        assert [model.__name__ for model in GUARDED if model.objects.exists()] == []


@pytest.mark.parametrize("name", ["ada", "tom", "dev", "fay"])
def test_the_wall_lets_through_who_may_read(cast, filled, name):
    with behind_the_wall(getattr(cast, name)):
        assert [model.__name__ for model in GUARDED if not model.objects.exists()] == []


def test_without_anybody_told_to_the_database_there_is_no_row(filled):
    with behind_the_wall(None):
        assert not Participation.objects.exists()
        assert not Return.objects.exists()


def test_a_provider_never_gets_what_is_for_analysts_alone(cast, filled):
    hidden = filled.current.findings.filter(audience="analyst")
    assert hidden.exists()
    assert not queries.findings_of(cast.ada, filled.current).filter(audience="analyst").exists()
    with behind_the_wall(cast.ada):
        assert not hidden.exists()
        assert filled.current.findings.exists()
    with behind_the_wall(cast.dev):
        assert hidden.exists()


def test_a_role_of_the_same_name_elsewhere_opens_nothing(cast, filled):
    with behind_the_wall(cast.gus):
        assert not Return.objects.exists()
    assert queries.return_for(cast.gus, filled.id) is None


def test_participations_are_for_the_council_too_and_returns_are_not(cast, filled):
    for context, count in ((cast.carol, 3), (cast.ned, 3), (cast.alex, 3), (cast.ada, 2), (cast.bea, 1), (cast.gus, 0)):
        with behind_the_wall(context):
            assert Participation.objects.count() == count, context.person_name


class TestTheWebRoleWritesNoMoreThanItMust:
    def refuses(self, context, write):
        with pytest.raises(DatabaseError, match=REFUSED), transaction.atomic(), behind_the_wall(context):
            write()

    def test_versions_of_files_and_their_findings_are_the_worker_s(self, cast, filled):
        version = filled.current
        finding = version.findings.first()
        for row in (version, finding):
            row.pk = None
            row.number = 7
            self.refuses(cast.ada, lambda row=row: row.save(force_insert=True))

    def test_nobody_makes_a_version_for_a_provider_but_itself(self, cast, filled):
        for context in (cast.bea, cast.dev, cast.alex, None):
            version = Version.objects.get(id=filled.current_id)
            version.pk, version.upload, version.number = None, None, 7
            self.refuses(context, lambda row=version: row.save(force_insert=True))

    def test_what_was_read_cannot_be_changed(self, cast, filled):
        for context in (cast.ada, cast.dev):
            with behind_the_wall(context):
                assert Version.objects.update(is_accepted=True) == 0
                assert VersionFinding.objects.update(severity="note") == 0
                assert Upload.objects.update(sha256="0") == 0

    def test_the_team_explains_nothing_for_a_provider(self, cast, filled):
        with behind_the_wall(cast.dev):
            assert Explanation.objects.update(words="changed") == 0

    def test_nothing_is_deleted(self, cast, filled):
        for context in (cast.ada, cast.dev):
            with behind_the_wall(context), connection.cursor() as cursor:
                for model in reversed(GUARDED):
                    cursor.execute(f"DELETE FROM {model._meta.db_table}")
                    assert cursor.rowcount == 0
        assert all(model.objects.exists() for model in GUARDED)

    def test_a_provider_cannot_give_its_return_to_another(self, cast, filled):
        self.refuses(cast.ada, lambda: Return.objects.update(provider_id=cast.oak.id))

    def test_the_trail_is_changed_by_nobody_not_even_its_owner(self, cast, filled):
        for change in (lambda: AuditEvent.objects.update(words=""), lambda: AuditEvent.objects.all().delete()):
            self.refuses(cast.alex, change)
            with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
                change()

    def test_nobody_writes_in_the_trail_in_another_s_name(self, cast, filled):
        def forge():
            audit.record(by=cast.dev, verb="accepted a return", kind="return", id=filled.id)

        self.refuses(cast.ada, forge)


def test_the_worker_sees_all_that_it_must(cast, filled):
    with as_worker():
        assert [model.__name__ for model in GUARDED if not model.objects.exists()] == []


class TestTheAnalystsList:
    @pytest.fixture
    def three(self, cast):
        hand_in(cast.ada, cast.at_elm, workbook_for(cast.at_elm, basic_pay_rate="11.00", careworkers=""))
        submitted(cast.bea, cast.at_oak)
        return cast

    def names(self, cast, **asked):
        with behind_the_wall(cast.dev):
            return [row.location_name for row in queries.analyst_list(cast.dev, cast.exercise.id, **asked)]

    def test_has_every_location_begun_or_not(self, three):
        assert self.names(three) == ["Elm Home Care", "Elm Home Care North", "Oak Home Care"]

    def test_says_how_each_stands(self, three):
        with behind_the_wall(three.fay):
            rows = queries.analyst_list(three.fay, three.exercise.id)
            assert [(row.state, row.to_fix, row.to_explain) for row in rows] == [
                ("in_progress", 1, 1),
                ("not_started", 0, 0),
                ("submitted", 0, 0),
            ]

    def test_is_filtered_by_state(self, three):
        assert self.names(three, state="not_started") == ["Elm Home Care North"]
        assert self.names(three, state="submitted") == ["Oak Home Care"]

    def test_is_searched_by_name_provider_location_and_reference(self, three):
        reference = Upload.objects.get(provider=three.oak).reference
        assert self.names(three, search="north") == ["Elm Home Care North"]
        assert self.names(three, search="oak care ltd") == ["Oak Home Care"]
        assert self.names(three, search=" 1-100000003 ") == ["Oak Home Care"]
        assert self.names(three, search=reference.lower()) == ["Oak Home Care"]

    def test_shows_a_location_once_however_often_it_sent(self, three):
        send_in(three.ada, three.at_elm, b"two")
        send_in(three.ada, three.at_elm, b"three")
        assert self.names(three, search="Elm Home") == ["Elm Home Care", "Elm Home Care North"]

    def test_is_filtered_by_what_was_found(self, three):
        assert self.names(three, has_findings="must_fix") == ["Elm Home Care"]
        assert self.names(three, has_findings="explain") == ["Elm Home Care"]
        assert self.names(three, has_findings="none") == ["Oak Home Care"]

    def test_is_ordered(self, three):
        assert self.names(three, order="newest") == ["Oak Home Care", "Elm Home Care", "Elm Home Care North"]
        assert self.names(three, order="state")[0] == "Elm Home Care"

    def test_takes_no_harm_from_words_it_does_not_know(self, three):
        assert len(self.names(three, order="'; drop", has_findings="?", search="")) == 3


class TestWhatACalculationUses:
    def test_is_accepted_returns_with_what_the_register_says(self, cast):
        Participation.objects.filter(id=cast.at_elm.id).update(
            weight=Decimal("420.5"), zone="North", size_band="small", is_contracted=True
        )
        done = accepted(cast.ada, cast.dev, cast.at_elm)
        submitted(cast.bea, cast.at_oak)
        with behind_the_wall(cast.dev):
            (one,) = queries.accepted_returns(cast.dev, cast.exercise.id)
        assert (one.return_id, one.version_id, one.version_number) == (done.id, done.current_id, 1)
        assert (one.weight, one.zone, one.size_band, one.is_contracted) == (Decimal("420.5"), "North", "small", True)
        assert (one.owner_name, one.provider_id, one.location_id) == ("Elm Care Ltd", cast.elm.id, "1-100000001")
        assert isinstance(one.costs, Costs)
        assert one.answers["location_id"] == "1-100000001"

    def test_no_longer_has_what_was_withdrawn(self, cast):
        done = accepted(cast.ada, cast.dev, cast.at_elm)
        returns.exclude(by=cast.dev, return_id=done.id, reason="Withdrawn.")
        assert queries.accepted_returns(cast.dev, cast.exercise.id) == []


def test_the_history_says_who_did_what_in_order(cast):
    done = accepted(cast.ada, cast.dev, cast.at_elm)
    returns.note_view(by=cast.fay, submission=done)
    with behind_the_wall(cast.dev):
        said = [(event.by.full_name if event.by else "", event.verb) for event in queries.history_of(cast.dev, done)]
    assert said == [
        ("Fay Approver", "looked at a return"),
        ("Dev Analyst", "accepted a return"),
        ("Ada Elm", "submitted a return"),
        ("", "checked a file"),
        ("Ada Elm", "uploaded a file"),
    ]
