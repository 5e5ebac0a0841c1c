"""The headings over a row, by the steps on which labels stand."""

from __future__ import annotations

from tagwright.figures.open_sections import OpenSections, Steps


def _under(*headings: tuple[str, int, int]) -> OpenSections:
    """Open headings one below the other, each given with its depth and that of the row below it."""
    found = OpenSections()
    for heading, own, below in headings:
        found = found.opened(heading, Steps(own, below))
    return found


def test_headings_on_one_step_end_each_other_once_a_line_has_followed() -> None:
    first = _under(("Assets", 0, 0)).over_line("Land", 0)
    assert first.headings == ("Assets",)
    assert first.opened("Liabilities", Steps(0, 0)).headings == ("Liabilities",)


def test_a_heading_directly_below_another_stands_under_it() -> None:
    assert _under(("ASSETS", 0, 0), ("Non-current assets", 0, 0)).headings == ("ASSETS", "Non-current assets")


def test_a_heading_further_in_stays_under_those_further_out() -> None:
    lines = _under(("ASSETS", 0, 1), ("Non-current assets", 1, 2)).over_line("Land", 2)
    assert lines.opened("Current assets", Steps(1, 2)).headings == ("ASSETS", "Current assets")


def test_a_line_further_out_than_a_heading_is_not_under_it() -> None:
    assert _under(("Attributable to", 1, 2)).over_line("Owners", 2).over_line("Dividends", 0).headings == ()


def test_a_line_on_the_step_of_a_heading_whose_lines_stand_further_in_is_not_under_it() -> None:
    lines = _under(("Attributable to", 0, 1)).over_line("Owners of the parent", 1)
    assert lines.over_line("Earnings per share", 0).headings == ()


def test_a_total_on_the_step_of_a_heading_belongs_to_it() -> None:
    lines = _under(("Current assets", 0, 1)).over_line("Inventories", 1)
    assert lines.over_line("Total", 0).headings == ("Current assets",)


def test_a_heading_in_the_middle_of_the_page_stands_over_the_lines_below_it() -> None:
    assert _under(("Current assets", 5, 0)).over_line("Inventories", 0).headings == ("Current assets",)


def test_a_heading_above_the_last_row_stands_on_its_own_step() -> None:
    assert _under(("Assets", 0, 2)).over_line("Land", 2).opened("Other", Steps(1, 1)).headings == ("Assets", "Other")
