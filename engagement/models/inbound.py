"""Mail that came in, for the independent team alone and sealed, as people send figures by mail."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from engagement.inbox.domain.inbound_mail import MailKind
from engagement.models.campaigns import Message
from engagement.models.contacts import Contact
from engagement.models.scope import choices

USER = settings.AUTH_USER_MODEL


class MailboxPosition(models.Model):
    """How far a mailbox has been read. A server that numbers anew says so by another ``uidvalidity``.

    ``trying_uid`` is the mail that is being taken in, ``tries`` how often that was begun: one that kills its worker is
    kept unread at last, so that it stops nothing behind it.
    """

    name = models.CharField(max_length=300, unique=True)
    uidvalidity = models.BigIntegerField()
    last_uid = models.BigIntegerField(default=0)
    trying_uid = models.BigIntegerField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    polled_at = models.DateTimeField()


class InboundMail(models.Model):
    """A mail that came in. The team of ``authority`` reads it; if that is not known nobody does, and it is kept.

    ``sealed`` is the mail as it came, ``sealed_text`` its words. ``is_cut``: only its beginning was fetched.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    authority = models.ForeignKey(
        "register.Authority", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    exercise = models.ForeignKey("register.Exercise", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    mailbox = models.CharField(max_length=300)
    uidvalidity = models.BigIntegerField()
    uid = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    kind = models.CharField(max_length=20, choices=choices(MailKind))
    message_id = models.CharField(max_length=260, blank=True)
    from_name = models.CharField(max_length=300, blank=True)
    from_address = models.CharField(max_length=254, blank=True)
    subject = models.CharField(max_length=300, blank=True)
    written_at = models.DateTimeField(null=True, blank=True)
    received_at = models.DateTimeField()
    size = models.BigIntegerField()
    is_cut = models.BooleanField(default=False)
    attached = models.JSONField(default=list, blank=True)
    sealed = models.BinaryField()
    sealed_text = models.BinaryField()
    answer_to = models.ForeignKey(Message, null=True, blank=True, on_delete=models.PROTECT, related_name="answers")
    person = models.ForeignKey(
        "register.ContactPerson", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    contact = models.ForeignKey(Contact, null=True, blank=True, on_delete=models.PROTECT, related_name="mails")
    assigned_to = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    handled_at = models.DateTimeField(null=True, blank=True)
    handled_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-received_at", "-uid"]
        indexes = [models.Index(fields=["authority", "-received_at"])]
        constraints = [
            models.UniqueConstraint(fields=["mailbox", "uidvalidity", "uid"], name="mail_comes_once"),
            models.UniqueConstraint(fields=["mailbox", "sha256"], condition=Q(is_cut=False), name="mail_is_kept_once"),
        ]
