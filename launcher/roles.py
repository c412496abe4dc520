"""Two roles: one owns the tables and migrates; the application is the other, which owns nothing."""

import contextlib
from urllib.parse import urlsplit

import psycopg
from psycopg import errors, sql

OWNER = "commonpool_owner"
APPLICATION = "commonpool_app"
DATABASE = "commonpool"
ADDED_TO = (
    "activity_event",
    "agreements_carried",
    "agreements_declaration",
    "agreements_declaredinterest",
    "agreements_invoicemode",
    "agreements_lendingcosts",
    "agreements_nettingchoice",
    "agreements_paircap",
    "agreements_payrollcolumns",
    "agreements_paypoint",
    "agreements_payscale",
    "agreements_paytable",
    "agreements_pensionrate",
    "agreements_signature",
    "agreements_standinganswers",
    "agreements_textnotice",
    "agreements_vatstanding",
    "bookings_calloff",
    "bookings_carriedbooking",
    "bookings_needtold",
    "invoices_carriedcharge",
    "people_annualpay",
    "people_postfacts",
    "invoices_carriedinvoice",
    "invoices_charge",
    "invoices_payaward",
    "ledger_entry",
    "ledger_line",
    "publication_comparisonrate",
    "publication_retentionchoice",
    "payroll_carriedpay",
    "payroll_filetaken",
    "payroll_monthtold",
    "payroll_owntime",
    "payroll_paidday",
    "payroll_payrollfile",
    "payroll_payrollline",
    "payroll_timebackentry",
    "payroll_timefound",
    "timesheets_correctedday",
    "timesheets_workedpart",
    "settlement_carriedpayment",
    "settlement_linecap",
)
"""Tables whose rows nobody edits or deletes: triggers refuse it to everybody, and the application is not granted it."""


def make(superuser_url: str, database: str = DATABASE) -> None:
    """Both roles and the owner's database exist; what exists already is left alone."""
    with psycopg.connect(superuser_url, autocommit=True) as connection:
        for role in (OWNER, APPLICATION):
            if not _exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = %s", role):
                with contextlib.suppress(
                    errors.DuplicateObject, errors.UniqueViolation
                ):  # someone else just did
                    connection.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(role)))
        if not _exists(connection, "SELECT 1 FROM pg_database WHERE datname = %s", database):
            names = sql.Identifier(database), sql.Identifier(OWNER)
            connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(*names))


def grant(owner_url: str, role: str = APPLICATION) -> None:
    """The role may read and write rows, now and in tables to come; never empty, alter or drop a table."""
    with psycopg.connect(owner_url) as connection:
        name = sql.Identifier(role)
        for statement in (
            "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
            "GRANT USAGE ON SCHEMA public TO {}",
            "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {}",
            "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {}",
            "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {}",
            "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {}",
            "REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {}",
        ):
            connection.execute(sql.SQL(statement).format(name))
        for table in ADDED_TO:
            if _exists(connection, "SELECT to_regclass(%s)", f"public.{table}"):
                stays = sql.SQL("REVOKE UPDATE, DELETE ON {} FROM {}")
                connection.execute(stays.format(sql.Identifier(table), name))


def user_of(url: str) -> str:
    """The role an address connects as, asked of the server."""
    with psycopg.connect(url, connect_timeout=5) as connection:
        row = connection.execute("SELECT current_user").fetchone()
    return str(row[0]) if row else ""


def may_change_tables(url: str) -> bool:
    """Whether whom an address connects as is above every grant: a superuser, or (a member of) the tables' owner."""
    question = (
        "SELECT rolsuper OR EXISTS (SELECT FROM pg_tables WHERE schemaname = 'public'"
        " AND pg_has_role(current_user, tableowner, 'MEMBER')) FROM pg_roles WHERE rolname = current_user"
    )
    with psycopg.connect(url, connect_timeout=5) as connection:
        row = connection.execute(question).fetchone()
    return bool(row and row[0])


def _exists(connection: "psycopg.Connection[tuple[object, ...]]", question: str, name: str) -> bool:
    row = connection.execute(question, [name]).fetchone()
    return row is not None and row[0] is not None


def elsewhere(url: str, database: str, role: str | None = None) -> str:
    """The address of another database of the same server, as the same role or another."""
    parts = urlsplit(url)
    before, _, place = parts.netloc.rpartition("@")
    who = before if role is None else role
    return f"{parts.scheme}://{who}@{place}/{database}?{parts.query}"
