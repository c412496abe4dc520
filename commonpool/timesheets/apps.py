from django.apps import AppConfig


class TimesheetsConfig(AppConfig):
    name = "commonpool.timesheets"
    label = "timesheets"
