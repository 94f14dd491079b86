"""Test support: the rows of a small market repeated in the database itself, until they are those of a large county.

Each copy has keys of its own, worked out of the old one and the number of the copy, so that whatever belongs to a
repeated row belongs to the same copy of it; what is beside it stays, so that one exercise has all the locations, and
one step all the messages. Where columns are unique they get other words or numbers.
"""

from collections.abc import Iterator, Sequence

from django.apps import apps
from django.db import connection, models
from django.db.models import Field, Model, UniqueConstraint

# Of each kind of copies, how many: what comes with a location, what an exercise or team has, and the register's.
LOCATIONS, HISTORY, DESK, COUNTRY = 220, 20, 12, 100
# So many copies stay with the provider and owner of what they copy: a group with many locations and colleagues.
OF_ONE_PROVIDER = 20
WITH_LOCATIONS = (
    *("register.Owner", "register.Provider", "register.Location", "register.ContactPerson", "register.Participation"),
    *("submissions.Return", "submissions.Upload", "submissions.Version", "submissions.VersionFinding"),
    *("submissions.Explanation", "submissions.Responsibility", "submissions.ColleagueNote", "submissions.LineDecision"),
    *("submissions.Adjustment", "submissions.ReturnAssignment", "submissions.AnalystNote", "submissions.KeptFigure"),
    *("submissions.ExemptionRequest", "submissions.ReturnQuestion", "submissions.IntakeWorkbook"),
    *("submissions.Draft", "submissions.DraftSection", "reports.CalculationReturn"),
    *("engagement.Contact", "engagement.ContactAbout", "engagement.ContactWith", "engagement.ContactNote"),
    *("engagement.Message", "engagement.MessageAbout", "engagement.Invite", "engagement.Registration"),
    *("engagement.Slot", "engagement.SlotFor", "engagement.Booking", "engagement.BookingWords", "engagement.Joining"),
    *("engagement.Notice", "engagement.InboundMail", "engagement.OutcomeOverride", "engagement.OverrideReason"),
    *("accounts.User", "accounts.Role", "account.EmailAddress", "accounts.Mail", "accounts.Invitation"),
    "accounts.AuditEvent",
)
CONTACTS = ("engagement.Contact", "engagement.ContactAbout", "engagement.ContactWith", "engagement.ContactNote")
AT_THE_DESK = (
    *("register.RegisterImport", "register.ListMeaning", "submissions.Allocation", "submissions.RememberedLayout"),
    *("submissions.IntakeFolder", "engagement.Campaign", "engagement.Step", "engagement.Event", "engagement.EventFor"),
    *("engagement.LogImport", "engagement.LogMeaning", "engagement.MailTemplate", "reports.Calculation"),
    *("reports.CalculationRequest", "reports.Release", "reports.ReleaseReview", "reports.Justification"),
    *("reports.Datasheet", "reports.DatasheetMember", "reports.AnnexDocument", "reports.PriceIndexEdition"),
)
OF_THE_COUNTRY = ("register.Authority",)
# A few years of exercises, which nobody is asked in.
EXERCISES = ("register.Exercise",)
# What a copy has instead; of releases only one stands.
INSTEAD = {
    ("reports.Release", "state"): "'superseded'",
    ("reports.Release", "supersedes_id"): "NULL",
    ("accounts.AuditEvent", "subject_id"): "md5(t.subject_id || k)",
    ("engagement.Slot", "starts_at"): "t.starts_at + k * interval '1 hour'",
    ("engagement.Slot", "ends_at"): "t.ends_at + k * interval '1 hour'",
    ("engagement.Message", "address"): "k || t.address",
}
# The team is no county's: a few colleagues, while each provider has its own people.
WHICH = {
    "accounts.User": f"k <= {DESK} OR EXISTS (SELECT FROM accounts_role held "
    "WHERE held.person_id = t.id AND held.provider_id IS NOT NULL)",
    "accounts.Role": f"k <= {DESK} OR provider_id IS NOT NULL",
    "account.EmailAddress": f"k <= {DESK}",
}


def repeat_all(locations: int = LOCATIONS) -> None:
    """Repeat what there is; without triggers, as a copy is as right as what it is of."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
        for name in (*WITH_LOCATIONS, *AT_THE_DESK, *EXERCISES, *OF_THE_COUNTRY):
            cursor.execute(f"ALTER TABLE {_table(name)} DISABLE TRIGGER USER")
        for group, times in (
            (WITH_LOCATIONS, locations),
            (AT_THE_DESK, DESK),
            (CONTACTS, HISTORY),
            (EXERCISES, DESK),
            (OF_THE_COUNTRY, COUNTRY),
        ):
            for name in group:
                cursor.execute(_copies(name, group), [times])
        cursor.execute("ANALYZE")


def _copies(name: str, group: Sequence[str]) -> str:
    model = apps.get_model(name)
    columns = {field.column: _value(field, model, group) for field in _stored(model)}
    table = _table(name)
    names = ", ".join(f'"{column}"' for column in columns)
    which = WHICH.get(name, "TRUE")
    values = ", ".join(columns.values())
    return f"INSERT INTO {table} ({names}) SELECT {values} FROM {table} t, generate_series(1, %s) k WHERE {which}"


def _table(name: str) -> str:
    return connection.ops.quote_name(apps.get_model(name)._meta.db_table)


def _stored(model: type[Model]) -> Iterator["Field[object, object]"]:
    return (
        field
        for field in model._meta.concrete_fields
        if not field.generated and not (field.primary_key and isinstance(field, models.AutoField | models.BigAutoField))
    )


def _value(field: "Field[object, object]", model: type[Model], group: Sequence[str]) -> str:
    column, name = f't."{field.column}"', model._meta.label
    if (name, field.column) in INSTEAD:
        return INSTEAD[name, field.column]
    if field.column in ("provider_id", "owner_id") and group is WITH_LOCATIONS:
        return f"CASE WHEN k <= {OF_ONE_PROVIDER} THEN {column} ELSE {_key(column, group)} END"
    if field.is_relation:
        return _key(column, group) if _label(field) in group and not _by(field) else column
    if field.primary_key:
        return _key(column, group)
    return _another(field, column, group) if field.name in _unique(model, group) else column


def _label(field: "Field[object, object]") -> str:
    return str(field.related_model._meta.label)  # type: ignore[union-attr]


def _by(field: "Field[object, object]") -> bool:
    """Tell a person who did something, who does it for all copies, from one that a row is about."""
    return _label(field) == "accounts.User" and field.name not in ("user", "person")


def _key(column: str, group: Sequence[str]) -> str:
    return f"md5({column}::text || '{group[0]}' || k)::uuid"


def _unique(model: type[Model], group: Sequence[str]) -> set[str]:
    """Return the columns that tell copies apart where no key of a copy does."""
    found = {field.name for field in _stored(model) if field.unique}
    for one in model._meta.constraints:
        if isinstance(one, UniqueConstraint) and one.fields:
            fields = [model._meta.get_field(name) for name in one.fields]
            if not any(field.is_relation and _label(field) in group for field in fields):
                found |= {fields[-1].name}
    return found


def _another(field: "Field[object, object]", column: str, group: Sequence[str]) -> str:
    if isinstance(field, models.IntegerField):
        return f"{column} + 100 * k"
    if isinstance(field, models.UUIDField):
        return _key(column, group)
    if isinstance(field, models.CharField | models.TextField):
        size = field.max_length or 1000
        if size == 64:  # the digest of something
            return f"md5({column} || k) || md5(k || {column})"
        mark = f"left(md5(t.ctid::text || '{group[0]}' || k), 16)"
        return f"left({column}, {size} - 17) || '-' || {mark}"
    return column
