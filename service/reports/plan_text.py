"""A plan as a buyer reads it on a terminal."""

from datetime import timedelta
from decimal import Decimal

from rich.console import Console
from rich.table import Table

from models.case.cost_kinds import CostKind
from models.plan.plan import Plan
from models.units import minor_unit
from service.reports.answer import assumptions_of
from service.reports.missing_text import print_missing
from service.reports.roadmap_text import print_roadmap
from service.reports.shortcomings import shortcoming_lines
from service.reports.words import (
    caution_lines,
    china_table,
    exposure_table,
    hidden_line,
    money,
    per_cent,
    plain_table,
    signed,
    with_rest,
)
from solvers.sourcing.explain.explanation import Binding, Diagnosis
from solvers.sourcing.outcome import Outcome
from solvers.sourcing.wording import amount, of_unit

MOST_ROWS = 40
MOST_OTHERS = 12


def print_outcome(outcome: Outcome, out: Console) -> None:
    """Print an answer."""
    out.print(_headline(outcome), style="bold")
    out.print(_proof_line(outcome))
    if outcome.plan is not None:
        _print_plan(outcome, outcome.plan, out)
    found = outcome.explanation.infeasible
    if found is not None:
        _print_diagnosis(found, out)
    print_missing(outcome.explanation, out)
    for line in caution_lines(outcome.case, assumptions_of(outcome.case, outcome.request)):
        out.print(line)
    for line in outcome.explanation.left_out:
        out.print(f"left out: {line}", style="dim")


def _headline(outcome: Outcome) -> str:
    case = outcome.case
    firm = case.profile["firm"]["name"][0]
    words = {"planned": "plan", "infeasible": "no plan keeps all rules", "undecided": "no plan found in time"}
    last = case.periods[-1].end - timedelta(days=1)
    return f"{firm}: {words[outcome.kind]}, {case.periods[0].start} to {last}, {case.currency}"


def _proof_line(outcome: Outcome) -> str:
    proof = outcome.proof
    seconds = sum(spent for name, spent in outcome.seconds.items() if name != "solver")
    by = f"{proof.backend}, {seconds:.1f} s"
    if outcome.kind == "infeasible":
        return f"Proven: the rules cannot all be kept ({by})."
    if proof.gap is None:
        return f"Stopped ({proof.stop_reason}) without a plan ({by})."
    least = "Optimal" if proof.status == "optimal" else f"Stopped early ({proof.stop_reason})"
    gap = f"{100 * proof.gap:.3f} %"
    return f"{least}: no plan that keeps the rules is more than {gap} cheaper ({by}); re-checked."


def _print_plan(outcome: Outcome, plan: Plan, out: Console) -> None:
    out.print()
    out.print(_cost_table(outcome, plan))
    once = sum(plan.cash_one_off.values())
    if once:
        payback = "" if plan.payback_years is None else f", paid back in {plan.payback_years:.1f} years"
        out.print(f"One-off cash: {money(once)}{payback}.")
    for line in shortcoming_lines(outcome.case, plan):
        out.print(line, style="bold")
    out.print()
    out.print(exposure_table(plan.standing.exposure, plan.exposure))
    out.print()
    out.print(china_table(plan.standing.exposure, plan.exposure))
    if hidden := hidden_line(plan.exposure.hidden):
        out.print(hidden, style="bold")
    if outcome.explanation.binding:
        _print_binding(outcome.explanation.binding, out)
    if plan.preferences:
        out.print()
        out.print(_preference_table(plan, minor_unit(outcome.case.currency)))
    print_roadmap(outcome, plan, out)
    if outcome.explanation.items:
        out.print()
        out.print(_item_table(outcome))
    elif plan.moves and len(outcome.case.periods) == 1:
        out.print()
        out.print(_move_table(plan))


def _cost_table(outcome: Outcome, plan: Plan) -> Table:
    """Kinds and total; where interest counts, also the present value, which is what the plan makes least."""
    before, after = plan.standing.before, plan.after
    reference = plan.standing.reference
    several = len(outcome.case.periods)
    title = "cost" if several == 1 else f"cost, all {several} periods"
    table = plain_table(title, "today >", "today's mix, plan's demand >", "plan >", "difference >", ">")
    for kind in CostKind:
        amounts = [s.by_kind[kind] if s is not None else None for s in (before, reference, after)]
        if any(amounts):
            table.add_row(kind.value, *_amounts(amounts))
    totals = [s.total if s is not None else None for s in (before, reference, after)]
    table.add_row("total", *_amounts(totals), style="bold")
    if outcome.case.discount_rate and several > 1:
        worth = [s.present_value if s is not None else None for s in (before, reference, after)]
        table.add_row("present value", *_amounts(worth))
    return table


def _amounts(amounts: list[Decimal | None]) -> list[str]:
    base = amounts[1] if amounts[1] is not None else amounts[0]
    assert base is not None
    assert amounts[2] is not None
    difference = float(amounts[2] - base)
    share = f"{100 * difference / float(base):+.1f} %" if base else ""
    return [*(money(a) for a in amounts), signed(difference), share]


def _print_binding(rules: tuple[Binding, ...], out: Console) -> None:
    """Share limits with what they are worth; the other rules without room, a line each."""
    limits = [rule for rule in rules if rule.rule in ("cap", "floor", "each_country")]
    if limits:
        out.print()
        out.print(_worth_table(limits))
    others = [rule for rule in rules if rule not in limits]
    if others:
        out.print("\nAlso without room:")
    for rule in others[:MOST_OTHERS]:
        out.print(f"  {rule.text}")
    if len(others) > MOST_OTHERS:
        out.print(f"  and {len(others) - MOST_OTHERS} more: --json lists all of them")


def _worth_table(rules: list[Binding]) -> Table:
    table = plain_table(
        "caps and floors that bind", "costs in all >", "one point looser saves >", "tighter costs >"
    )
    for rule in rules[:MOST_ROWS]:
        name, worth = f"{rule.id}: {rule.text}", rule.worth
        if worth is None:
            table.add_row(name, "", "", "")
            continue
        tighter = "cannot be met" if worth.tighter_infeasible else money(worth.tighter)
        table.add_row(name, money(worth.total), money(worth.looser), tighter)
    for rule in rules[:MOST_ROWS]:
        if rule.excess:
            table.add_row(f"{rule.id}: {rule.excess:,.2f} points beyond it", money(rule.cost), "", "")
    off = max((rule.worth.uncertainty for rule in rules if rule.worth is not None), default=0.0)
    if off >= 1:
        table.caption = f"each figure may be off by up to {money(round(off))}: the gaps of the solves"
    return table


def _preference_table(plan: Plan, places: int) -> Table:
    """The trade agreements that duties rest on, and what losing each would cost."""
    table = plain_table("duty rests on", "awards >", "duty >", "without it >", "losing it costs >")
    for one in plan.preferences[:MOST_ROWS]:
        amounts = (round(amount, places) for amount in (one.duty, one.duty_without, one.loss))
        table.add_row(one.agreement, str(one.awards), *map(money, amounts))
    unknown = sum(one.unknown for one in plan.preferences)
    if unknown:
        table.caption = (
            f"amounts leave out {unknown} award(s) of which no row of tariffs says what else is due"
        )
    return table


def _item_table(outcome: Outcome) -> Table:
    reasons = outcome.explanation.items
    ranked = sorted(reasons, key=lambda r: ("moved", "new", "short", "stayed").index(r.action))
    table = plain_table("item", "what", "why")
    for reason in ranked[:MOST_ROWS]:
        text = reason.text.removeprefix(f"{reason.item} ")
        what, _, why = text.partition(": ")
        table.add_row(reason.item, what, why)
    return with_rest(table, len(ranked), MOST_ROWS)


def _move_table(plan: Plan) -> Table:
    moves = [move for move in plan.moves if move.action != "keep"]
    table = plain_table("item", "supplier", "what", "before >", "after >")
    for move in moves[:MOST_ROWS]:
        before, after = f"{move.quantity_before:,.0f}", f"{move.quantity_after:,.0f}"
        table.add_row(move.item, move.supplier, move.action, before, after)
    return with_rest(table, len(moves), MOST_ROWS)


def _print_diagnosis(found: Diagnosis, out: Console) -> None:
    for clash in found.clashes:
        out.print()
        out.print(
            "These cannot hold together" + ("; drop any one and they can:" if found.complete else ":"),
            style="bold",
        )
        for rule in clash:
            out.print(f"  {rule.text}  [{rule.place}]")
    if found.lowest_caps:
        out.print()
        table = plain_table("rule", "asked >", "can be met from >", "")
        for cap in found.lowest_caps:
            limit = "not by this rule alone" if cap.limit is None else per_cent(cap.limit)
            table.add_row(cap.id, per_cent(cap.asked), limit, "" if cap.proven else "not proven")
        out.print(table)
    if found.relaxation:
        out.print()
        out.print("The least that has to give:", style="bold")
        for step in found.relaxation:
            if step.to is None:
                out.print(f"  {step.text}: lift it  [{step.place}]")
                continue
            to = f", to {_to(step.to, step.unit)}"
            out.print(f"  {step.text}: by {of_unit(step.by, step.unit)}{to}  [{step.place}]")


def _to(value: float, unit: str) -> str:
    return per_cent(value) if unit == "percentage points" else amount(value)
