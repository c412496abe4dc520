from django.apps import AppConfig


class PayrollConfig(AppConfig):
    name = "commonpool.payroll"
    label = "payroll"
