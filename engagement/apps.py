from django.apps import AppConfig


class EngagementConfig(AppConfig):
    name = "engagement"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell campaigns who owes an answer to a soft market test."""
        from engagement.interviews.actions.market_tests import tell_who_owes

        tell_who_owes()
