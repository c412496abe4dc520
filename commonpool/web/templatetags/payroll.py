"""How payroll writes hours and rates, as filters: 1:30 for 90 minutes, 1.50 for time and a half."""

from django import template

from commonpool.kernel.money import decimal
from commonpool.payroll.rules import columns

register = template.Library()
clock_hours = register.filter("clock_hours", columns.hours_minutes)
hundredths = register.filter("hundredths", decimal)
