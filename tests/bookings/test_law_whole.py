"""The law as it is loaded: a rule set aside is silent alone, and every rule is there for anybody to read."""

import csv
from dataclasses import replace
from typing import Any

import pytest

from commonpool.agreements.queries import law_as_read
from tests.bookings import test_law, test_posts
from tests.house.test_law import JUDGED, RULES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


def test_a_rule_that_was_set_aside_says_nothing_and_the_others_still_speak() -> None:
    law = law_as_read()
    for rule, ((ask, facts, effect), *_others) in JUDGED.items():
        subject = test_posts.case(law, rule, facts)
        away = replace(subject, set_aside={law.rules[rule].id})
        spoken = test_law.said(ask, subject)
        assert spoken.pop(rule) == effect
        assert test_law.said(ask, away) == spoken


def test_every_rule_is_on_the_public_page_with_its_message_and_source(client: Any) -> None:
    """Where INFO is all there is, this is all it does."""
    rows = {row["rule"]: row for row in csv.DictReader(client.get("/law.csv").content.decode().splitlines())}
    page = client.get("/law/").content.decode()
    for rule in RULES:
        assert f'id="{rule}"' in page, rule
        assert rows[rule]["message"], rule
        assert rows[rule]["source"], rule
