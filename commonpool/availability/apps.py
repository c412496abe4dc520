from django.apps import AppConfig


class AvailabilityConfig(AppConfig):
    name = "commonpool.availability"
    label = "availability"
