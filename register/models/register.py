"""The register: authorities, owners, providers, locations, and whom to contact there."""

import uuid

from django.db import models


class NamedRow(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=200)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name


class Authority(NamedRow):
    """A council with social-care duties; ``cqc_name`` is what the CQC directory calls it.

    A programme office has none: it is where the people of a region's rounds hold their roles, and the CQC does not know
    it.
    """

    cqc_name = models.CharField(max_length=200, unique=True)
    is_programme_office = models.BooleanField(default=False, db_default=False)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "authorities"


class Owner(NamedRow):
    """A brand or ultimate owner; it counts once in disclosure control."""

    cqc_brand_id = models.CharField(max_length=40, unique=True, null=True, blank=True)

    class Meta:
        ordering = ["name"]


class Provider(NamedRow):
    """An organisation that provides care; without a brand it is its own owner."""

    cqc_provider_id = models.CharField(max_length=40, unique=True)
    owner = models.ForeignKey(Owner, on_delete=models.PROTECT, related_name="providers")

    class Meta:
        ordering = ["name"]


class Location(NamedRow):
    """A CQC-registered branch or home; the unit that owes a return."""

    cqc_location_id = models.CharField(max_length=40, unique=True)
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="locations")
    authority = models.ForeignKey(Authority, null=True, on_delete=models.PROTECT, related_name="locations")
    postcode = models.CharField(max_length=12, blank=True)
    region = models.CharField(max_length=60, blank=True)
    is_homecare = models.BooleanField(default=False)
    is_care_home = models.BooleanField(default=False)
    has_nursing = models.BooleanField(default=False)
    is_without_nursing = models.BooleanField(default=False)
    is_for_older_people = models.BooleanField(default=False)
    is_dormant = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    beds = models.PositiveIntegerField(null=True, blank=True)
    rating = models.CharField(max_length=40, blank=True)
    listed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["name"]
        indexes = [models.Index(fields=["authority", "is_homecare"])]


class LocationRating(models.Model):
    """What the CQC published of a location on a day: its overall rating, and those of the five key questions by then.

    An inherited rating was given to the provider before, whose service this location carries on. What was published
    later does not take the place of what stood before it: the rating at a date is asked for.
    """

    location = models.ForeignKey(Location, on_delete=models.PROTECT, related_name="ratings")
    rated_on = models.DateField()
    overall = models.CharField(max_length=40)
    safe = models.CharField(max_length=40, blank=True)
    effective = models.CharField(max_length=40, blank=True)
    caring = models.CharField(max_length=40, blank=True)
    responsive = models.CharField(max_length=40, blank=True)
    well_led = models.CharField(max_length=40, blank=True)
    is_inherited = models.BooleanField(default=False)

    class Meta:
        ordering = ["-rated_on", "id"]
        constraints = [models.UniqueConstraint(fields=["location", "rated_on"], name="location_rated_once_a_day")]

    def __str__(self) -> str:
        return self.overall


class ContactPerson(models.Model):
    """A person at a provider to write to or ring; one person may answer for many locations.

    A person who was merged into another is kept, with ``merged_into`` that one, and shown nowhere.
    """

    class Kind(models.TextChoices):
        REGISTERED_MANAGER = "registered_manager", "Registered manager"
        FINANCE = "finance", "Finance"
        HEAD_OFFICE = "head_office", "Head office"
        OWNER = "owner", "Owner"
        OTHER = "other", "Other"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="people")
    locations = models.ManyToManyField(Location, related_name="people")
    full_name = models.CharField(max_length=200)
    kind = models.CharField(max_length=30, choices=Kind, blank=True)
    job = models.CharField(max_length=100, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged")

    class Meta:
        ordering = ["full_name"]
