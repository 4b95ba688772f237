"""The optimisation language: groups of columns and rows, filled by arrays."""

import numpy as np
import pytest

from solvers.milp import Milp


def _at(*index):
    return np.array(index, dtype=np.int64)


@pytest.fixture
def diet():
    """Two amounts, one switch: 3 x0 + 5 x1 >= 12 with x0 <= 4 only where the switch is on."""
    m = Milp()
    amount = m.variables("amount", 2, upper=[4.0, np.inf], scale=[4.0, 1.0])
    switch = m.variables("switch", 1, upper=1.0, integer=True)
    m.charge("food", amount.all, [2.0, 7.0])
    m.charge("fee", switch.all, 3.0)
    enough = m.rows("enough", 1, lower=12.0)
    m.terms(enough.at(_at(0, 0)), amount.all, [3.0, 5.0])
    link = m.rows("link", 1, upper=0.0)
    m.terms(link.at(_at(0)), amount.at([0]), 1.0)
    m.terms(link.at(_at(0)), switch.all, -4.0)
    return m


def test_groups_stand_one_after_the_other():
    m = Milp()
    first, second = m.variables("a", 3), m.variables("b", 2)
    assert first.all.tolist() == [0, 1, 2]
    assert second.all.tolist() == [3, 4]
    assert second.at([1]).tolist() == [4]
    assert second.of(np.arange(5.0)).tolist() == [3.0, 4.0]
    rows, more = m.rows("r", 2), m.rows("s", 3)
    assert rows.at([0, 1]).tolist() == [0, 1]
    assert more.at([2]).tolist() == [4]
    assert more.of(np.arange(5.0)).tolist() == [2.0, 3.0, 4.0]


def test_a_group_is_found_by_its_name():
    m = Milp()
    group = m.variables("a", 3)
    assert m.columns("a") is group


def test_a_group_that_nobody_added_is_empty():
    absent = Milp().columns("absent")
    assert absent.count == 0
    assert absent.all.tolist() == []


def test_a_name_is_given_once():
    m = Milp()
    m.variables("a", 1)
    m.rows("r", 1)
    with pytest.raises(AssertionError):
        m.variables("a", 1)
    with pytest.raises(AssertionError):
        m.rows("r", 1)


def test_names_of_columns_are_made_only_when_asked_for():
    m = Milp()
    m.variables("a", 1, keys=lambda: pytest.fail("asked too early"))
    m.freeze()


def test_bounds_may_be_one_for_all_or_one_for_each():
    m = Milp()
    m.variables("a", 2, lower=-1.0, upper=[1.0, 2.0], integer=[True, False])
    problem = m.problem()
    assert problem.lower.tolist() == [-1.0, -1.0]
    assert problem.upper.tolist() == [1.0, 2.0]
    assert problem.integer.tolist() == [True, False]


def test_terms_of_one_row_and_column_add_up():
    m = Milp()
    x = m.variables("x", 2)
    rows = m.rows("r", 2)
    m.terms(rows.at(_at(1, 0, 1)), x.at([1, 0, 1]), [1.0, 5.0, 2.0])
    m.terms(rows.at(_at(1)), x.at([1]), 4.0)
    problem = m.problem()
    entries = list(zip(problem.row, problem.column, problem.value, strict=True))
    assert entries == [(0, 0, 5.0), (1, 1, 7.0)]


def test_terms_that_cancel_are_gone():
    m = Milp()
    x = m.variables("x", 2)
    rows = m.rows("r", 1)
    m.terms(rows.at(_at(0, 0, 0)), x.at([0, 1, 0]), [1.0, 3.0, -1.0])
    problem = m.problem()
    assert problem.column.tolist() == [1]
    assert problem.value.tolist() == [3.0]


def test_entries_come_row_by_row_whatever_the_order_they_were_added_in():
    entries = [(0, 1, 2.0), (1, 0, 3.0), (0, 0, 1.0), (2, 1, 4.0)]

    def built(order):
        m = Milp()
        x = m.variables("x", 2)
        rows = m.rows("r", 3)
        for at in order:
            row, column, value = entries[at]
            m.terms(rows.at(_at(row)), x.at([column]), value)
        return m.problem()

    one, other = built([0, 1, 2, 3]), built([3, 2, 1, 0])
    assert one.row.tolist() == sorted(one.row.tolist())
    for name in ("row", "column", "value"):
        assert getattr(one, name).tolist() == getattr(other, name).tolist()


def test_no_terms_are_no_entries():
    m = Milp()
    m.variables("x", 1)
    m.rows("r", 1, lower=0.0)
    m.terms(_at(), _at(), 1.0)
    problem = m.problem()
    assert problem.rows == 1
    assert problem.value.tolist() == []


def test_charges_of_a_column_add_up_in_the_objective():
    m = Milp()
    x = m.variables("x", 2)
    m.charge("price", x.all, [10.0, 20.0])
    m.charge("freight", x.at([1, 1]), [1.0, 2.0])
    assert m.problem().objective.tolist() == [10.0, 23.0]


def test_charges_are_kept_apart_by_name(diet):
    costs = diet.charges(np.array([2.0, 1.0, 1.0]))
    assert costs == {"food": 11.0, "fee": 3.0}


def test_charges_add_up_to_the_objective(diet):
    x = np.array([1.5, 2.5, 1.0])
    assert sum(diet.charges(x).values()) == pytest.approx(diet.problem().objective @ x)


def test_freezing_twice_gives_the_same(diet):
    (one, first), (other, second) = diet.freeze(), diet.freeze()
    for name in one.__dataclass_fields__:
        assert getattr(one, name).tolist() == getattr(other, name).tolist()
    assert first.objective == second.objective


def test_undoing_the_scaling_gives_the_same_objective_rows_and_bounds(diet):
    plain = diet.problem()
    frozen, scaling = diet.freeze()
    scaled = np.array([0.75, 0.5, 1.0])
    x = scaling.values(scaled)
    assert x.tolist() == [3.0, 0.5, 1.0]
    assert frozen.objective @ scaled * scaling.objective == pytest.approx(plain.objective @ x, rel=1e-15)
    assert (frozen.upper * scaling.column).tolist() == plain.upper.tolist()
    ratio = plain.activity(x) / frozen.activity(scaled)
    assert np.log2(ratio).tolist() == np.round(np.log2(ratio)).tolist()
    assert (frozen.row_lower * ratio)[0] == plain.row_lower[0]


@pytest.mark.parametrize("size", [1e-6, 1.0, 1e6, 1e12])
def test_rows_are_scaled_by_powers_of_two_to_about_one(size):
    m = Milp()
    x = m.variables("x", 3)
    rows = m.rows("r", 1, upper=7.0 * size)
    m.terms(rows.at(_at(0, 0, 0)), x.all, [size, 3.3 * size, 0.1 * size])
    frozen, _ = m.freeze()
    factor = m.problem().value / frozen.value
    assert len(set(factor.tolist())) == 1
    assert np.log2(factor[0]) == round(np.log2(factor[0]))
    assert 0.7 <= np.abs(frozen.value).max() <= 1.5
    assert frozen.row_upper[0] == 7.0 * size / factor[0]


def test_large_costs_are_scaled_down_by_one_power_of_two():
    m = Milp()
    x = m.variables("x", 2, scale=1e6)
    m.charge("price", x.all, [1e5, 3e4])
    frozen, scaling = m.freeze()
    assert np.log2(scaling.objective) == round(np.log2(scaling.objective))
    assert scaling.objective > 1
    assert frozen.objective.max() < 2**21
    assert (frozen.objective * scaling.objective).tolist() == [1e11, 3e10]


def test_small_costs_are_left_alone():
    m = Milp()
    m.charge("price", m.variables("x", 1).all, 5.0)
    frozen, scaling = m.freeze()
    assert scaling.objective == 1.0
    assert frozen.objective.tolist() == [5.0]


def test_a_whole_number_of_a_size_is_nothing_or_all_of_it():
    m = Milp()
    m.variables("x", 1, upper=250.0, integer=True, scale=250.0)
    frozen, scaling = m.freeze()
    assert frozen.upper.tolist() == [1.0]
    assert scaling.values(np.ones(1)).tolist() == [250.0]


def test_rows_without_entries_survive_the_scaling():
    m = Milp()
    m.variables("x", 1)
    m.rows("empty", 1, lower=2.0)
    frozen, _ = m.freeze()
    assert frozen.row_lower.tolist() == [2.0]
