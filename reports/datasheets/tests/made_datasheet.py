"""Test support: a datasheet with one authority in it, put straight into the tables, for tests of who finds it."""

from typing import Any

from django.utils import timezone

from accounts.actions.encryption import seal
from reports.datasheets.domain.bands import Third
from reports.datasheets.domain.datasheet_text import digest_of, kept_text, own_text
from reports.datasheets.domain.drawn_sheets import DatasheetTopic, DrawnSheets, TopicSheet
from reports.models import Datasheet, DatasheetCopy, DatasheetMember, Release


def a_datasheet(release: Release, made_by: Any) -> Datasheet:
    sheet = TopicSheet(DatasheetTopic("homecare/total", "", "TOTAL"), (Third.LOWER, Third.UPPER), None, None)
    about = {"service": "homecare", "unit": "£", "price_date": "2026-04-01", "made_on": "2026-11-28"}
    text = kept_text(DrawnSheets((sheet,), (), {}), about=about, authorities=[release.authority.name])
    of = {
        "service": "homecare",
        "price_date": release.exercise.price_date,
        "releases_sha256": digest_of(str(release.id)),
    }
    made = Datasheet.objects.create(
        **of, document=text, sha256=digest_of(text), made_at=timezone.now(), made_by_id=made_by.person_id
    )
    whose = {"datasheet": made, "authority": release.authority}
    DatasheetMember.objects.create(**whose, release=release, exercise=release.exercise)
    DatasheetCopy.objects.create(**whose, sealed=seal(own_text({sheet.topic.key: 1})))
    return made
