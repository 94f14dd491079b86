"""Forms to invite, to help somebody who is locked out, to look for what failed, and to read in an emergency."""

from typing import Any

from django import forms

from accounts import queries as accounts
from accounts.domain.context import Context
from accounts.domain.emergencies import LONGEST_REASON, SHORTEST_REASON
from accounts.domain.roles import AUTHORITY_ROLES, PROVIDER_ROLES, RoleName
from accounts.domain.second_factor import Checked
from costofcare.domain.incidents import IncidentKind
from register import queries as register
from register.fields import EmailAddressField

WHAT_THEY_DO = {
    RoleName.PROVIDER_USER: "fills in, corrects and submits a provider’s returns",
    RoleName.PROVIDER_ADMINISTRATOR: "the same, and invites colleagues",
    RoleName.ANALYST: "independent team: reads returns, accepts, calculates, drafts releases",
    RoleName.RELEASE_APPROVER: "independent team: approves what an analyst drafted",
    RoleName.ENGAGEMENT_OFFICER: "independent team: looks after providers, sees no answers",
    RoleName.COMMISSIONER: "council: sees how many have answered, and released figures",
    RoleName.REGIONAL_LEAD: "council: sees released figures",
    RoleName.ADMINISTRATOR: "people, exercises, the register; no answers",
    RoleName.AUDITOR: "the audit trail; no answers",
}


class ResetSecondFactorForm(forms.Form):
    checked = forms.ChoiceField(
        label="How do you know that it is them?",
        widget=forms.RadioSelect,
        choices=[(each.value, each.label) for each in Checked],
        error_messages={"required": "Say how you know that it is them"},
    )


class IncidentFilter(forms.Form):
    kind = forms.ChoiceField(
        label="Show", required=False, choices=[("", "Everything"), *((kind.value, kind.label) for kind in IncidentKind)]
    )
    q = forms.CharField(label="Reference, page or trouble", required=False, max_length=100)

    @property
    def wanted(self) -> dict[str, str]:
        """Return what the filter says; what cannot be read is left out."""
        self.is_valid()
        return {name: str(value) for name, value in self.cleaned_data.items() if value}


class InvitePersonForm(forms.Form):
    """An invitation; the cleaned ``scope`` is the authority or the provider, or None for a role of the whole portal."""

    email = EmailAddressField(
        label="Email address",
        help_text="The invitation works for this address only, once, for 72 hours.",
        error_messages={"required": "Enter an email address"},
    )
    role = forms.ChoiceField(
        label="Role", widget=forms.RadioSelect, error_messages={"required": "Choose what they may do"}
    )
    authority = forms.ChoiceField(
        label="Authority", required=False, help_text="For the independent team and for councils."
    )
    provider = forms.CharField(
        label="Provider",
        required=False,
        max_length=200,
        help_text="For providers. Its name, its CQC provider ID, or the CQC ID of one of its locations.",
    )

    def __init__(self, context: Context, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.context = context
        self.authorities = {str(one.id): one for one in register.authorities(context)}
        role, authority = self.fields["role"], self.fields["authority"]
        assert isinstance(role, forms.ChoiceField) and isinstance(authority, forms.ChoiceField)
        role.choices = [(name.value, f"{name.label}: {WHAT_THEY_DO[name]}") for name in RoleName]
        authority.choices = [("", "Choose one"), *((key, one.name) for key, one in self.authorities.items())]

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        role = RoleName(given["role"]) if given.get("role") else None
        given["scope"] = None
        if role in AUTHORITY_ROLES:
            given["scope"] = self._authority(given.get("authority", ""))
        elif role in PROVIDER_ROLES:
            given["scope"] = self._provider(given.get("provider", "").strip())
        if role and given.get("email") and not self.errors:
            self._keep_apart(given["email"], role, given["scope"] if role in AUTHORITY_ROLES else None)
        return given

    def _keep_apart(self, email: str, role: RoleName, authority: Any) -> None:
        if because := accounts.why_not_hold(email, role, authority and authority.id):
            self.add_error("role", f"They {because}")

    def _authority(self, key: str) -> Any:
        if key not in self.authorities and "authority" not in self.errors:
            self.add_error("authority", "Choose the authority that they will work for")
        return self.authorities.get(key)

    def _provider(self, words: str) -> Any:
        """Return the one provider that fits; if several do, the error names them with what tells them apart."""
        if not words:
            self.add_error("provider", "Enter the provider that they belong to")
            return None
        found = register.providers_called(self.context, words)
        if len(found) == 1:
            return found[0]
        names = "; ".join(f"{one.name} ({one.cqc_provider_id})" for one in found)
        said = f"Several providers fit. Enter the ID of one: {names}" if found else "No provider of the register fits"
        self.add_error("provider", said)
        return None


class EmergencyForm(forms.Form):
    """The cleaned ``authority`` is one that there is."""

    authority = forms.ChoiceField(
        label="Authority",
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Choose whose returns to read"),
    )
    reason = forms.CharField(
        label="Reason",
        widget=forms.Textarea({"rows": 4}),
        help_text=(
            "Such as: the analyst is ill, and the council needs to know by noon which returns are still open. Auditors "
            "read it, and it stays: no figure, and nobody’s illness by name."
        ),
        min_length=SHORTEST_REASON,
        max_length=LONGEST_REASON,
        error_messages={
            "required": "Give the reason",
            "min_length": f"Give the reason in {SHORTEST_REASON} characters or more, so that others understand it",
            "max_length": f"Give the reason in {LONGEST_REASON} characters or fewer",
        },
    )

    def __init__(self, context: Context, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.authorities = {str(one.id): one for one in register.authorities(context)}
        field = self.fields["authority"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Choose one"), *((key, one.name) for key, one in self.authorities.items())]

    def clean_authority(self) -> Any:
        return self.authorities[self.cleaned_data["authority"]]
