"""The forms of the payment lab."""

from markets.payment.forms.lab import LabChoices, PaymentLabForm, PaymentRunNameForm
from markets.payment.forms.own_rule import OwnRuleForm

__all__ = ["LabChoices", "OwnRuleForm", "PaymentLabForm", "PaymentRunNameForm"]
