"""An authenticator app: six digits out of the secret that the page shows."""

import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from tests.journeys.visitor import Visitor

HALF_MINUTE = 30
TO_TYPE = 5.0  # seconds, also on a busy machine


def set_up_an_app(who: Visitor) -> None:
    """From the page that asks for a second factor to one that is set up; it counts for this session at once."""
    who.press("Set up a passkey or an app")
    who.press("Set up an app")
    secret = who.page.get_by_label("Secret", exact=True).input_value()
    who.fill("Six digits from the app", digits(secret))
    who.press("Finish")


def digits(secret: str) -> str:
    """What the app shows, when it shows that for long enough to be typed."""
    left = HALF_MINUTE - time.time() % HALF_MINUTE
    if left < TO_TYPE:
        time.sleep(left)
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // HALF_MINUTE)))
