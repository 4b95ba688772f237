"""What projects add to capacities, start by start."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from models.profile.rows import Floats, Ints, Mask
from solvers.sourcing.tables import ProblemTables

_NONE = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Additions:
    """One entry a limit, and a project's start that adds to it.

    Attributes:
        limit: position among the limits.
        option: position in the options of the case's investments.
        added: capacity, a period.
    """

    limit: Ints
    option: Ints
    added: Floats

    def of(self, started: Mask, limits: int) -> Floats:
        """What each of so many limits gains where these options are started."""
        return np.bincount(self.limit, weights=self.added * started[self.option], minlength=limits)


def supplier_additions(t: ProblemTables) -> Additions:
    """What is added to the capacities of suppliers."""
    limits = t.supplier_capacities
    return _additions(t, limits.period, lambda supplier: limits.supplier == supplier)


def capacity_additions(t: ProblemTables) -> Additions:
    """What is added to rows of `capacities` in units, of the supplier or of its group."""
    limits = t.case.capacities
    group = t.case.profile["capacities"]["group"][limits.row]
    own = t.case.profile["suppliers"]["group"]

    def mine(supplier: int) -> Mask:
        named = np.zeros(len(group), dtype=bool) if own[supplier] is None else group == own[supplier]
        found: Mask = limits.in_units & ((limits.supplier == supplier) | named)
        return found[t.capacities.row]

    return _additions(t, limits.period[t.capacities.row], mine)


def of_use(t: ProblemTables, option: int, period: Ints) -> Mask:
    """In which of these periods a project begun by an option is of use."""
    options = t.case.investments.options
    found: Mask = (period >= options.use_from[option]) & (period <= options.use_to[option])
    return found


def _additions(t: ProblemTables, period: Ints, mine: Callable[[int], Mask]) -> Additions:
    """Every option that adds capacity, at the limits of its supplier while it is of use."""
    projects = t.case.investments
    limit, option, added = [_NONE], [_NONE], [np.zeros(0)]
    for number, project in enumerate(projects.options.project.tolist()):
        more = float(projects.adds_capacity[project])
        if more > 0:
            at = np.flatnonzero(mine(int(projects.supplier[project])) & of_use(t, number, period))
            limit.append(at)
            option.append(np.full(len(at), number))
            added.append(np.full(len(at), more))
    return Additions(np.concatenate(limit), np.concatenate(option), np.concatenate(added))
