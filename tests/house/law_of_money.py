"""For each rule of money that does something: a test in which it does, and one in which it has nothing to do.

They stand with what they judge: pay, VAT, invoices, the clearing, publication.
"""

PAYING, PAID = "tests/agreements/test_paying.py", "tests/payroll/test_paid.py"
TIME_BACK, VAT = "tests/payroll/test_time_back.py", "tests/bookings/test_vat.py"
TERMS, MONTH = "tests/agreements/test_money_terms.py", "tests/invoices/test_issue_month.py"
AFTER, PAPER = "tests/invoices/test_after_issue.py", "tests/invoices/test_document.py"
ELECTRONIC, SUMS = "tests/invoices/test_e_invoice.py", "tests/invoices/test_invoice_rules.py"
BANK, CYCLE = "tests/agreements/test_bank_details.py", "tests/settlement/test_cycle.py"
LEFT_OUT = "tests/settlement/test_left_out.py::test_what_may_not_be_netted_is_left_out_with_its_reason"
NETTED = f"{CYCLE}::test_a_cycle_nets_every_council_to_the_penny_and_settles"
PUBLISHED = "tests/publication/test_reports.py"
SCALES = "tests/agreements/test_pay_scales.py"

CASES = {
    "OT-01": (
        f"{PAYING}::test_two_hours_on_a_saturday_at_point_25_to_the_penny",
        f"{PAYING}::test_within_the_full_week_a_sunday_has_no_least_hours",
    ),
    "OT-02": (
        f"{PAYING}::test_a_part_timer_works_a_full_week_at_plain_time_first",
        f"{PAYING}::test_two_hours_on_a_saturday_at_point_25_to_the_penny",
    ),
    "OT-04": (
        f"{PAYING}::test_above_the_ceiling_and_at_night_the_table_has_rates_of_its_own",
        f"{PAYING}::test_a_day_is_paid_as_the_table_says",
    ),
    "OT-05": (
        f"{TIME_BACK}::test_what_is_not_taken_in_time_lapses_once",
        f"{TIME_BACK}::test_agreed_hours_are_earned_taken_with_the_managers_yes_and_never_paid_as_well",
    ),
    "OT-06": (
        "tests/agreements/test_money_rules.py::test_the_national_tables_are_whole_and_say_what_the_agreements_say",
        f"{PAYING}::test_two_hours_on_a_saturday_at_point_25_to_the_penny",
    ),
    "PAY-01": (
        f"{TERMS}::test_a_pay_table_and_a_pension_rate_are_versions_of_their_days",
        "tests/invoices/test_award.py::test_a_small_booking_stays_as_it_is",
    ),
    "PAY-02": (
        f"{SCALES}::test_a_council_confirms_or_brings_its_own_and_an_offer_is_not_used",
        f"{SCALES}::test_a_file_is_read_row_by_row",
    ),
    "HOL-01": (
        f"{TIME_BACK}::test_overtime_in_a_third_of_52_weeks_is_regular",
        f"{PAYING}::test_two_hours_on_a_saturday_at_point_25_to_the_penny",
    ),
    "VAT-01": (
        f"{VAT}::test_each_week_bears_vat_as_it_is_said_of_its_monday",
        f"{VAT}::test_a_council_outside_vat_quotes_asks_and_binds_without_it",
    ),
    "VAT-02": (
        f"{TERMS}::test_refuses_a_standing_for_vat_nobody_answers_for",
        f"{TERMS}::test_what_was_said_of_vat_stays_and_the_newest_of_a_day_holds",
    ),
    "VAT-05": (
        f"{VAT}::test_a_council_outside_vat_quotes_asks_and_binds_without_it",
        f"{VAT}::test_each_week_bears_vat_as_it_is_said_of_its_monday",
    ),
    "VAT-10": (
        f"{AFTER}::test_credited_line_by_line_leaves_no_penny",
        f"{PAPER}::test_the_last_credit_note_for_an_invoice_may_be_a_penny_of_vat_off_and_no_more",
    ),
    "INV-01": (
        f"{PAPER}::test_what_is_missing_is_said_once_by_its_code",
        f"{PAPER}::test_a_whole_document_lacks_nothing",
    ),
    "INV-02": (
        f"{MONTH}::test_a_month_is_one_invoice_for_a_host_and_balances",
        f"{AFTER}::test_a_disputed_line_is_credited_and_the_other_goes_on",
    ),
    "INV-03": (
        f"{SUMS}::test_interest_is_simple_and_half_up",
        f"{SUMS}::test_interest_is_owed_by_who_pays_late_alone",
    ),
    "INV-04": (
        f"{MONTH}::test_what_a_host_wants_an_order_for_waits_for_it",
        f"{MONTH}::test_a_month_is_one_invoice_for_a_host_and_balances",
    ),
    "INV-07": (
        f"{ELECTRONIC}::test_each_rule_has_an_e_invoice_that_breaks_it",
        f"{ELECTRONIC}::test_whatever_is_charged_the_e_invoice_adds_up_to_the_penny",
    ),
    "INV-08": (
        f"{ELECTRONIC}::test_what_is_not_subject_to_vat_names_no_vat_number_anywhere",
        f"{ELECTRONIC}::test_whatever_is_charged_the_e_invoice_is_valid_by_the_official_schema",
    ),
    "INV-12": (
        f"{BANK}::test_nobody_confirms_what_they_entered",
        f"{BANK}::test_take_effect_five_working_days_after_the_second_person",
    ),
    "NET-01": (LEFT_OUT, NETTED),
    "NET-03": (LEFT_OUT, NETTED),
    "NET-05": (
        "tests/settlement/test_netting.py::test_positions_that_do_not_sum_to_nought_are_no_positions",
        "tests/settlement/test_netting.py::test_netting_keeps_every_net_to_the_penny",
    ),
    "TRN-01": (
        f"{PUBLISHED}::test_an_invoice_paid_in_parts_is_published_whole_and_a_smaller_one_not",
        "tests/web/publication/test_publication_pages.py::test_a_scottish_council_is_told_that_the_code_is_not_for_it",
    ),
    "TRN-02": (
        f"{PUBLISHED}::test_call_offs_over_the_amount_and_the_agreement_once_together_they_are",
        "tests/web/publication/test_publication_pages.py::test_a_scottish_council_is_told_that_the_code_is_not_for_it",
    ),
}
