"""What the API promises to programs: these operations, no fewer and no more."""

PROMISED = {
    "GET councils",
    "GET officers",
    "GET officers/{reference}",
    "POST quotes",
    "POST bookings",
    "GET bookings",
    "GET bookings/{reference}",
    "POST bookings/{reference}/accept",
    "POST bookings/{reference}/decline",
    "POST bookings/{reference}/approve",
    "POST bookings/{reference}/confirm",
    "POST bookings/{reference}/withdraw",
    "POST bookings/{reference}/cancel",
    "POST bookings/{reference}/timesheet",
    "POST bookings/{reference}/timesheet/agree",
    "POST bookings/{reference}/timesheet/query",
    "POST calls",
    "GET me",
    "GET skills",
    "GET functions",
}
