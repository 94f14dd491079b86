"""Addresses of the pages about people."""

from django.urls import path

from accounts.views import addresses, audit, contexts, invitations, people, person_sessions, sessions

app_name = "accounts"
urlpatterns = [
    path("account/", contexts.account, name="account"),
    path("account/role/", contexts.choose_context, name="choose_context"),
    path("account/emails/", contexts.fewer_emails, name="fewer_emails"),
    path("account/address/", addresses.change_address, name="change_address"),
    path("account/address/<str:token>/", addresses.confirm_address, name="confirm_address"),
    path("account/what-you-typed/", sessions.kept_words, name="kept_words"),
    path("account/signed-in/", sessions.signed_in_again, name="signed_in_again"),
    path("account/session/", sessions.session_left, name="session_left"),
    path("account/browsers/", person_sessions.session_list, name="session_list"),
    path("account/browsers/end-others/", person_sessions.session_end_others, name="session_end_others"),
    path("account/browsers/<uuid:session_id>/end/", person_sessions.session_end, name="session_end"),
    path("account/second-factor-lost/", contexts.second_factor_lost, name="second_factor_lost"),
    path("invitations/<str:token>/", invitations.take, name="invitation"),
    path("colleagues/", people.colleague_list, name="colleague_list"),
    path("people/", people.person_list, name="person_list"),
    path("people/<uuid:person_id>/", people.person_detail, name="person_detail"),
    path("people/<uuid:person_id>/make-anonymous/", people.make_anonymous, name="make_anonymous"),
    path(
        "people/<uuid:person_id>/browsers/<uuid:session_id>/end/",
        person_sessions.session_end_of_person,
        name="session_end_of_person",
    ),
    path("people/<uuid:person_id>/sign-out/", person_sessions.sign_out_person, name="sign_out_person"),
    path("roles/<uuid:role_id>/end/", people.end_role, name="end_role"),
    path("roles/<uuid:role_id>/visits/", people.switch_visits, name="switch_visits"),
    path("offers/<uuid:invitation_id>/revoke/", people.revoke_invitation, name="revoke_invitation"),
    path("offers/<uuid:invitation_id>/consent/", people.consent_to, name="consent_to"),
    path("audit/", audit.audit_list, name="audit_list"),
]
