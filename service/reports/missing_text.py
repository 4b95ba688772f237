"""Quotes to ask for, and prices at which quotes that lost would win, as a buyer reads them on a terminal."""

from rich.console import Console

from service.reports.words import money, plain_table, with_rest
from solvers.sourcing.explain.explanation import Explanation, MissingQuote, TargetPrice

MOST_ROWS = 15
_CHECKED = {True: "yes", False: "did not win", None: ""}


def print_missing(found: Explanation, out: Console) -> None:
    """Print the first of each list; nothing where there is none."""
    if found.rfq_list:
        _print_rfq_list(found.rfq_list, out, diagnosed=found.infeasible is not None)
    if found.target_prices:
        _print_target_prices(found.target_prices, out)


def _print_rfq_list(rows: tuple[MissingQuote, ...], out: Console, *, diagnosed: bool) -> None:
    """Money is left out where no plan is possible: there a new source is worth more than what it saves."""
    table = plain_table(
        "quotes to ask for first",
        "where",
        "wins below, a unit landed >",
        "points of the share >",
        *([] if diagnosed else ["would save >"]),
        "solved again",
    )
    for row in rows[:MOST_ROWS]:
        table.add_row(
            row.item,
            ", ".join(row.countries),
            money(row.entry_price),
            f"{row.share_points:.1f} of {row.rule}" if row.rule else "",
            *([] if diagnosed else [money(round(row.money))]),
            _CHECKED[row.checked],
        )
    out.print()
    out.print(with_rest(table, len(rows), MOST_ROWS))
    enough = next((at for at, row in enumerate(rows, start=1) if row.enough), None)
    if enough is not None:
        first = "a new source for the first" if enough == 1 else f"new sources for the first {enough}"
        out.print(f"With {first} of them a plan is possible.")
    elif all(row.enough is False for row in rows):
        out.print("Not even new sources for all of them make a plan possible: other rules stand in the way.")


def _print_target_prices(rows: tuple[TargetPrice, ...], out: Console) -> None:
    table = plain_table("quotes that lost", "asks >", "would win at >", "less >", "solved again")
    for row in rows[:MOST_ROWS]:
        less = f"{100 * (row.target_price / row.unit_price - 1):.1f} %"
        prices = (f"{money(price)} {row.currency}" for price in (row.unit_price, row.target_price))
        table.add_row(row.quote, *prices, less, _CHECKED[row.checked])
    out.print()
    out.print(with_rest(table, len(rows), MOST_ROWS))
