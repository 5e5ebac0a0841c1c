import time

from proofs import sayings
from tagwright.proof.model import IdentityKind

BALANCE = """\
CONSOLIDATED BALANCE SHEET
AS AT 31 DECEMBER 2021
\t2021\t2020
\tRMB'000\tRMB'000
Trade receivables\t5,083,745\t3,138,660
Cash and cash equivalents\t16,529,506\t11,427,871
Total assets\t21,613,251\t14,566,531
Total liabilities\t4,957,235\t1,011,177
Total equity\t16,656,016\t13,555,354
Total equity and liabilities\t21,613,251\t14,566,531
"""
CASH_FLOWS = """\
CONSOLIDATED STATEMENT OF CASH FLOWS
FOR THE YEAR ENDED 31 DECEMBER 2021
\t2021\t2020
\tRMB'000\tRMB'000
Net increase in cash\t5,101,635\t4,754,957
Cash at beginning of year\t11,427,871\t6,672,914
Cash at end of year\t16,529,506\t11,427,871
"""
NOTE = """\
NOTES
11 TRADE RECEIVABLES
\tAs at 31 December
\t2021\t2020
\tRMB'000\tRMB'000
Gross\t6,064,147\t3,748,446
Allowance\t(980,402)\t(609,786)
\t5,083,745\t3,138,660
"""
ROUNDED = """\
MANAGEMENT DISCUSSION
\tAs at 31 December
\t2021\t2020
\tRMB million\tRMB million
Trade receivables\t5,083.7\t3,138.7
Cash and cash equivalents\t16,529.5\t11,427.8
"""


def test_total_assets_are_total_equity_and_liabilities() -> None:
    assert sayings(BALANCE, IdentityKind.TIE) == ["21,613,251 = 21,613,251: holds", "14,566,531 = 14,566,531: holds"]


def test_a_balance_sheet_that_does_not_balance_is_contradicted() -> None:
    wrong = BALANCE.replace("Total equity and liabilities\t21,613,251", "Total equity and liabilities\t21,613,281")
    assert "21,613,281 = 21,613,251: broken" in sayings(wrong, IdentityKind.TIE)


def test_cash_at_the_end_is_the_balance_sheets_and_opens_with_last_years() -> None:
    text = BALANCE + "\n" + CASH_FLOWS
    assert "16,529,506 = 16,529,506: holds" in sayings(text, IdentityKind.TIE)
    assert "11,427,871 = 11,427,871: holds" in sayings(text, IdentityKind.CARRIED_FORWARD)


def test_an_opening_that_is_not_last_years_closing_is_a_contradiction() -> None:
    wrong = CASH_FLOWS.replace("beginning of year\t11,427,871", "beginning of year\t11,427,971")
    assert sayings(wrong, IdentityKind.CARRIED_FORWARD) == ["11,427,971 = 11,427,871: broken"]
    restated = wrong.replace("beginning of year", "beginning of year, restated")
    assert sayings(restated, IdentityKind.CARRIED_FORWARD) == []


def test_the_total_of_a_note_is_the_line_of_the_statement() -> None:
    assert sayings(BALANCE + "\n" + NOTE, IdentityKind.TIE)[2:] == [
        "5,083,745 = 5,083,745: holds",
        "3,138,660 = 3,138,660: holds",
    ]


def test_an_amount_printed_with_the_opposite_sign_ties() -> None:
    other = NOTE.replace("6,064,147\t3,748,446", "(6,064,147)\t(3,748,446)").replace("Allowance", "Depreciation")
    assert "(6,064,147) = - 6,064,147: holds" in sayings(NOTE + "\nA paragraph.\n\n" + other, IdentityKind.TIE)


def test_small_amounts_that_are_equal_by_chance_are_no_tie() -> None:
    text = "NOTES\n\t2021\t2020\n\tRMB'000\tRMB'000\nDesks\t125\t90\n"
    assert sayings(text + "\nA paragraph.\n\n" + text.replace("Desks", "Chairs"), IdentityKind.TIE) == []


def test_lines_of_one_label_that_agree_in_no_year_are_not_compared() -> None:
    additions = "NOTES\n\t2021\t2020\n\tRMB'000\tRMB'000\nAdditions\t{}\t{}\n"
    text = additions.format("15,429,000", "6,933,000") + "\nA paragraph.\n\n" + additions.format("1,289,866", "150,848")
    assert sayings(text, IdentityKind.TIE) == []


def test_lines_of_one_label_that_agree_in_one_year_contradict_in_the_other() -> None:
    wrong = (
        BALANCE + "\nA paragraph.\n\n" + BALANCE.replace("Trade receivables\t5,083,745", "Trade receivables\t5,088,745")
    )
    assert "5,088,745 = 5,083,745: broken" in sayings(wrong, IdentityKind.TIE)


def test_millions_are_thousands_rounded_and_an_odd_last_digit_is_the_documents_own() -> None:
    assert sayings(BALANCE + "\n" + ROUNDED, IdentityKind.ROUNDED) == [
        "5,083.7 = 5,083,745: holds",
        "16,529.5 = 16,529,506: holds",
        "3,138.7 = 3,138,660: holds",
        "11,427.8 = 11,427,871: rounding",
    ]


def test_a_page_of_equal_amounts_takes_no_time_without_end() -> None:
    rows = "Line\t12,345,678\t9,876,543\n" * 1000
    begin = time.process_time()
    held = sayings(f"NOTES\n\t2021\t2020\n\tRMB'000\tRMB'000\n{rows}", IdentityKind.TIE)
    assert len(held) == 1998
    assert time.process_time() - begin < 15


SHARES = """\
MANAGEMENT DISCUSSION
\t2021\t2021\t2020\t2020
\tRMB million\t%\tRMB million\t%
Services\t1,957.9\t{}\t1,485.0\t43.1
Licences\t2,142.8\t45.6\t1,368.9\t39.7
Devices\t599.6\t12.8\t592.3\t17.2
Total\t4,700.3\t100.0\t3,446.2\t100.0
"""


def test_shares_of_a_total_recompute() -> None:
    held = sayings(SHARES.format("41.7"), IdentityKind.PERCENTAGE)
    assert len(held) == 6
    assert held[0] == "41.7 = 1,957.9 + 4,700.3: holds"


def test_a_share_that_does_not_recompute_is_broken() -> None:
    shares = SHARES.replace("Total\t", "Rent\t0.0\t0.0\t0.0\t0.0\nFees\t940.1\t20.0\t689.2\t20.0\nTotal\t")
    assert "47.1 = 1,957.9 + 4,700.3: broken" in sayings(shares.format("47.1"), IdentityKind.PERCENTAGE)


def test_changes_between_years_recompute() -> None:
    text = (
        "HIGHLIGHTS\n\t2021\t2020\tChange\n\tRMB'000\tRMB'000\t\n"
        "Revenue\t4,700,263\t3,446,165\t36.4%\nLoss\t(17,177,050)\t(12,158,347)\t41.3%\nRent\t1,000\t1,250\t-20.0%\n"
    )
    assert sayings(text, IdentityKind.PERCENTAGE) == [
        "36.4% = 4,700,263 + 3,446,165: holds",
        "41.3% = (17,177,050) + (12,158,347): holds",
        "-20.0% = 1,000 + 1,250: holds",
    ]


def test_a_loss_per_share_is_the_loss_over_the_shares() -> None:
    text = (
        "NOTES\n8 LOSS PER SHARE\n\t2021\t2020\n"
        "Loss of the owners (RMB'000)\t(17,140,086)\t(12,158,193)\n"
        "Weighted average number of ordinary shares in issue (thousand)\t9,871,265\t9,123,174\n"
        "Basic loss per share (RMB)\t(1.74)\t(1.33)\n"
    )
    assert sayings(text, IdentityKind.PER_SHARE) == [
        "(1.74) = (17,140,086) + 9,871,265: holds",
        "(1.33) = (12,158,193) + 9,123,174: holds",
    ]
    assert sayings(text.replace("(1.74)", "(1.94)"), IdentityKind.PER_SHARE) == []
