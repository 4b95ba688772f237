"""Small pieces of text that several reports share."""

from collections.abc import Iterator
from decimal import Decimal

from rich.table import Table

from models.case.bases import BASES
from models.case.case import Assumption, SourcingCase
from models.case.content import MEASURES
from models.plan.exposure import Hidden
from models.plan.plan import Exposure

MOST_NAMES = 6
NONE = (0.0, "0.0 %")


def money(value: float | Decimal | None) -> str:
    """An amount with its thousands separated; nothing for none."""
    if value is None:
        return ""
    plain = float(value)
    return f"{plain:,.{0 if abs(plain) >= 1000 or plain.is_integer() else 2}f}"


def signed(value: float) -> str:
    """An amount that says whether it is more or less."""
    return f"{value:+,.0f}" if abs(value) >= 1000 or float(value).is_integer() else f"{value:+,.2f}"


def per_cent(share: float | None) -> str:
    """A share for people."""
    return "" if share is None else f"{100 * share:.2f}".rstrip("0").rstrip(".") + " %"


def plain_table(*headings: str) -> Table:
    """A table without lines; a heading that ends in > has its column on the right."""
    table = Table(
        box=None, pad_edge=False, title_justify="left", caption_justify="left", header_style="underline"
    )
    for heading in headings:
        right = heading.endswith(">")
        table.add_column(
            heading.removesuffix(">").strip(), justify="right" if right else "left", overflow="fold"
        )
    return table


def with_rest(table: Table, count: int, most: int) -> Table:
    """A table of at most so many of its rows, which says how many more there are."""
    if count > most:
        table.caption = f"and {count - most} more: --out writes all of them"
    return table


def exposure_table(before: Exposure, after: Exposure | None) -> Table:
    """Firm-wide shares of spend by origin and by ownership, today and where the plan leads."""
    shares = _firm_shares(before)
    later = {} if after is None else _firm_shares(after)
    days = ("today",) if after is None else ("today", plan_words(after))
    headings = [f"{measure}, {day} >" for measure in ("origin", "ownership") for day in days]
    table = plain_table("share of spend", *headings)
    names = sorted({n for n, _ in (*shares, *later)}, key=lambda n: (-shares.get((n, "origin"), NONE)[0], n))
    for name in names:
        cells = []
        for measure in ("origin", "ownership"):
            cells.append(shares.get((name, measure), NONE)[1])
            if after is not None:
                cells.append(later.get((name, measure), NONE)[1])
        table.add_row(name, *cells)
    return table


def last_period(exposure: Exposure) -> int:
    """The period whose shares a report shows: the last, the mix that a plan leads to."""
    return max((row.period for row in exposure.rows), default=1)


def plan_words(after: Exposure) -> str:
    """What a column of the plan's shares is headed with."""
    last = last_period(after)
    return "plan" if last == 1 else f"plan, period {last}"


def _firm_shares(exposure: Exposure) -> dict[tuple[str, str], tuple[float, str]]:
    found, last = {}, last_period(exposure)
    for row in exposure.rows:
        if row.scope == "firm" and row.base == "spend" and row.period == last and row.share is not None:
            low, high = row.low or 0.0, row.high or 0.0
            band = f" ({100 * low:.1f}..{100 * high:.1f})" if high - low > 1e-6 else ""
            found[row.country, row.measure] = (row.share, f"{100 * row.share:.1f} %{band}")
    return found


def china_table(before: Exposure, after: Exposure | None) -> Table:
    """The firm's share of China by every base, and by every measure that differs from origin."""
    days = [_china(exposure) for exposure in (before, after) if exposure is not None]
    title = "share of CN" if after is None else f"share of CN, today → {plan_words(after)}"
    table = plain_table(title, *(f"{base} >" for base in BASES))
    for measure in MEASURES:
        figures = [[day.get((measure, base)) for day in days] for base in BASES]
        if measure == MEASURES[0] or figures != [
            [day.get((MEASURES[0], base)) for day in days] for base in BASES
        ]:
            table.add_row(f"by {measure.replace('_', '-')}", *map(_arrow, figures))
    return table


def _china(exposure: Exposure) -> dict[tuple[str, str], str]:
    last = last_period(exposure)
    return {
        (row.measure, row.base): "" if row.share is None else f"{100 * row.share:.1f}"
        for row in exposure.rows
        if (row.scope, row.country, row.period) == ("firm", "CN", last)
    }


def _arrow(shares: list[str | None]) -> str:
    """Shares of one day or two; nothing where a base cannot be added up."""
    known = [share or "none" for share in shares if share is not None]
    return f"{' → '.join(known)} %" if any(shares) else ""


def hidden_line(hidden: Hidden) -> str:
    """Dependence that the caps do not see, the first of each kind; empty where there is none."""
    parts = []
    for rows, what in ((hidden.awards, "source"), (hidden.shares, "share")):
        if rows:
            more = len(rows) - 1
            parts.append(rows[0].text + (f" (and {more} more {what}{'s' * (more > 1)})" if more else ""))
    return f"Dependence the caps do not see: {'; '.join(parts)}." if parts else ""


def caution_lines(case: SourcingCase, assumptions: tuple[Assumption, ...]) -> Iterator[str]:
    """Assumptions and warnings, one line each."""
    if assumptions:
        yield "\nAssumed:"
    for assumption in assumptions:
        names = ", ".join(assumption.applies_to[:MOST_NAMES])
        more = len(assumption.applies_to) - MOST_NAMES
        tail = f" ({names}{f' and {more} more' if more > 0 else ''})" if names else ""
        yield f"  {assumption.message}{tail}"
    if case.warnings:
        yield "Warnings:"
    for issue in case.warnings[:20]:
        yield f"  {issue.place}: {issue.message}"
