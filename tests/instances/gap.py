"""Generalised assignment problem as sourcing profiles.

Sources: OR-Library gap1 to gap6 (Cattrysse et al. 1994), types a and c (Chu and Beasley 1997), larger ones of
types c and e (Yagiura et al. 2004). Every job goes to one agent, hence `REQUEST`.

| instance | profile |
|---|---|
| agent, capacity | supplier that is onboarded, `capacity` |
| job | item with a demand of 1 |
| cost of a job on an agent | quote, `unit_price` |
| resource a job takes of an agent | the quote's `capacity_rate` |

A file holds the sizes, the matrix of costs (one row for each agent), the matrix of resources and the
capacities; files over 20 kB are gzip. The table of optima is for minimisation in every family.
"""

import gzip
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.instances.data import need, published
from tests.instances.orlib import take

FOLDER = "gap"
INSTANCES = (
    *(f"cattrysse1994/gap{size}-{number}" for size in range(1, 7) for number in range(5)),
    *(
        f"chu1997/{kind}{agents}{jobs}"
        for kind in "ac"
        for agents in ("05", "10", "20")
        for jobs in (100, 200)
    ),
    *("yagiura2004/c10400", "yagiura2004/e05100", "yagiura2004/e10100"),
)
"""The 45 instances of the set: 5 to 20 agents, 15 to 400 jobs."""

LONG = frozenset(
    {
        *("chu1997/c10200", "chu1997/c20200"),
        *("yagiura2004/c10400", "yagiura2004/e05100", "yagiura2004/e10100"),
    }
)
"""Those whose proof takes more than a few seconds."""

REQUEST: dict[str, Any] = {"suppliers_per_item": {"max": 1}}
"""The rule of the set: one agent for each job."""


@dataclass(frozen=True)
class Assignment:
    """A generalised assignment instance, as published.

    Attributes:
        name: Family and file, as in the table of optima.
        costs: One row for each agent: the cost of each job.
        resources: One row for each agent: what each job takes of its capacity.
        capacities: Capacity of each agent.
    """

    name: str
    costs: list[list[float]]
    resources: list[list[float]]
    capacities: list[float]


def path_of(name: str) -> Path:
    """Return the file of an instance, whether it is gzip or not."""
    plain = need(FOLDER) / name
    return plain if plain.exists() else plain.with_name(f"{plain.name}.gz")


def read_gap(path: Path) -> Assignment:
    """Read a file of the set.

    Args:
        path: A file such as `cattrysse1994/gap1-0`, or one that ends in `.gz`.

    Returns:
        The instance, named by its folder and file.
    """
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    numbers = map(float, raw.split())
    agents, jobs = (int(size) for size in take(numbers, 2))
    return Assignment(
        name=f"{path.parent.name}/{path.name.removesuffix('.gz')}",
        costs=[take(numbers, jobs) for _ in range(agents)],
        resources=[take(numbers, jobs) for _ in range(agents)],
        capacities=take(numbers, agents),
    )


def profile_of(instance: Assignment) -> dict[str, Any]:
    """Write an instance as a profile document.

    Args:
        instance: Agents, jobs, costs and resources.

    Returns:
        A profile in USD with items `job1`, `job2`, … and suppliers `agent1`, …; solve it with `REQUEST`.
    """
    items = [f"job{job + 1}" for job in range(len(instance.costs[0]))]
    return {
        "schema_version": "1",
        "currency": "USD",
        "name": instance.name,
        "firm": {"name": instance.name, "country": "JP"},
        "horizon": {"start": "2027-04-01", "period": "year", "count": 1, "view": "steady_state"},
        "items": [{"id": item} for item in items],
        "demand": [{"item": item, "quantity": 1} for item in items],
        "suppliers": [
            {"id": f"agent{agent + 1}", "country": "VN", "onboarded": True, "capacity": capacity}
            for agent, capacity in enumerate(instance.capacities)
        ],
        "quotes": _quotes(instance, items),
    }


def optimum(name: str) -> float:
    """Return the proven optimum, such as 261 for cattrysse1994/gap1-0."""
    return published(f"{FOLDER}/best_known.csv", name, "Optimum")


def _quotes(instance: Assignment, items: list[str]) -> list[dict[str, Any]]:
    return [
        {
            "item": item,
            "supplier": f"agent{agent + 1}",
            "unit_price": cost,
            "capacity_rate": resource,
            "duty_rate": 0.0,
            "qualified": True,
        }
        for agent, (costs, resources) in enumerate(zip(instance.costs, instance.resources, strict=True))
        for item, cost, resource in zip(items, costs, resources, strict=True)
    ]
