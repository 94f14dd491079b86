"""The wall around people: who knows whom follows from who takes part where.

A person's role is seen by those of the same authority or provider, by the staff of the authorities in which the
provider takes part, and the other way round; a person is seen by whoever sees one of their roles, held or ended, as
their name stands on what they did. Whoever looks after the portal sees everybody. People to contact are bound to the
authorities in which one of their locations lies or takes part.
"""

from django.db import migrations

from accounts.domain.roles import AUTHORITY_ROLES, PROVIDER_ROLES, REACHES_PROVIDERS, TEAM_ROLES, RoleName
from accounts.domain.row_level_security import (
    AUTHORITY,
    PERSON,
    PROVIDER,
    SqlStep,
    both,
    door,
    either,
    policy,
    to_anybody_signed_in,
    to_provider,
    to_roles,
    wall,
)

USER, ROLE, OFFER = "accounts_user", "accounts_role", "accounts_invitation"
PEOPLE, AT = "register_contactperson", "register_contactperson_locations"
LENIENT = "(SELECT wall_is_lenient())"
ADMINISTRATORS = to_roles({RoleName.ADMINISTRATOR})
LOOKS_AFTER_ALL = to_roles({RoleName.ADMINISTRATOR, RoleName.AUDITOR})
SOUGHT = "IN (SELECT wall_sought_people())"
# These are asked behind the wall of participations, which shows staff their authority's and a provider its own.
PROVIDERS_HERE = (
    f"provider_id IN (SELECT takes_part.provider_id FROM register_participation takes_part "
    f"WHERE takes_part.authority_id = {AUTHORITY})"
)
AUTHORITIES_OF_OURS = (
    f"authority_id IN (SELECT takes_part.authority_id FROM register_participation takes_part "
    f"WHERE takes_part.provider_id = {PROVIDER})"
)
# A policy of a table cannot ask that table.
REGION = """
CREATE FUNCTION wall_region() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT authority_id FROM accounts_role
    WHERE person_id = wall_person() AND name = 'regional_lead' AND ended_at IS NULL AND wall_role() = 'regional_lead'
$$
"""
# Who has a second factor is known to those who may reset it; the secret of it to nobody but its person.
FACTORS = """
CREATE FUNCTION people_with_second_factor() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT user_id FROM mfa_authenticator WHERE wall_role() IS NOT NULL OR session_user = current_user
$$
"""
SEES_ROLE = either(
    LOOKS_AFTER_ALL,
    f"person_id = {PERSON}",
    f"person_id {SOUGHT}",
    both(to_anybody_signed_in(), "authority_id IS NULL", "provider_id IS NULL"),
    to_roles(AUTHORITY_ROLES, "authority_id"),
    both(to_roles(AUTHORITY_ROLES), PROVIDERS_HERE),
    "authority_id IN (SELECT wall_region())",
    to_provider(),
    both(to_roles(PROVIDER_ROLES), AUTHORITIES_OF_OURS),
    LENIENT,
)
SEES_PERSON = either(
    LOOKS_AFTER_ALL, f"id = {PERSON}", f"id {SOUGHT}", f"id IN (SELECT person_id FROM {ROLE})", LENIENT
)
ONESELF = either(f"id = {PERSON}", f"id {SOUGHT}", ADMINISTRATORS, LENIENT)
INVITED = f"email IN (SELECT offer.email FROM {OFFER} offer)"
SEES_OFFER = either(
    ADMINISTRATORS,
    "email IN (SELECT wall_sought_emails())",
    to_provider(),
    to_roles(TEAM_ROLES, "authority_id"),
    both(to_roles(REACHES_PROVIDERS), PROVIDERS_HERE),
    LENIENT,
)
TAKES_IT_UP = (
    f"EXISTS (SELECT FROM {OFFER} taken WHERE taken.accepted_by_id = person_id AND taken.name = {ROLE}.name "
    f"AND taken.authority_id IS NOT DISTINCT FROM {ROLE}.authority_id "
    f"AND taken.provider_id IS NOT DISTINCT FROM {ROLE}.provider_id)"
)
ENDS = either(ADMINISTRATORS, to_roles({RoleName.PROVIDER_ADMINISTRATOR}, "provider_id"), LENIENT)
HERE = (
    f"location_id IN (SELECT place.id FROM register_location place WHERE place.authority_id = {AUTHORITY} "
    f"UNION SELECT takes_part.location_id FROM register_participation takes_part "
    f"WHERE takes_part.authority_id = {AUTHORITY})"
)
OURS = f"location_id IN (SELECT place.id FROM register_location place WHERE place.provider_id = {PROVIDER})"
REACHED_HERE = both(to_roles(REACHES_PROVIDERS), f"id IN (SELECT contactperson_id FROM {AT})")
AT_LOCATION = either(
    ADMINISTRATORS, both(to_roles(REACHES_PROVIDERS), HERE), both(to_roles(PROVIDER_ROLES), OURS), LENIENT
)
OLD = tuple(f"{name}_{command}" for name, command in (
    ("web", "select"), ("reaching", "select"), ("reaching", "insert"), ("reaching", "update")
))  # fmt: skip

STEPS = (
    door(REGION, "wall_region()"),
    door(FACTORS, "people_with_second_factor()"),
    *wall(ROLE, select=SEES_ROLE, insert=either(ADMINISTRATORS, TAKES_IT_UP, LENIENT), update=ENDS),
    *wall(USER, select=SEES_PERSON, insert=either(ADMINISTRATORS, INVITED, LENIENT), update=ONESELF),
    *wall(OFFER, select=SEES_OFFER, insert=SEES_OFFER, update=SEES_OFFER),
    *(SqlStep(f"DROP POLICY {name} ON {PEOPLE}", "") for name in OLD),
    policy(PEOPLE, "select", either(ADMINISTRATORS, to_provider(), REACHED_HERE, LENIENT)),
    policy(PEOPLE, "insert", either(ADMINISTRATORS, both(to_roles(REACHES_PROVIDERS), PROVIDERS_HERE), LENIENT)),
    policy(PEOPLE, "update", either(ADMINISTRATORS, REACHED_HERE, LENIENT)),
    *wall(AT, **dict.fromkeys(("select", "insert", "update", "delete"), AT_LOCATION)),
)


class Migration(migrations.Migration):
    dependencies = [("register", "0004_words_of_council_lists"), ("accounts", "0008_sealed_context")]

    operations = [migrations.RunSQL(step.sql, step.reverse_sql or migrations.RunSQL.noop) for step in STEPS]
