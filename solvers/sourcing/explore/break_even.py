"""The price at which something new pays for itself, found by solving again at a few prices."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import inf

TOLERANCE = 1e-3
"""A price is known when a solve wins at one at most this part below another at which it loses."""

CLOSE = 0.45 * TOLERANCE
"""How far beside a break-even price it is tried: both sides together are within the tolerance."""

MOST_TRIES = 16
"""Solves for one price."""

TOO_MUCH = 10.0
"""What wins at so many times the guess is no price to look for: a share of money is met by a token bought
dear, at any price."""

DOWN = 0.7
"""Where nothing has won yet, the next price is this part of the last."""


@dataclass(frozen=True, slots=True)
class Tried:
    """The cheapest plan at a price.

    Attributes:
        gain: what it saves against every plan without what is priced; 0 where it does not win.
        break_even: the price at which it would save nothing, if nothing else in it changed.
    """

    gain: float
    break_even: float

    @property
    def wins(self) -> bool:
        """Whether it uses what is priced, and is cheaper than every plan without."""
        return self.gain > 0


@dataclass(frozen=True, slots=True)
class BreakEven:
    """A price below which something wins.

    Attributes:
        price: the price; the first guess where nothing is known.
        checked: True where solves won just below and lost just above; False where they lost at every
            price tried; None where neither is known.
        in_time: whether every solve was settled in time.
    """

    price: float
    checked: bool | None
    in_time: bool = True


Won = Iterable[tuple[float, Tried]]
"""Prices that won, the lower first, and what was found there."""


def break_even(
    try_at: Callable[[float], Tried | None], guess: float, won: Won = (), lost: float = inf
) -> BreakEven:
    """Search the price, from a guess.

    A plan that wins says at what price it would cease to: the next price tried is just above that, as in
    Dinkelbach's method for ratios. Where shares count the price itself that can be too high; from then on a
    line through the last two gains says where to look. What decides is the interval between the highest
    price that won and the lowest that lost.

    Args:
        try_at: solves at a price; None where that is not settled in time.
        guess: above 0.
        won: prices known to win, with what was found there.
        lost: a price known to lose.
    """
    search = _Search(guess, list(won), lost)
    too_much = TOO_MUCH * max(guess, search.low)
    for _ in range(MOST_TRIES):
        price = search.next()
        tried = try_at(price)
        if tried is None:
            return BreakEven(guess, None, in_time=False)
        search.learn(price, tried)
        if search.settled:
            return BreakEven(min(max(search.hope, search.low), search.high), True)
        if search.low > too_much:
            break
    return BreakEven(guess, None if search.won else False)


@dataclass(slots=True)
class _Search:
    """What is known of a price: where it won, the lowest at which it lost."""

    guess: float
    won: list[tuple[float, Tried]]
    high: float
    too_high: bool = False

    @property
    def low(self) -> float:
        """The highest price that won; 0 where none did."""
        return self.won[-1][0] if self.won else 0.0

    @property
    def settled(self) -> bool:
        """Whether won and lost are within the tolerance."""
        return self.low > 0 and self.high <= self.low * (1 + TOLERANCE)

    @property
    def hope(self) -> float:
        """Where the break-even price seems to be."""
        if not self.won:
            return self.guess
        if not self.too_high or len(self.won) < 2:
            return self.won[-1][1].break_even
        (first, more), (second, less) = self.won[-2:]
        fall = more.gain - less.gain
        return second + less.gain * (second - first) / fall if fall > 0 else self.high

    def learn(self, price: float, tried: Tried) -> None:
        """Take in what was found at a price between what won and what lost."""
        if tried.wins:
            self.won.append((price, tried))
            return
        self.too_high = self.too_high or (bool(self.won) and price < self.won[-1][1].break_even)
        self.high = price

    def next(self) -> float:
        """A price between what won and what lost: just beside the guess or the hope, where they lie there."""
        above, below = 1 + CLOSE, 1 - CLOSE
        for beside in (self.guess * above, self.hope * above, self.hope * below):
            if self.low < beside < self.high:
                return beside
        if self.high == inf:
            return self.low * (1 + TOLERANCE)
        return (self.low + self.high) / 2 if self.won else self.high * DOWN
