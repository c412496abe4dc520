from django.apps import AppConfig


class SuccessionsConfig(AppConfig):
    name = "commonpool.successions"
    label = "successions"
