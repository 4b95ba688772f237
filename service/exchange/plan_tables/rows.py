"""The rows of an answer's tables: what stands in the answer as a list, and what has to be laid out as one."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from models.case.cost_kinds import CostKind
from models.units import minor_unit
from service.exchange.plan_tables.table import Document, Row

_STATEMENTS = ("before", "reference", "after")
_KINDS = (*(kind.value for kind in CostKind), "total")


def at(*path: str) -> Callable[[Document], Iterable[Row]]:
    """The list under a path of keys; empty where there is none."""

    def rows(answer: Document) -> Iterable[Row]:
        found: Any = answer
        for key in path:
            found = found.get(key) if isinstance(found, Mapping) else None
        return found or ()

    return rows


def listed(name: str) -> Callable[[Document], Iterable[Row]]:
    """The list of that name, which stands at the top of an answer or in its explanation."""
    top, explained = at(name), at("explanation", name)
    return lambda answer: top(answer) or explained(answer)


def named(name: str) -> Callable[[Document], Iterator[Row]]:
    """The list of that name with the names of items and suppliers beside their ids."""

    def rows(answer: Document) -> Iterator[Row]:
        names = answer.get("names", {})
        items, suppliers = names.get("items", {}), names.get("suppliers", {})
        for row in answer[name]:
            yield {
                **row,
                "item_name": items.get(row["item"]),
                "supplier_name": suppliers.get(row["supplier"]),
            }

    return rows


def plan_row(answer: Document) -> Iterator[Row]:
    """The answer in one row."""
    provenance, proof, costs = answer["provenance"], answer["proof"], answer["costs"]
    check = answer["verification"] or {}
    yield {
        **provenance,
        **proof,
        **check,
        "id": answer["id"],
        "outcome": answer["outcome"],
        "currency": costs["currency"],
        "savings": costs["savings"],
        "payback_years": costs["payback_years"],
        "covers_demand": costs["before"]["covers_demand"],
    }


def cost_rows(answer: Document) -> Iterator[Row]:
    """Every kind and the total, over the horizon."""
    costs = answer["costs"]
    places = minor_unit(costs["currency"])
    for kind in _KINDS:
        found = {name: _amount(costs.get(name), kind) for name in _STATEMENTS}
        reference, after = found["reference"], found["after"]
        # both are rounded amounts: rounding their difference only takes away what floats add to it
        saved = None if reference is None or after is None else round(reference - after, places)
        yield {"kind": kind, **found, "savings": saved}


def period_cost_rows(answer: Document) -> Iterator[Row]:
    """The same, period by period."""
    costs = answer["costs"]
    for at_period, of_period in enumerate(costs["before"]["by_period"]):
        for kind in _KINDS:
            found = {
                name: None if costs.get(name) is None else costs[name]["by_period"][at_period][kind]
                for name in _STATEMENTS
            }
            yield {"period": of_period["period"], "kind": kind, **found}


def cash_rows(answer: Document) -> Iterator[Row]:
    """Kinds of cash and their total."""
    for kind, amount in (answer["costs"]["cash_one_off"] or {}).items():
        yield {"kind": kind, "amount": amount}


def binding_rows(answer: Document) -> Iterator[Row]:
    """Rules without room, each with what it is worth where that was found out."""
    for rule in answer["explanation"]["binding"]:
        yield {**rule, **(rule["worth"] or {})}


def clash_rows(answer: Document) -> Iterator[Row]:
    """The rules of every clash."""
    found = answer["explanation"]["infeasible"]
    for number, clash in enumerate(() if found is None else found["clashes"], start=1):
        for rule in clash:
            yield {"clash": number, **rule}


def left_out_rows(answer: Document) -> Iterator[Row]:
    """What was not looked into."""
    for text in answer["explanation"]["left_out"]:
        yield {"text": text}


def _amount(statement: Document | None, kind: str) -> float | None:
    return None if statement is None else float(statement[kind])
