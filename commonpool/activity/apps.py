from django.apps import AppConfig


class ActivityConfig(AppConfig):
    name = "commonpool.activity"
    label = "activity"
