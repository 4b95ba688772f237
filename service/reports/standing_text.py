"""Where a firm stands today, as people read it on a terminal."""

from datetime import timedelta

from rich.console import Console

from models.case.case import SourcingCase
from models.case.cost_kinds import CostKind
from models.plan.plan import Standing
from models.plan.verify import RuleCheck
from models.request import PlanRequest
from service.reports.answer import assumptions_of
from service.reports.words import caution_lines, china_table, exposure_table, money, per_cent, plain_table


def print_standing(
    case: SourcingCase, request: PlanRequest, standing: Standing, broken: tuple[RuleCheck, ...], out: Console
) -> None:
    """Print cost, exposure, broken rules and warnings."""
    out.print(f"{case.profile['firm']['name'][0]}: today, {case.currency}; no faults", style="bold")
    if len(case.periods) > 1:
        first, last = case.periods[0].start, case.periods[-1].end - timedelta(days=1)
        out.print(f"Amounts are of all {len(case.periods)} periods together, {first} to {last}.")
    counts = f"{len(case.items.id)} items, {len(case.suppliers.id)} suppliers, {len(case.quotes.id)} quotes"
    out.print(counts)
    out.print()
    table = plain_table("cost", "today >", "at the plan's demand >")
    reference = standing.reference
    for kind in CostKind:
        later = None if reference is None else reference.by_kind[kind]
        if standing.before.by_kind[kind] or later:
            table.add_row(kind.value, money(standing.before.by_kind[kind]), money(later))
    table.add_row(
        "total",
        money(standing.before.total),
        money(None if reference is None else reference.total),
        style="bold",
    )
    out.print(table)
    out.print()
    out.print(exposure_table(standing.exposure, None))
    out.print()
    out.print(china_table(standing.exposure, None))
    firm = standing.exposure.concentration[0]
    if firm.country is not None and firm.supplier is not None:
        index = f"countries {firm.country:.3f}, suppliers {firm.supplier:.3f}"
        out.print(f"Concentration (Herfindahl-Hirschman, 0..1): {index}")
    alone = standing.exposure.single_country_items
    out.print(f"{len(alone)} of {len(case.items.id)} items come from one country alone")
    if len(case.allocation.offer):
        _print_broken(broken, out)
    else:
        out.print("\nNothing is bought today, so there is no rule to break.")
    for line in caution_lines(case, assumptions_of(case, request)):
        out.print(line)


def _print_broken(broken: tuple[RuleCheck, ...], out: Console) -> None:
    out.print()
    if not broken:
        out.print("Today's allocation keeps every rule asked about.")
        return
    out.print("Today's allocation breaks:", style="bold")
    for rule in broken:
        out.print(f"  {rule.text}{_today(rule)}  [{rule.place}]")


SHARES = ("cap", "floor", "each_country", "lock", "fixed", "min_share", "max_share", "least_share")


def _today(rule: RuleCheck) -> str:
    """What is found today, where it is one number."""
    if rule.found is None:
        return ""
    return f": today {per_cent(rule.found) if rule.rule in SHARES else f'{rule.found:,.6g}'}"
