"""Studies: who is in the frame, what was said by theme, how it was coded, findings, and quotes.

A study holds interviews, or tests a market: then providers write their answers online, and workshops have notes.

A study is an authority's: a programme office asks councils and providers, a council asks its market. What people say
is read by the authority's analysts and approvers alone; a finding or quote is open to its council and regional lead
once it is released.
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from engagement.interviews.domain.coverage_matrix import InterviewStatus
from engagement.interviews.domain.overtaken_status import mark_of_status
from engagement.interviews.domain.study_terms import InterviewChannel, StudyKind, WordState
from engagement.models.scope import choices

USER = settings.AUTH_USER_MODEL
LONGEST_NOTES = 50_000


class OfAnAuthority(models.Model):
    """A row of an authority's study."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    authority = models.ForeignKey("register.Authority", on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class InterviewStudy(OfAnAuthority):
    """A study: its themes as data, the cells of its frame with their targets, and the seed of its draw.

    A soft market test asks the providers of ``exercise``, who read the ``introduction``; ``voices`` is how many owners
    took part, once it may be told.
    """

    kind = models.CharField(
        max_length=20, choices=choices(StudyKind), default=StudyKind.INTERVIEWS.value,
        db_default=StudyKind.INTERVIEWS.value,
    )  # fmt: skip
    name = models.CharField(max_length=120)
    purpose = models.TextField(max_length=2_000, blank=True)
    introduction = models.TextField(max_length=20_000, blank=True, default="", db_default="")
    exercise = models.ForeignKey("register.Exercise", null=True, on_delete=models.PROTECT, related_name="+")
    event = models.ForeignKey("engagement.Event", null=True, on_delete=models.PROTECT, related_name="+")
    opens_on = models.DateField(null=True, blank=True)
    closes_on = models.DateField(null=True, blank=True)
    taken_in_at = models.DateTimeField(null=True, blank=True)
    voices = models.PositiveIntegerField(null=True, blank=True)
    more_names = models.TextField(max_length=20_000, blank=True, default="", db_default="")
    themes = models.JSONField(default=list)
    cells = models.JSONField(default=list)
    seed = models.PositiveBigIntegerField()
    edition = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-made_at", "id"]
        constraints = [
            models.UniqueConstraint("authority", "name", name="study_has_its_name_once"),
            models.CheckConstraint(
                condition=Q(closes_on__gte=models.F("opens_on")), name="market_test_closes_after_it_opens"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class OfAStudy(OfAnAuthority):
    """A row of a study."""

    study = models.ForeignKey(InterviewStudy, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class FrameMember(OfAStudy):
    """Somebody who may be heard; ``place`` is their turn in their cell's draw, ``key`` what coders see.

    ``owners`` are the ids of the owners who spoke, in a soft market test: one, or those who came to a workshop.
    """

    key = models.CharField(max_length=20)
    cell = models.CharField(max_length=40)
    kind = models.CharField(max_length=40)
    group = models.CharField(max_length=40, blank=True)
    organisation = models.CharField(max_length=200)
    contact_name = models.CharField(max_length=150, blank=True)
    contact_email = models.EmailField(blank=True)
    descriptions = models.JSONField(default=list)
    owners = models.JSONField(default=list, db_default=[])
    place = models.PositiveIntegerField()
    status = models.CharField(max_length=10, choices=choices(InterviewStatus), default=InterviewStatus.LISTED.value)
    status_reason = models.CharField(max_length=300, blank=True)
    booked_for = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["cell", "place", "id"]
        constraints = [models.UniqueConstraint("study", "key", name="frame_member_has_a_key_once")]

    def __str__(self) -> str:
        return self.key

    @property
    def status_mark(self) -> str:
        return mark_of_status(self.status, self.status_reason, self.booked_for)


class Interview(OfAStudy):
    """An interview that was held: what its consent allows, and how far the interviewee's own reading has come."""

    member = models.OneToOneField(FrameMember, on_delete=models.PROTECT, related_name="interview")
    held_on = models.DateField()
    channel = models.CharField(max_length=10, choices=choices(InterviewChannel))
    interviewer = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    may_note = models.BooleanField()
    may_record = models.BooleanField(default=False)
    may_quote = models.BooleanField(default=False)
    wants_to_check = models.BooleanField(default=False)
    recording_until = models.DateField(null=True, blank=True)
    read_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    sent_to_read_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    read_remark = models.TextField(max_length=5_000, blank=True)

    class Meta:
        ordering = ["held_on", "id"]


class InterviewSection(OfAStudy):
    """What one interview said to one theme: notes as they were typed, and a summary for the matrix."""

    interview = models.ForeignKey(Interview, on_delete=models.PROTECT, related_name="sections")
    theme = models.CharField(max_length=60)
    notes = models.TextField(max_length=LONGEST_NOTES, blank=True)
    summary = models.TextField(max_length=2_000, blank=True)
    edition = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint("interview", "theme", name="interview_has_a_theme_once")]


class CodeTreeVersion(OfAStudy):
    """The tree of codes as it was from a moment on; a change is a new version."""

    number = models.PositiveIntegerField()
    tree = models.JSONField()
    why = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint("study", "number", name="code_tree_has_a_number_once")]


class SectionCoding(OfAStudy):
    """What one coder made of one section: passages with their codes, and whether they have finished."""

    section = models.ForeignKey(InterviewSection, on_delete=models.PROTECT, related_name="codings")
    coder = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    passages = models.JSONField(default=list)
    memo = models.TextField(max_length=2_000, blank=True)
    edition = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint("section", "coder", name="section_is_coded_once_by_each")]


class ReleasedWords(OfAStudy):
    """Words that leave once a second person has approved them."""

    state = models.CharField(max_length=10, choices=choices(WordState), default=WordState.DRAFT.value)
    drafted_at = models.DateTimeField()
    drafted_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=models.F("drafted_by")),
                name="%(class)s_is_decided_by_another",
            )
        ]

    @property
    def colour(self) -> str:
        return WordState(self.state).colour


class StudyFinding(ReleasedWords):
    """A finding: a sentence, the codes it rests on, the interviews for and against it; its strength is by rule."""

    sentence = models.CharField(max_length=400)
    themes = models.JSONField(default=list)
    codes = models.JSONField(default=list)
    speak_for = models.JSONField(default=list)
    against = models.JSONField(default=list)
    looked_for_opposite = models.CharField(max_length=400)
    said_by = models.CharField(max_length=120, blank=True, default="", db_default="")

    class Meta(ReleasedWords.Meta):
        ordering = ["drafted_at", "id"]


class StudyQuote(ReleasedWords):
    """A quote: a new text typed by an analyst, with a description that at least five people share."""

    interview = models.ForeignKey(Interview, on_delete=models.PROTECT, related_name="quotes")
    theme = models.CharField(max_length=60)
    text = models.CharField(max_length=600)
    description = models.CharField(max_length=200)

    class Meta(ReleasedWords.Meta):
        ordering = ["theme", "drafted_at", "id"]
