"""Large capacitated facility location, test bed TBED1 of Avella and Boccia, as sourcing profiles.

Source: Avella and Boccia, Computational Optimization and Applications 43 (2009) 39-65. Three instances of
300 facilities and 300 customers: 90,000 quotes. The mapping is that of `orlib`; the cost of a flow is for
one unit of demand, so it is the unit price itself.

The table that comes with the set calls its values single-source. They are the optima with split supply:
solved so, all three are proven to be what the table says, and the bound of the single-source problem (limit
of a minute, first instance) is larger, 16,449 against 16,350.66. So the request is empty here; under
`SINGLE_SOURCE` the published value is a lower bound of the plan's cost.
"""

import gzip
from pathlib import Path
from typing import Any

from tests.instances import orlib
from tests.instances.data import published
from tests.instances.orlib import CapacitatedLocation, take

FOLDER = "cflp_tbed1"
INSTANCES = ("p1", "p2", "p3")
SINGLE_SOURCE: dict[str, Any] = {"suppliers_per_item": {"max": 1}}
ROUNDING = 0.01
"""The published values are cut off after two decimals."""


def read_tbed1(path: Path) -> CapacitatedLocation:
    """Read a file of the set: sizes, demands, capacities, fixed costs, and a row of costs for each facility.

    Args:
        path: A gzip file such as `p1.gz`.

    Returns:
        The instance; its costs are those of a customer's whole demand, one row for each customer.
    """
    with gzip.open(path, "rt", encoding="ascii") as lines:
        numbers = map(float, lines.read().split())
    facilities, customers = (int(size) for size in take(numbers, 2))
    demands = take(numbers, customers)
    capacities = take(numbers, facilities)
    fixed_costs = take(numbers, facilities)
    matrix = [take(numbers, customers) for _ in range(facilities)]
    return CapacitatedLocation(
        name=path.name.removesuffix(".gz"),
        capacities=capacities,
        fixed_costs=fixed_costs,
        demands=demands,
        costs=[
            [cost * demand for cost in column]
            for column, demand in zip(zip(*matrix, strict=True), demands, strict=True)
        ],
    )


def profile_of(instance: CapacitatedLocation) -> dict[str, Any]:
    """Write an instance as a profile document in USD."""
    return orlib.profile_of(instance, currency="USD")


def optimum(name: str) -> float:
    """Return the published value, such as 16350.66 for p1: the optimum with split supply."""
    return published(f"{FOLDER}/optima.csv", name, "optimum_single_source")
