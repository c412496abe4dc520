"""When the hours of a week are worked, as far as it has a price of its own."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

WEEKDAY, EVENING_SATURDAY, SUNDAY_HOLIDAY = "weekday", "evening_saturday", "sunday_holiday"
WHEN = {
    WEEKDAY: _("Monday to Friday, 6:00 to 22:00"),
    EVENING_SATURDAY: _("After 22:00, before 6:00, or on Saturday"),
    SUNDAY_HOLIDAY: _("On Sunday or a bank holiday"),
}
"""By name, in words; every week is booked for one of them."""

PRICE_FIELDS: Mapping[str, str] = {
    WEEKDAY: "hourly_pence",
    EVENING_SATURDAY: "second_pence",
    SUNDAY_HOLIDAY: "third_pence",
}
"""Which price of a grade band is that of such hours; none set: not lent then."""
