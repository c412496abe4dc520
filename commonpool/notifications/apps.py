from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "commonpool.notifications"
    label = "notifications"
