"""Price breaks: the price depends on what is bought of a quote in a period.

docs/mathematics/price_breaks.md
"""

from dataclasses import dataclass

import numpy as np

from models.case.cost_kinds import UNIT_KINDS
from models.profile.rows import Floats, Ints
from solvers.milp import Milp
from solvers.sourcing.spend import surplus_steps
from solvers.sourcing.steps import AwardSteps
from solvers.sourcing.surplus import surplus_columns
from solvers.sourcing.switches import use_columns
from solvers.sourcing.tables import ProblemTables
from solvers.sourcing.uses import award_names, names


@dataclass(frozen=True, slots=True)
class PriceBreaksBlock:
    """`quantity` and `surplus` are charged at the quote's own price, `step` with the difference to it.

    `step` is what of an award lies beyond a break. all_units: everything bought lies in one step, whose
    bounds it keeps. incremental: a step is entered only when the one before it is full.
    """

    name: str = "price_breaks"

    def applies(self, t: ProblemTables) -> bool:
        """Where a usable quote can reach a break."""
        return bool(len(t.steps))

    def declare(self, t: ProblemTables, m: Milp) -> None:
        """A yes or no for each break of a quote, and what of each award and surplus lies beyond it."""
        parts, extra = t.award_steps, surplus_steps(t)
        m.variables("step_on", len(t.steps), upper=1.0, integer=True, keys=lambda: _break_names(t))
        scale = t.awards.demand[parts.award]
        step = m.variables(
            "step", len(parts), upper=parts.upper, scale=scale, keys=lambda: _step_names(t, parts)
        )
        more = m.variables(
            "step_surplus",
            len(extra.upper),
            upper=extra.upper,
            scale=extra.upper,
            keys=lambda: _names(t, extra.entry),
        )
        worth = t.discount[t.awards.period[parts.award]]
        for kind in UNIT_KINDS:
            m.charge(kind, step.all, parts.unit[kind] * worth)
            m.charge(kind, more.all, (parts.unit[kind] * worth)[extra.like])

    def constrain(self, t: ProblemTables, m: Milp) -> None:
        """Nothing beyond a break that is not reached; what is beyond it is within its bounds."""
        self._link(t, m)
        self._within(t, m)
        self._reached(t, m)
        self._until(t, m)
        self._rest(t, m)

    def _link(self, t: ProblemTables, m: Milp) -> None:
        """`step <= upper x on`, award by award: as tight as a row in these two columns can be."""
        for name, upper, entry in _groups(t):
            every, keys = np.arange(len(entry)), m.column_keys[name]
            rows = m.rows(f"{name}_link", len(entry), upper=0.0, keys=keys)
            m.terms(rows.at(every), m.columns(name).all, 1.0)
            m.terms(rows.at(every), m.columns("step_on").at(entry), -upper)

    def _within(self, t: ProblemTables, m: Milp) -> None:
        """What lies beyond the breaks is no more than what is bought."""
        parts, extra = t.award_steps, surplus_steps(t)
        award, row = np.unique(parts.award, return_inverse=True)
        rows = m.rows("step_within", len(award), upper=0.0, keys=lambda: award_names(t.case, t.awards, award))
        m.terms(rows.at(row), m.columns("step").all, 1.0)
        m.terms(rows.at(np.arange(len(award))), m.columns("quantity").at(award), -1.0)
        use, row = np.unique(t.steps.use[extra.entry], return_inverse=True)
        rows = m.rows("step_surplus_within", len(use), upper=0.0, keys=lambda: names(t.case, t.uses, use))
        m.terms(rows.at(row), m.columns("step_surplus").all, 1.0)
        m.terms(rows.at(np.arange(len(use))), m.columns("surplus").at(surplus_columns(t)[use]), -1.0)

    def _reached(self, t: ProblemTables, m: Milp) -> None:
        """all_units: `sum of steps >= low x on`; incremental: `what lies before it >= its width x on`."""
        steps = t.steps
        entries = np.arange(len(steps))
        rows = m.rows("step_reached", len(steps), lower=0.0, keys=lambda: _break_names(t))
        before = np.where(steps.incremental & ~steps.first, np.roll(steps.low, 1), 0.0)
        m.terms(rows.at(entries), m.columns("step_on").all, before - steps.low)
        filled = np.where(steps.incremental, entries - 1, entries)
        filled[steps.incremental & steps.first] = -1
        held = np.full(len(steps) + 1, -1, dtype=np.int64)
        held[filled] = entries
        held[-1] = -1
        _in_steps(t, m, rows.first, held[:-1])
        opening = np.full(len(t.uses.quote), -1, dtype=np.int64)
        first = np.flatnonzero(steps.first & steps.incremental)
        opening[steps.use[first]] = first
        _bought(t, m, rows.first, opening)
        _in_steps(t, m, rows.first, opening[steps.use], -1.0)

    def _until(self, t: ProblemTables, m: Milp) -> None:
        """`sum of steps <= high x on` where several awards, or surplus, lie in a step together."""
        steps = t.steps
        number = sum(np.bincount(entry, minlength=len(steps)) for _, _, entry in _groups(t))
        several = np.flatnonzero(np.asarray(number) > 1)
        row = np.full(len(steps), -1, dtype=np.int64)
        row[several] = np.arange(len(several))
        rows = m.rows("step_until", len(several), upper=0.0, keys=lambda: _names(t, several))
        _in_steps(t, m, rows.first, row)
        m.terms(rows.at(np.arange(len(several))), m.columns("step_on").at(several), -steps.room[several])

    def _rest(self, t: ProblemTables, m: Milp) -> None:
        """What is in no step is below the first break, and with all_units nothing once one is reached."""
        steps = t.steps
        first = np.flatnonzero(steps.first)
        use = steps.use[first]
        below = np.minimum(steps.before[first], t.most_bought[use])
        switched = t.switched_uses[use]
        rows = m.rows(
            "step_rest",
            len(use),
            upper=np.where(switched, 0.0, below),
            keys=lambda: names(t.case, t.uses, use),
        )
        row = np.full(len(t.uses.quote), -1, dtype=np.int64)
        row[use] = np.arange(len(use))
        _bought(t, m, rows.first, row)
        _in_steps(t, m, rows.first, row[steps.use], -1.0)
        on = np.flatnonzero(switched)
        m.terms(rows.at(on), m.columns("use").at(use_columns(t)[use[on]]), -below[on])
        whole = np.flatnonzero(~steps.incremental)
        held = row[steps.use[whole]]
        m.terms(rows.at(held), m.columns("step_on").at(whole), below[held])


def _groups(t: ProblemTables) -> tuple[tuple[str, Floats, Ints], ...]:
    """The groups of what lies in steps: name, the most of each column, and its entry in the steps."""
    parts, extra = t.award_steps, surplus_steps(t)
    return ("step", parts.upper, parts.entry), ("step_surplus", extra.upper, extra.entry)


def _in_steps(t: ProblemTables, m: Milp, base: int, row: Ints, sign: float = 1.0) -> None:
    """Add what lies in each step to the row of its entry; -1 where it has none."""
    for name, _, entry in _groups(t):
        at = np.flatnonzero(row[entry] >= 0)
        m.terms(base + row[entry[at]], m.columns(name).at(at), sign)


def _bought(t: ProblemTables, m: Milp, base: int, row: Ints) -> None:
    """Add everything bought of a use to its row; -1 where it has none."""
    award = np.flatnonzero((row[t.awards.use] >= 0) & (t.award_upper > 0))
    m.terms(base + row[t.awards.use[award]], m.columns("quantity").at(award), 1.0)
    use = np.flatnonzero((row >= 0) & t.uses.ordered)
    m.terms(base + row[use], m.columns("surplus").at(surplus_columns(t)[use]), 1.0)


def _break_names(t: ProblemTables) -> list[str]:
    return _names(t, np.arange(len(t.steps)))


def _names(t: ProblemTables, entry: Ints) -> list[str]:
    """A use and the quantity of a break: `bolt@a,100`."""
    uses = names(t.case, t.uses, t.steps.use[entry])
    return [f"{use},{start:g}" for use, start in zip(uses, t.steps.from_quantity[entry], strict=True)]


def _step_names(t: ProblemTables, parts: AwardSteps) -> list[str]:
    """An award and the quantity of a break: `bolt@a,nagoya,100`."""
    awards = award_names(t.case, t.awards, parts.award)
    starts = t.steps.from_quantity[parts.entry]
    return [f"{award},{start:g}" for award, start in zip(awards, starts, strict=True)]


PRICE_BREAKS = PriceBreaksBlock()
