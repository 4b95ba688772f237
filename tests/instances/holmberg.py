"""Single-source capacitated facility location of Holmberg, Rönnqvist and Yuan as sourcing profiles.

Source: Holmberg, Rönnqvist and Yuan, EJOR 113 (1999) 544-559. The mapping is that of `orlib`: facility =
supplier with an onboarding cost and a capacity, customer = item with a demand, the cost of serving all of a
customer's demand divided by the demand = unit price. Here every customer is served by one facility, hence
`REQUEST`.

A file is gzip text: sizes, a pair of capacity and fixed cost for each facility, the demands, and a matrix
with one row for each facility. What follows the matrix (17 numbers in p47) belongs to nothing and is ignored.
"""

import gzip
from pathlib import Path
from typing import Any

from tests.instances import orlib
from tests.instances.data import published
from tests.instances.orlib import CapacitatedLocation, take

FOLDER = "cflp_holmberg"
INSTANCES = tuple(f"p{number}" for number in range(1, 72, 2))
"""The 36 instances of the set: 10 to 30 facilities, 50 to 200 customers."""

LONG = frozenset({"p27", "p31", "p51", "p57", "p59"})
"""Those whose proof takes more than a few seconds."""

REQUEST: dict[str, Any] = {"suppliers_per_item": {"max": 1}}
"""The rule of the set: one facility for each customer."""


def read_holmberg(path: Path) -> CapacitatedLocation:
    """Read a file of the set.

    Args:
        path: A gzip file such as `p1.gz`.

    Returns:
        The instance, its costs turned to one row for each customer.
    """
    with gzip.open(path, "rt", encoding="ascii") as lines:
        numbers = map(float, lines.read().split())
    facilities, customers = (int(size) for size in take(numbers, 2))
    opened = [take(numbers, 2) for _ in range(facilities)]
    demands = take(numbers, customers)
    matrix = [take(numbers, customers) for _ in range(facilities)]
    return CapacitatedLocation(
        name=path.name.removesuffix(".gz"),
        capacities=[capacity for capacity, _ in opened],
        fixed_costs=[cost for _, cost in opened],
        demands=demands,
        costs=[list(column) for column in zip(*matrix, strict=True)],
    )


def profile_of(instance: CapacitatedLocation) -> dict[str, Any]:
    """Write an instance as a profile document in USD; solve it with `REQUEST`."""
    return orlib.profile_of(instance, currency="USD")


def optimum(name: str) -> float:
    """Return the published single-source optimum, such as 8848 for p1.

    With split supply allowed the optimum is the same or lower.
    """
    return published(f"{FOLDER}/optima.csv", name, "optimum_single_source")
