"""What happens when, as a buyer reads it on a terminal: plans of several periods, and projects."""

from collections import Counter

from rich.console import Console

from models.plan.exposure import ALWAYS
from models.plan.plan import Plan
from service.reports.words import money, plain_table, with_rest
from solvers.sourcing.outcome import Outcome

MOST_ROWS = 40


def print_roadmap(outcome: Outcome, plan: Plan, out: Console) -> None:
    """Print a line a period, the moves in their order, and the projects that are started."""
    if len(outcome.case.periods) > 1:
        _print_periods(outcome, plan, out)
        _print_moves(plan, out)
    for project in plan.investments:
        since = "never of use" if project.usable_from is None else f"of use from period {project.usable_from}"
        words = f"started in period {project.period}, {since}, {money(project.cash)} of cash"
        out.print(f"Project {project.id}: {words}.")


def _print_periods(outcome: Outcome, plan: Plan, out: Console) -> None:
    shares = {
        (row.country, row.period): row.share
        for row in plan.exposure.rows
        if (row.scope, row.measure, row.base) == ("firm", "origin", "spend")
    }
    actions = Counter((move.period, move.action) for move in plan.moves)
    table = plain_table(
        "period", "from", "cost >", *(f"{name}, spend >" for name in ALWAYS), "added >", "dropped >"
    )
    for period in outcome.case.periods:
        number = period.number
        table.add_row(
            str(number),
            period.start.isoformat(),
            money(sum(plan.after.of_period(number).values())),
            *(_share(shares.get((name, number))) for name in ALWAYS),
            *(str(actions[number, action] or "") for action in ("add", "drop")),
        )
    out.print()
    out.print(table)


def _share(share: float | None) -> str:
    return "" if share is None else f"{100 * share:.1f} %"


def _print_moves(plan: Plan, out: Console) -> None:
    """Every move but those that keep what is bought, period by period."""
    moves = [move for move in plan.moves if move.action != "keep"]
    if not moves:
        return
    table = plain_table("period", "item", "plant", "supplier", "what", "before >", "after >")
    for move in moves[:MOST_ROWS]:
        before, after = f"{move.quantity_before:,.6g}", f"{move.quantity_after:,.6g}"
        names = (str(move.period), move.item, move.plant or "", move.supplier, move.action)
        table.add_row(*names, before, after)
    out.print()
    out.print(with_rest(table, len(moves), MOST_ROWS))
