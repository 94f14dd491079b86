"""How councils buy: the answers that are choices, which are named by consent and counted otherwise."""

from benchmarking.returns.domain.questionnaire import PROFILE

# Figures, dates and free words are no practice; nor is what the round says itself.
PRACTICE_KEYS = (
    "commissioning_model", "second_model", "allocation", "volume_guarantee", "joint_with_nhs", "other_councils_use_it",
    "pay_floor", "pay_floor_covers", "pay_floor_checked", "travel_time", "mileage", "ethical_charter",
    "guaranteed_hours", "sick_pay", "rate_set_by", "rate_basis", "uplift_mechanism", "enhancements", "payment_basis",
    "monitoring", "used_for_payment", "quality_threshold",
)  # fmt: skip


def practice_label(key: str) -> str:
    return PROFILE.by_key[key].label


def practice_choices(key: str) -> tuple[str, ...]:
    return PROFILE.by_key[key].choices


def choice_in_words(key: str, choice: str) -> str:
    return PROFILE.by_key[key].words_of(choice)
