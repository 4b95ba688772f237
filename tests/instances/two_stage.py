"""Two-stage capacitated facility location of Fernandes et al. as two sourcing profiles, one for each tier.

Source: Fernandes et al., Computers and Industrial Engineering 75 (2014) 200-208. Plants ship to satellites,
satellites to customers; plants and satellites have a capacity and a fixed cost, every flow a cost a unit. No
optimum is known, only a lower bound and the best value found.

One profile does not hold both tiers as they are. A profile buys items of suppliers; what a supplier itself
buys is in it only as country content, not as a decision with a capacity and a fixed cost of its own:

- `content` says how much of what a supplier sells comes from which country. It has no quantity that could
  run out and costs nothing.
- `bom` says which products stop when an item stops. An item cannot be made of other items.
- `investments` give a quote a fixed cost of a second kind, and `capacities` with `capacity_use` a second
  limit. With a route (plant, satellite, customer) as a quote, a plant as the supplier and a satellite as a
  project they would hold the instance exactly. That is 50 x 100 x 200 = 1,000,000 quotes and as many rows of
  capacity_use, for 250 yes-or-no decisions: a test of patience, not of the plan.

So the tiers are planned one after the other, which gives both halves of an assertion:

- `relaxed`: satellites supply customers. The unit price holds the cheapest way from a plant, the plant's
  fixed cost by the share of its capacity used. Every solution of the instance is a plan of it that costs no
  more, so its bound is no larger than the best value found.
- `fed`: plants supply the satellites that the first plan opened, with what it buys of them. The two plans
  together are a solution of the instance, so their cost is no smaller than the published lower bound.
"""

import gzip
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.instances import orlib
from tests.instances.data import published
from tests.instances.orlib import CapacitatedLocation, take

FOLDER = "two_stage_cflp"
INSTANCES = ("PSC1-C1-50", "PSC1-C2-50", "PSC1-C3-50", "PSC1-C4-50", "PSC1-C5-50")


@dataclass(frozen=True)
class TwoStage:
    """A two-stage instance, as published; flow costs are for one unit.

    Attributes:
        name: The instance's name.
        demands: Demand of each customer.
        plants: Capacity and fixed cost of each plant.
        satellites: Capacity and fixed cost of each satellite.
        inbound: One row for each plant: the cost of a unit to each satellite.
        outbound: One row for each satellite: the cost of a unit to each customer.
    """

    name: str
    demands: list[float]
    plants: list[tuple[float, float]]
    satellites: list[tuple[float, float]]
    inbound: list[list[float]]
    outbound: list[list[float]]


def read_two_stage(path: Path) -> TwoStage:
    """Read a file of the set, such as `PSC1-C1-50.txt.gz`."""
    with gzip.open(path, "rt", encoding="ascii") as lines:
        numbers = map(float, lines.read().split())
    plants, satellites, customers = (int(size) for size in take(numbers, 3))
    demands = take(numbers, customers)
    made = [take(numbers, 2) for _ in range(plants)]
    inbound = [take(numbers, satellites) for _ in range(plants)]
    passed = [take(numbers, 2) for _ in range(satellites)]
    outbound = [take(numbers, customers) for _ in range(satellites)]
    return TwoStage(
        name=path.name.removesuffix(".txt.gz"),
        demands=demands,
        plants=[(capacity, cost) for capacity, cost in made],
        satellites=[(capacity, cost) for capacity, cost in passed],
        inbound=inbound,
        outbound=outbound,
    )


def relaxed(instance: TwoStage) -> dict[str, Any]:
    """The tier of the satellites, with what a unit at least costs to get there.

    A plant's fixed cost is at least its share by capacity used: f >= f x flow / capacity.
    """
    feed = [
        min(
            costs[satellite] + fixed / capacity
            for costs, (capacity, fixed) in zip(instance.inbound, instance.plants, strict=True)
        )
        for satellite in range(len(instance.satellites))
    ]
    costs = [
        [(feed[satellite] + row[customer]) * demand for satellite, row in enumerate(instance.outbound)]
        for customer, demand in enumerate(instance.demands)
    ]
    return _profile(f"{instance.name}, satellites", instance.satellites, instance.demands, costs)


def fed(instance: TwoStage, flows: Mapping[int, float]) -> dict[str, Any]:
    """The tier of the plants, for what each satellite passes on.

    Args:
        instance: The instance.
        flows: Quantity by satellite, counted from 0; only those that pass on anything.
    """
    costs = [[row[satellite] * flow for row in instance.inbound] for satellite, flow in flows.items()]
    return _profile(f"{instance.name}, plants", instance.plants, list(flows.values()), costs)


def lower_bound(name: str) -> float:
    """Return the published lower bound, such as 721209.6 for PSC1-C1-50."""
    return published(f"{FOLDER}/best_known.csv", name, "lower_bound")


def best_known(name: str) -> float:
    """Return the best value published, such as 722178 for PSC1-C1-50."""
    return published(f"{FOLDER}/best_known.csv", name, "best_known")


def _profile(
    name: str, sites: list[tuple[float, float]], demands: list[float], costs: list[list[float]]
) -> dict[str, Any]:
    capacities, fixed_costs = ([pair[at] for pair in sites] for at in (0, 1))
    return orlib.profile_of(CapacitatedLocation(name, capacities, fixed_costs, demands, costs), "USD")
