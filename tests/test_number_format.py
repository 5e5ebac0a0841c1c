"""Number formats: a cell is read as what it shows."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tagwright.document.number_format import shown_date, shown_number


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        ("4700", "General", "4700"),
        ("-4700.5", "General", "-4700.5"),
        ("4700123", "#,##0", "4,700,123"),
        ("4700123", "#,##0,", "4,700"),
        ("4700123456", "#,##0.0,,", "4,700.1"),
        ("-1422", "#,##0;(#,##0)", "(1,422)"),
        ("-1422", "#,##0", "-1,422"),
        ("0", '#,##0;(#,##0);"-"', "-"),
        ("0", "#,##0;(#,##0)", "0"),
        ("-1422.4", '_(* #,##0_);_(* \\(#,##0\\);_(* "-"??_);_(@_)', "(1,422)"),
        ("0", '_(* #,##0_);_(* \\(#,##0\\);_(* "-"??_);_(@_)', "-"),
        ("0.173", "0.0%", "17.3%"),
        ("1.745", "0.00", "1.75"),
        ("0.5", "#.##", ".5"),
        ("12.5", "0.0##", "12.5"),
        ("4700", '"RMB" #,##0', "RMB 4,700"),
        ("4700", "[$€-2] #,##0", "€ 4,700"),
        ("4700", "[$-409]#,##0", "4,700"),
        ("-5", "[Red]-#,##0", "--5"),
        ("-5", "#,##0;[Red]-#,##0", "-5"),
        ("4700123", '[>=1000000]#,##0.0,,"m";#,##0', "4.7m"),
        ("470", '[>=1000000]#,##0.0,,"m";#,##0', "470"),
        ("7", "000", "007"),
        ("5", '"n/a"', "n/a"),
        ("5", "0;0;;@", "5"),
        ("0", "0;0;;@", ""),
        ("-5", "[<0](#,##0);#,##0", "(5)"),
        ("-5", "[Red][<0]-#,##0;[Blue]#,##0", "-5"),
        ("-5", '[=0]"nil";#,##0', "-5"),
        ("-12.5", "# ?/?", "-12.5"),
        ("1234567", "0.00E+00", "1230000"),
        ("0.00125", "0.0E+0", "0.0013"),
        ("-12.5", "##0.0E+0", "-12.5"),
    ],
)
def test_a_number_is_shown_as_its_format_says(value: str, number_format: str, shown: str) -> None:
    assert shown_number(Decimal(value), number_format) == shown


@pytest.mark.parametrize(
    ("number_format", "shown"),
    [
        ("dd/mm/yyyy", "31 December 2021"),
        ("mm-dd-yy", "31 December 2021"),
        ("mmm yyyy", "December 2021"),
        ("yyyy", "2021"),
        ("d mmmm", "31 December"),
    ],
)
def test_a_date_is_written_out(number_format: str, shown: str) -> None:
    assert shown_date(date(2021, 12, 31), number_format) == shown
