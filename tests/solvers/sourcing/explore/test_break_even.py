"""The search of a price, on plans whose cost is a formula."""

from math import inf

import pytest

from solvers.sourcing.explore.break_even import CLOSE, TOLERANCE, Tried, break_even


def a_market(*plans: tuple[float, float], alone: float = 1000.0):
    """What is tried where each plan costs so much beside so many units of what is priced."""

    def try_at(price: float) -> Tried:
        cost, quantity = min(plans, key=lambda plan: plan[0] + plan[1] * price)
        gain = alone - cost - quantity * price
        return Tried(gain, price + gain / quantity) if gain > 1e-9 else Tried(0.0, price)

    return try_at


def counted(try_at):
    """The same, and the list of prices at which it was tried."""
    prices: list[float] = []

    def and_noted(price: float) -> Tried | None:
        prices.append(price)
        return try_at(price)

    return and_noted, prices


def test_a_guess_that_is_right_takes_one_price_on_either_side():
    """Ten units in place of 1,000: 100 each."""
    try_at, prices = counted(a_market((0, 10)))
    found = break_even(try_at, 100)
    assert (found.price, found.checked) == (pytest.approx(100), True)
    assert prices == [pytest.approx(100 * (1 + CLOSE)), pytest.approx(100 * (1 - CLOSE))]


@pytest.mark.parametrize("guess", [20, 50, 99, 101, 150, 300])
def test_any_guess_comes_to_the_highest_price_at_which_some_plan_pays(guess):
    """Ten units save 1,000, four of them 480: below 100 all ten are worth it, up to 120 four of them."""
    found = break_even(a_market((0, 10), (520, 4)), guess)
    assert (found.price, found.checked) == (pytest.approx(120), True)


def test_what_has_won_before_is_where_the_search_starts():
    try_at, prices = counted(a_market((0, 10)))
    found = break_even(try_at, 150, won=[(40, try_at(40))])
    assert found.price == pytest.approx(100)
    assert min(prices[1:]) > 40


def test_nothing_is_tried_above_a_price_that_lost():
    try_at, prices = counted(a_market((0, 10)))
    found = break_even(try_at, 130, lost=100)
    assert (found.price, found.checked) == (pytest.approx(100, rel=TOLERANCE), True)
    assert max(prices) < 100


def test_a_plan_that_promises_too_much_is_not_believed():
    """It breaks even at 100, but each plan on the way there claims twice the distance, as where a share
    counts the price."""

    def try_at(price: float) -> Tried:
        return Tried(100 - price, price + 2 * (100 - price)) if price < 100 else Tried(0.0, price)

    found = break_even(try_at, 300)
    assert (found.price, found.checked) == (pytest.approx(100, rel=TOLERANCE), True)


def test_what_never_wins_keeps_its_guess_unconfirmed():
    found = break_even(lambda price: Tried(0.0, price), 70)
    assert (found.price, found.checked) == (70, False)


def test_what_is_not_settled_in_time_keeps_its_guess_untried():
    answers = iter([Tried(50.0, 90.0), None])
    found = break_even(lambda _price: next(answers), 80)
    assert (found.price, found.checked, found.in_time) == (80, None, False)


def test_what_wins_at_any_price_is_not_settled_after_a_few():
    try_at, prices = counted(lambda price: Tried(1.0, 2 * price))
    found = break_even(try_at, 1, lost=inf)
    assert (found.price, found.checked, found.in_time) == (1, None, True)
    assert len(prices) < 6
