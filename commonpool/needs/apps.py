from django.apps import AppConfig


class NeedsConfig(AppConfig):
    name = "commonpool.needs"
    label = "needs"
