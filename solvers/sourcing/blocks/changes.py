"""Changes: how many sources a plan may add and drop. docs/mathematics/changes.md."""

from dataclasses import dataclass

import numpy as np

from models.profile.rows import Floats, Ints, Mask, distinct
from solvers.milp import Milp
from solvers.sourcing.build_tables import SMALLEST_SHARE
from solvers.sourcing.tables import ProblemTables


@dataclass(frozen=True, slots=True)
class Timeline:
    """Every offer that is bought today or can be awarded, period by period from today on.

    Attributes:
        kept: position of the award's column by offer and period; -1 where nothing can be bought.
        today: whether each offer is bought today.
    """

    kept: Ints
    today: Mask


@dataclass(frozen=True, slots=True)
class ChangesBlock:
    """`smallest share x demand x kept <= quantity <= most x kept`, `sum of changes of kept <= max_changes`.

    A change is an add or a drop against the period before, today before the first. The lower side keeps
    a source of nothing from passing as kept.
    """

    name: str = "changes"

    def applies(self, t: ProblemTables) -> bool:
        """Where the request limits the number of changes."""
        return t.limits.changes is not None

    def declare(self, t: ProblemTables, m: Milp) -> None:
        """Whether each award buys anything; and each change after the first period."""
        m.variables("kept", len(_open(t)), upper=1.0, integer=True)
        m.variables("change", len(_later(timeline(t))[0]), upper=1.0)

    def constrain(self, t: ProblemTables, m: Milp) -> None:
        """Link quantities to what is kept, changes to what differs, and count."""
        assert t.limits.changes is not None
        award, everything = _open(t), np.arange(len(_open(t)))
        kept, change = m.columns("kept"), m.columns("change")
        upper, least = t.award_upper[award], SMALLEST_SHARE * t.awards.demand[award]
        most = m.rows("kept_most", len(award), upper=0.0)
        m.terms(most.at(everything), m.columns("quantity").at(award), 1.0)
        m.terms(most.at(everything), kept.at(everything), -upper)
        some = m.rows("kept_least", len(award), lower=0.0)
        m.terms(some.at(everything), m.columns("quantity").at(award), 1.0)
        m.terms(some.at(everything), kept.at(everything), -np.minimum(least, upper))
        line = timeline(t)
        self._later_changes(m, line)
        column, sign, constant = _first_changes(line)
        total = m.rows("changes", 1, upper=t.limits.changes - constant)
        m.terms(total.at(np.zeros(len(column), dtype=np.int64)), kept.at(column), sign)
        m.terms(total.at(np.zeros(change.count, dtype=np.int64)), change.all, 1.0)

    def _later_changes(self, m: Milp, line: Timeline) -> None:
        before, now = _later(line)
        kept, change = m.columns("kept"), m.columns("change")
        for name, sign in (("added", 1.0), ("dropped", -1.0)):
            rows = m.rows(name, len(now), upper=0.0)
            for column, way in ((now, sign), (before, -sign)):
                at = np.flatnonzero(column >= 0)
                m.terms(rows.at(at), kept.at(column[at]), way)
            m.terms(rows.at(np.arange(len(now))), change.all, -1.0)


def _open(t: ProblemTables) -> Ints:
    return np.flatnonzero(t.award_upper > 0)


def timeline(t: ProblemTables) -> Timeline:
    """The offers that can change, over the periods."""
    award = _open(t)
    bought = t.case.allocation.offer
    offers = distinct(np.concatenate([t.awards.offer[award], bought]))
    kept = np.full((len(offers), len(t.case.periods)), -1, dtype=np.int64)
    kept[np.searchsorted(offers, t.awards.offer[award]), t.awards.period[award] - 1] = np.arange(len(award))
    return Timeline(kept, np.isin(offers, bought))


def _first_changes(line: Timeline) -> tuple[Ints, Floats, float]:
    """Changes against today as columns with signs, and a constant for what can only be dropped."""
    first = line.kept[:, 0]
    at = np.flatnonzero(first >= 0)
    return first[at], np.where(line.today[at], -1.0, 1.0), float(line.today.sum())


def _later(line: Timeline) -> tuple[Ints, Ints]:
    """Pairs of columns of one offer, a period and the one after it, where either exists."""
    before, now = line.kept[:, :-1].ravel(), line.kept[:, 1:].ravel()
    some = (before >= 0) | (now >= 0)
    return before[some], now[some]


CHANGES = ChangesBlock()
