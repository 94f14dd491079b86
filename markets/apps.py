from django.apps import AppConfig


class MarketsConfig(AppConfig):
    name = "markets"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the engagement room who owes an answer to a wage survey, through its door."""
        from markets.paysurveys.actions.messages import tell_who_owes

        tell_who_owes()
