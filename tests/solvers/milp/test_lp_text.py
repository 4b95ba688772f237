"""A formulation as text: its own units, names of groups and keys, a fixed order."""

import numpy as np

from solvers.milp import Milp
from solvers.milp.lp_text import lp_text


def _formulation():
    m = Milp()
    x = m.variables("x", 2, upper=[4.0, np.inf], scale=8.0, keys=lambda: ["left", "right"])
    y = m.variables("y", 1, upper=1.0, integer=True)
    m.charge("price", x.all, [2.0, 1.0])
    m.charge("fee", y.all, 1234567.5)
    both = m.rows("both", 1, lower=3.0, upper=3.0, keys=lambda: ["all"])
    m.terms(both.at([0, 0]), x.all, 1.0)
    band = m.rows("band", 1, lower=-1.0, upper=2.0)
    m.terms(band.at([0]), x.at([1]), -0.5)
    link = m.rows("link", 1, upper=0.0)
    m.terms(link.at([0, 0]), np.array([0, 2]), [1.0, -4.0])
    return m


def test_the_text_says_it_all_in_the_formulations_own_units():
    assert lp_text(_formulation()) == (
        "Minimize\n"
        "  cost: 2 x[left] + x[right] + 1234567.5 y[0]\n"
        "Subject To\n"
        "  both[all]: x[left] + x[right] = 3\n"
        "  band[0]: - 0.5 x[right] >= -1\n"
        "  band[0]: - 0.5 x[right] <= 2\n"
        "  link[0]: x[left] - 4 y[0] <= 0\n"
        "Bounds\n"
        "  0 <= x[left] <= 4\n"
        "  0 <= y[0] <= 1\n"
        "General\n"
        "  y[0]\n"
        "End\n"
    )


def test_a_formulation_without_costs_rows_and_whole_numbers_is_text_too():
    m = Milp()
    m.variables("x", 1, lower=-np.inf)
    m.rows("nothing", 1, upper=1.0)
    assert lp_text(m) == (
        "Minimize\n  cost: 0\nSubject To\n  nothing[0]: 0 <= 1\nBounds\n  -inf <= x[0]\nEnd\n"
    )
