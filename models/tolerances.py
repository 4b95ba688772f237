"""How far two counts of the same thing may differ.

Solvers work in floating point to a feasibility tolerance of about 1e-6 on scaled rows; a plan is
cleaned after the solve, so the differences that remain are far smaller than these limits.
"""

QUANTITY = 1e-6
"""Relative to the need (or to the limit where that is larger): balances, capacities, minimums."""

SHARE = 1e-6
"""Absolute, in shares of 0..1: caps, floors, fixed shares."""

MONEY = 1e-6
"""Relative to the larger of the two amounts; a minor currency unit is always allowed beside it."""

CLEAR = 3e-5
"""Part of a demand, a spend or a lot by which an amount stays below what it does not reach: solvers keep rows
to about 1e-6, needs count as met to 1e-5, and such noise must decide neither on a price nor on a lot."""

ZERO_SHARE = 1e-7
"""An award below this share of its need is solver noise and is read as nothing."""

REACHED = 1 - 1e-6
"""A price break or a rebate counts as reached from this part of its quantity or spend on."""
