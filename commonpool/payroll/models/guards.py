"""What the database itself refuses of a payroll file, whoever writes it."""

import pgtrigger

# Days of one person meet at the person's row, also in files of two councils that both employ them. A day stands
# while no later version says it anew.
STANDING = """
    SELECT each.* FROM payroll_paidday AS each
     WHERE each.person_id = NEW.person_id AND each.date BETWEEN NEW.date - 1 AND NEW.date + 1
       AND NOT EXISTS (SELECT FROM payroll_paidday AS later WHERE later.before_id = each.id)
"""
SPAN = """
    tsrange(<day>.date + <day>.starts,
            <day>.date + <day>.ends + (<day>.ends <= <day>.starts)::int * '1 day'::interval)
"""
DAY_NOT_TWICE = """
    PERFORM FROM identity_person WHERE id = NEW.person_id FOR NO KEY UPDATE;
    IF NEW.before_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM payroll_paidday AS each WHERE each.id = NEW.before_id AND each.timesheet_id = NEW.timesheet_id
           AND each.date = NEW.date AND each.version = NEW.version - 1
    ) THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'paid_day_follows_the_one_before',
            MESSAGE = 'paid_day_follows_the_one_before: it says anew what another day said';
    END IF;
    IF NEW.own_time_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM payroll_owntime AS said WHERE said.id = NEW.own_time_id
           AND said.timesheet_id = NEW.timesheet_id AND said.stated_by_id = NEW.person_id
    ) THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'paid_day_outside_contracted_hours',
            MESSAGE = 'paid_day_outside_contracted_hours: the statement is of other hours, or of somebody else';
    END IF;
    IF NOT EXISTS (SELECT FROM payroll_timefound AS found
                    WHERE found.timesheet_id = NEW.timesheet_id AND found.time_basis = 'overtime') THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'paid_day_is_paid',
            MESSAGE = 'paid_day_is_paid: these hours are given back as time, or part of the normal week';
    END IF;
    IF (SELECT sum(standing.minutes) FROM (<standing>) AS standing WHERE standing.date = NEW.date) > 1440 THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'paid_day_within_24_hours',
            MESSAGE = 'paid_day_within_24_hours: more hours than the day has';
    END IF;
    IF NEW.minutes > 0 AND NEW.starts IS NOT NULL AND EXISTS (
        SELECT FROM (<standing>) AS other
         WHERE other.id <> NEW.id AND other.minutes > 0 AND other.starts IS NOT NULL AND <other> && <new>
    ) THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'paid_day_not_at_the_same_time',
            MESSAGE = 'paid_day_not_at_the_same_time: the same hour is paid already';
    END IF;
    RETURN NULL;
"""
DAY_NOT_TWICE = DAY_NOT_TWICE.replace("<standing>", STANDING)
DAY_NOT_TWICE = DAY_NOT_TWICE.replace("<other>", SPAN.replace("<day>", "other"))
DAY_NOT_TWICE = DAY_NOT_TWICE.replace("<new>", SPAN.replace("<day>", "NEW"))

MIRRORS = """
    IF NEW.reverses_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM payroll_payrollline AS was JOIN payroll_paidday AS day ON day.id = NEW.day_id
         WHERE was.id = NEW.reverses_id AND was.reverses_id IS NULL AND was.minutes = -NEW.minutes
           AND was.day_id = day.before_id AND was.date = NEW.date
           AND was.multiplier_hundredths = NEW.multiplier_hundredths
           AND was.pence IS NOT DISTINCT FROM -NEW.pence
    ) THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'payroll_line_mirrors',
            MESSAGE = 'payroll_line_mirrors: it takes back another line than there is';
    END IF;
    RETURN NULL;
"""

# Judged when the transaction commits: all lines of a worked day, those taken back included, come to what its newest
# version pays, and each of its lines stands in the same file as the version it belongs to.
COMES_TO = """
    IF (SELECT coalesce(sum(line.minutes), 0) FROM payroll_payrollline AS line
          JOIN payroll_paidday AS each ON each.id = line.day_id
         WHERE each.timesheet_id = <of>.timesheet_id AND each.date = <of>.date)
       <> (SELECT newest.paid_minutes FROM payroll_paidday AS newest
            WHERE newest.timesheet_id = <of>.timesheet_id AND newest.date = <of>.date
            ORDER BY newest.version DESC LIMIT 1)
    THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'payroll_lines_come_to_the_day',
            MESSAGE = 'payroll_lines_come_to_the_day: lines and paid minutes of a day differ';
    END IF;
    RETURN NULL;
"""
OF_A_LINE = """
    SELECT * INTO of_line FROM payroll_paidday WHERE id = NEW.day_id;
    IF of_line.file_id <> NEW.file_id THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'payroll_line_in_the_file_of_its_day',
            MESSAGE = 'payroll_line_in_the_file_of_its_day: the line and its day are in two files';
    END IF;
"""


def day_not_twice() -> pgtrigger.Trigger:
    """No hour of a person is paid twice: not past 24 hours a day, not at the same time, not without the statement."""
    return pgtrigger.Trigger(
        name="paid_day_not_twice", when=pgtrigger.After, operation=pgtrigger.Insert, func=DAY_NOT_TWICE
    )


def line_mirrors_what_it_takes_back() -> pgtrigger.Trigger:
    """A negative line takes back one whole line of the version before, to the minute and the penny."""
    return pgtrigger.Trigger(
        name="payroll_line_mirrors", when=pgtrigger.After, operation=pgtrigger.Insert, func=MIRRORS
    )


def lines_come_to_the_days(of: str) -> pgtrigger.Trigger:
    """The lines of a worked day come to what its newest version pays, when the transaction ends."""
    line = of == "PayrollLine"
    func = OF_A_LINE + COMES_TO.replace("<of>", "of_line") if line else COMES_TO.replace("<of>", "NEW")
    return pgtrigger.Trigger(
        name="payroll_line_counted" if line else "paid_day_counted",
        when=pgtrigger.After,
        operation=pgtrigger.Insert,
        timing=pgtrigger.Deferred,
        declare=[("of_line", "payroll_paidday")] if line else [],
        func=func,
    )
