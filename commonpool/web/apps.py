"""The pages."""

from django.apps import AppConfig

from commonpool.web import addresses


class WebConfig(AppConfig):
    """The face that people see in a browser."""

    name = "commonpool.web"
    label = "web"

    def ready(self) -> None:
        addresses.register()
