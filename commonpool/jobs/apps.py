from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "commonpool.jobs"
    label = "jobs"
