"""Payroll files, the statement paid hours carry, time back, and the months HR was told of."""

from commonpool.payroll.models.carried import CarriedPay
from commonpool.payroll.models.files import FileTaken, PaidDay, PayrollFile, PayrollLine
from commonpool.payroll.models.own_time import OwnTime, TimeFound
from commonpool.payroll.models.telling import MonthTold
from commonpool.payroll.models.time_back import TimeBackAccount, TimeBackEntry, TimeTaken

__all__ = [
    "CarriedPay",
    "FileTaken",
    "MonthTold",
    "OwnTime",
    "PaidDay",
    "PayrollFile",
    "PayrollLine",
    "TimeBackAccount",
    "TimeBackEntry",
    "TimeFound",
    "TimeTaken",
]
