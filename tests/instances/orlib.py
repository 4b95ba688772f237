"""OR-Library capacitated warehouse location (cap41 to cap102) as sourcing profiles.

Source: J. E. Beasley, "An algorithm for solving large capacitated warehouse location problems", EJOR 33
(1988) 314-325; the instances go back to Akinc and Khumawala. Split supply is allowed, so the request is
empty.

| instance | profile |
|---|---|
| warehouse, fixed cost | supplier that is not onboarded, `onboarding_cost` |
| capacity of a warehouse | `capacity` of the supplier |
| customer, demand | item, `demand` |
| cost of serving the whole demand of a customer | quote, `unit_price` = cost / demand |

The cost in a file is that of a customer's whole demand, and a part of the demand costs that part of it:
divided by the demand it is a price a unit. Nothing is bought today, duty is 0 on every quote, and the one
period is a steady state, so the objective of a plan is the objective of the instance. Amounts are in KWD, the
currency with three decimals, since the published optima have up to three.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from tests.instances.data import published

FOLDER = "orlib_cap"
INSTANCES = (
    *("cap41", "cap42", "cap43", "cap44", "cap51", "cap61", "cap62", "cap63", "cap64"),
    *("cap71", "cap72", "cap73", "cap74", "cap91", "cap92", "cap93", "cap94", "cap101", "cap102"),
)
"""Every instance of the set: 16 or 25 warehouses, 50 customers."""


@dataclass(frozen=True)
class CapacitatedLocation:
    """A capacitated location instance, as published.

    Attributes:
        name: The instance's name.
        capacities: Capacity of each warehouse.
        fixed_costs: Cost of opening each warehouse.
        demands: Demand of each customer.
        costs: One row for each customer: the cost of serving its whole demand from each warehouse.
    """

    name: str
    capacities: list[float]
    fixed_costs: list[float]
    demands: list[float]
    costs: list[list[float]]


def read_cap(path: Path) -> CapacitatedLocation:
    """Read an OR-Library file: sizes, then capacity and fixed cost of each warehouse, then each customer.

    Args:
        path: A file such as `cap41.txt`.

    Returns:
        The instance, named after the file.
    """
    numbers = map(float, path.read_text(encoding="ascii").split())
    warehouses, customers = (int(size) for size in take(numbers, 2))
    opened = [take(numbers, 2) for _ in range(warehouses)]
    served = [take(numbers, 1 + warehouses) for _ in range(customers)]
    return CapacitatedLocation(
        name=path.stem,
        capacities=[capacity for capacity, _ in opened],
        fixed_costs=[cost for _, cost in opened],
        demands=[row[0] for row in served],
        costs=[row[1:] for row in served],
    )


def take(numbers: Iterator[float], count: int) -> list[float]:
    """Return the next `count` numbers; raise `ValueError` where a file ends too early."""
    taken = list(islice(numbers, count))
    if len(taken) < count:
        raise ValueError(f"the file ends {count - len(taken)} numbers too early")
    return taken


def profile_of(instance: CapacitatedLocation, currency: str = "KWD") -> dict[str, Any]:
    """Write an instance as a profile document.

    Args:
        instance: Warehouses, customers and costs; every demand is above 0, as in all files of the sets.
        currency: Currency of all amounts.

    Returns:
        A profile with items `c1`, `c2`, … and suppliers `w1`, `w2`, ….
    """
    if min(instance.demands) <= 0:
        raise ValueError(f"{instance.name}: a customer without demand has no cost per unit")
    return {
        "schema_version": "1",
        "currency": currency,
        "name": instance.name,
        "firm": {"name": instance.name, "country": "JP"},
        "horizon": {"start": "2027-04-01", "period": "year", "count": 1, "view": "steady_state"},
        "items": [{"id": item_id(row)} for row in range(len(instance.demands))],
        "demand": [{"item": item_id(row), "quantity": value} for row, value in enumerate(instance.demands)],
        "suppliers": _suppliers(instance),
        "quotes": _quotes(instance),
    }


def optimum(name: str) -> float:
    """Return the published optimum with split supply, such as 1040444.375 for cap41."""
    return published(f"{FOLDER}/optima.csv", name, "optimum_split_supply")


def item_id(row: int) -> str:
    """Name the item of a customer, counted from 0."""
    return f"c{row + 1}"


def supplier_id(column: int) -> str:
    """Name the supplier of a warehouse, counted from 0."""
    return f"w{column + 1}"


def _suppliers(instance: CapacitatedLocation) -> list[dict[str, Any]]:
    return [
        {
            "id": supplier_id(column),
            "country": "VN",
            "onboarded": False,
            "onboarding_cost": fixed_cost,
            "capacity": capacity,
        }
        for column, (capacity, fixed_cost) in enumerate(
            zip(instance.capacities, instance.fixed_costs, strict=True)
        )
    ]


def _quotes(instance: CapacitatedLocation) -> list[dict[str, Any]]:
    return [
        {
            "item": item_id(row),
            "supplier": supplier_id(column),
            "unit_price": cost / demand,
            "duty_rate": 0.0,
            "qualified": True,
        }
        for row, (demand, costs) in enumerate(zip(instance.demands, instance.costs, strict=True))
        for column, cost in enumerate(costs)
    ]
