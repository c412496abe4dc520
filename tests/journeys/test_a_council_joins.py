"""Journey 1: from the first person's e-mail address to a council that is live on the map."""

from collections.abc import Callable
from datetime import date

import pytest

from tests.journeys.letters import link_in
from tests.journeys.second_factor import set_up_an_app
from tests.journeys.visitor import Visitor

pytestmark = [pytest.mark.journey, pytest.mark.django_db]

FIRST = "ada.nwosu@fenmarch.example"
FINANCE = ("Rosa Kemp", "Director of finance", "rosa.kemp@fenmarch.example")
LEGAL = ("Imran Doyle", "Monitoring officer", "imran.doyle@fenmarch.example")
STEPS = "/council/fenmarch/joining/"


def test_a_council_joins(visitor: Callable[..., Visitor]) -> None:
    ada = visitor()
    first_person_asks_to_be_administrator(ada)
    steward_confirms(visitor())
    administrator_names_signatories(ada)
    rosa, imran = visitor(), visitor()
    signatory_signs(rosa, FINANCE[0], FINANCE[2])
    signatory_signs(imran, LEGAL[0], LEGAL[2])
    administrator_opens_borrowing_and_lending(ada)
    finance_sets_prices(rosa)
    finance_says_how_the_council_is_paid(rosa)
    administrator_rings_back(ada)
    council_is_on_the_map(visitor())


def first_person_asks_to_be_administrator(ada: Visitor) -> None:
    ada.open("/")
    ada.follow("Sign in with your council e-mail address")
    ada.sign_in_by_code(FIRST)
    ada.stands_at("You work at Fenmarch?")
    ada.press("Yes, I work there")
    ada.fill("Your name", "Ada Nwosu")
    ada.press("Save")
    ada.door("Your council")
    ada.reads("Your council has not joined yet")
    ada.press("See the steps")
    ada.follow("Ask to be your council’s administrator")
    ada.fill("Your post", "Head of digital")
    ada.press("Ask to be administrator")
    ada.reads("A person calls your council back")


def steward_confirms(steward: Visitor) -> None:
    steward.sign_in_as("Marguerite Achterberg")
    steward.reads("Waiting for you")
    steward.press("Answer", near="Is Ada Nwosu administrator of Fenmarch?")
    steward.fill("How did you check it?", "Called back through the switchboard of Fenmarch")
    steward.press("Confirm")
    steward.reads("They are an administrator from their next page.")


def administrator_names_signatories(ada: Visitor) -> None:
    ada.open(link_in(ada.outbox.letter_to(FIRST, "You have a new role at Fenmarch")))
    ada.open(STEPS)
    ada.follow("Join as a peer")
    ada.fill("Your post", "Head of digital")
    ada.press("Join as a peer")
    ada.follow("Name the two people who sign the agreement")
    for place, (name, post, email) in (("First", FINANCE), ("Second", LEGAL)):
        ada.fill(f"{place} person’s name", name)
        ada.fill(f"{place} person’s post", post)
        ada.fill(f"{place} person’s e-mail address at your council", email)
        who = f"the {place.lower()} person"
        entry = f"Which entry of your constitution or scheme of delegation lets {who} sign? (optional)"
        ada.fill(entry, "Part 3, entry 4.12")
        ada.select(f"Which body decided that {who} may sign? (optional)", "Full council")
        ada.fill_date(f"When did it decide that {who} may sign? (optional)", date(2026, 5, 18))
    ada.press("Ask them to sign")
    ada.reads(f"Asked at {FINANCE[2]}, has not signed yet")


def signatory_signs(who: Visitor, name: str, email: str) -> None:
    """By the link of their letter: a code, a name, where they work, an app, the full text, their name typed."""
    letter = who.outbox.letter_to(email, "Please sign the agreement for Fenmarch")
    who.sign_in_by_code(email, next_page=link_in(letter))
    who.fill("Your name", name)
    who.press("Save")
    who.press("Yes, I work there")
    set_up_an_app(who)
    who.open(link_in(letter))
    who.fill("Type your full name to sign", name)
    who.press("Sign for Fenmarch")
    who.reads("You have signed for Fenmarch.")


def administrator_opens_borrowing_and_lending(ada: Visitor) -> None:
    ada.open(STEPS)
    ada.follow("Say where invoices go")
    ada.fill("Who are invoices addressed to? (optional)", "Accounts payable")
    ada.fill("Where do invoices go? (optional)", "Fenmarch House, 1 Bank Street, Marsham ZZ1 1ZZ")
    ada.fill("How many hours a week may a manager usually allow? (optional)", "4")
    ada.fill("For how many months does a permission usually run? (optional)", "12")
    ada.press("Keep these settings")
    ada.reads("What you typed is kept, but not sent yet.")
    ada.door("Home")
    ada.reads("Nothing of it has been saved or sent.")
    ada.press("Go on where you were")
    ada.press("Send it now")
    set_up_an_app(ada)
    ada.press("Go on where you were")
    ada.press("Send it now")
    ada.reads("Your council’s settings are kept.")
    ada.follow("Answer the procurement and insurance questions")
    ada.choose("We do this solely in the public interest")
    ada.press("Keep these answers")
    ada.reads("Your answers are kept.")
    ada.open("/council/fenmarch/people-and-rights/")
    for email, role in (
        (FINANCE[2], "Budget holder"),
        (FINANCE[2], "Finance"),
        (LEGAL[2], "Booking manager"),
        (LEGAL[2], "Release contact"),
        (LEGAL[2], "HR"),
    ):
        gives_role(ada, email, role)
        ada.reads("They hold the role from their next page.")


def gives_role(ada: Visitor, email: str, role: str) -> None:
    ada.fill("The e-mail address your colleague signs in with", email)
    ada.choose(role)
    ada.press("Give the role")


def finance_sets_prices(rosa: Visitor) -> None:
    rosa.open(STEPS)
    rosa.follow("Set an hourly price for each grade band")
    for band, pounds in (("Officer", "31.50"), ("Manager", "44")):
        rosa.fill(band, pounds)
    rosa.press("Set the prices")
    rosa.reads("The prices are set.")


def finance_says_how_the_council_is_paid(rosa: Visitor) -> None:
    rosa.open(STEPS)
    rosa.follow("Say how your council stands for VAT")
    rosa.fill("VAT number (optional)", "GB 123 4567 82")
    rosa.press("Keep this")
    rosa.follow("Give your bank details, and have them confirmed")
    rosa.fill("Name of the account", "Fenmarch general fund")
    rosa.fill("Sort code", "00-00-01")
    rosa.fill("Account number", "12345678")
    rosa.press("Enter these details")
    rosa.reads("You entered these yourself")
    rosa.open(STEPS)
    rosa.follow("Confirm how hours on top of the week are paid")
    rosa.press("Use this table from today")
    rosa.reads("1 of 3 done")


def administrator_rings_back(ada: Visitor) -> None:
    ada.open("/council/fenmarch/bank/")
    ada.reads("••••5678")
    ada.press("Ring back and confirm")
    ada.fill("Which number did you ring?", "01632 960100")
    ada.fill("Where did you know that number from?", "Our own directory")
    ada.press("I rang: the details are right")
    ada.reads("Confirmed. It takes effect on")


def council_is_on_the_map(anybody: Visitor) -> None:
    anybody.open("/councils/")
    anybody.fill("Name or code", "Fenmarch")
    anybody.press("Show councils")
    anybody.reads("Lends and borrows")
