from django.apps import AppConfig


class MatchingConfig(AppConfig):
    name = "commonpool.matching"
    label = "matching"
