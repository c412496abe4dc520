"""The pages."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The face that people see in a browser."""

    name = "commonpool.web"
    label = "web"
