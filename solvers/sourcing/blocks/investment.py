"""Investment: projects that add capacity or unlock quotes. docs/mathematics/investment.md."""

from dataclasses import dataclass

import numpy as np

from models.case.cost_kinds import CostKind
from models.case.investments import bookings
from models.profile.rows import Floats
from solvers.milp import Milp
from solvers.sourcing.additions import capacity_additions, of_use, supplier_additions
from solvers.sourcing.switches import use_columns
from solvers.sourcing.tables import ProblemTables


@dataclass(frozen=True, slots=True)
class InvestmentBlock:
    """`sum of invest <= 1` a project; capacity grows by what is of use; `use <= projects that unlock it`.

    One yes or no for each project and period in which it can start.
    """

    name: str = "investment"

    def applies(self, t: ProblemTables) -> bool:
        """Where the profile has a project."""
        return bool(len(t.case.investments.id))

    def declare(self, t: ProblemTables, m: Milp) -> None:
        """A yes or no a project and start, charged with its present value."""
        projects = t.case.investments
        options = projects.options

        def keys() -> list[str]:
            names = projects.id[options.project]
            return [f"{name},{period}" for name, period in zip(names, options.period, strict=True)]

        invest = m.variables("invest", len(options.project), upper=1.0, integer=True, keys=keys)
        booked = bookings(projects, options.project, options.period, len(t.case.periods))
        m.charge(CostKind.INVESTMENT, invest.all, booked @ t.case.discount)

    def constrain(self, t: ProblemTables, m: Milp) -> None:
        """At most one start a project; what is of use adds capacity and unlocks quotes."""
        projects, invest = t.case.investments, m.columns("invest")
        once = m.rows("invest_once", len(projects.id), upper=1.0, keys=lambda: projects.id.tolist())
        m.terms(once.at(projects.options.project), invest.all, 1.0)
        self._capacities(t, m)
        self._unlocks(t, m)

    def _capacities(self, t: ProblemTables, m: Milp) -> None:
        """What is of use adds to its supplier's capacity, and to rows in units of it or its group."""
        found = (("supplier_capacity", supplier_additions), ("capacity", capacity_additions))
        for name, additions in found:
            if name in m.row_groups:
                more = additions(t)
                m.terms(m.row_groups[name].at(more.limit), m.columns("invest").at(more.option), -more.added)

    def _unlocks(self, t: ProblemTables, m: Milp) -> None:
        """Nothing is bought on a locked quote unless a project that unlocks it is of use."""
        projects, options = t.case.investments, t.case.investments.options
        locked = np.isin(t.awards.quote, projects.unlocked) & (t.award_upper > 0)
        award = np.flatnonzero(locked)
        rows = m.rows("unlock", len(award), upper=0.0, keys=lambda: [str(a) for a in award])
        use = t.awards.use[award]
        switched = t.switched_uses[use]
        used, bought = m.columns("use").at(use_columns(t)[use]), m.columns("quantity").at(award)
        weight: Floats = np.where(switched, 1.0, t.award_upper[award])
        m.terms(rows.at(np.arange(len(award))), np.where(switched, used, bought), 1.0)
        for option, project in enumerate(options.project.tolist()):
            opened = projects.unlocked[projects.unlocking == project]
            mine = np.isin(t.awards.quote[award], opened) & of_use(t, option, t.awards.period[award])
            at = np.flatnonzero(mine)
            m.terms(rows.at(at), m.columns("invest").at(np.full(len(at), option)), -weight[at])


INVESTMENT = InvestmentBlock()
