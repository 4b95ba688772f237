"""Rows of the tariffs table that say too little or the same thing twice, and claims that nothing answers."""

import numpy as np
import pandas as pd

from models.case.clear import dutiable_clear
from models.case.duty import BASE, covered, digits_of, duty_columns, in_force
from models.case.landed import HOLDS_DUTY, holds
from models.case.view import View
from models.issues import did_you_mean
from models.profile.collect import Collector
from models.profile.rows import Ints, Mask, Rows, codes_of, is_absent, objects

OPEN_BEGIN, OPEN_END = np.datetime64("0001-01-01", "D"), np.datetime64("9999-12-31", "D")


def check_tariffs(view: View, collect: Collector) -> None:
    """Report what the tariffs cannot mean, and claims on quotes that no row of them answers."""
    if len(view.profile["tariffs"]):
        _check_rates(view.profile["tariffs"], collect)
        _check_specific(view.profile["tariffs"], collect)
        _check_codes(view.profile["tariffs"], collect)
        _check_remedies(view.profile["tariffs"], collect)
        _check_overlaps(view, collect)
    _check_claims(view, collect)


def _check_rates(rows: Rows, collect: Collector) -> None:
    """A row says a rate or a specific duty, or the text of what it cannot say."""
    silent = is_absent(rows["rate"]) & is_absent(rows["specific"]) & is_absent(rows["text"])
    message = "the row gives neither a rate nor a specific duty, nor the text of one"
    hint = "give rate, specific and per, or text as printed"
    using = ("specific", "text")
    collect.rows("missing_value", "tariffs", "rate", silent, lambda _row: ("", message, hint), using=using)


def _check_specific(rows: Rows, collect: Collector) -> None:
    """Money and the units it is for go together."""
    word = collect.places.word
    for column, other, what in (
        ("per", "specific", "how many item units the specific duty is for"),
        ("specific", "per", "the money for so many item units"),
    ):
        alone = is_absent(rows[column]) & rows.given(other)
        collect.rows(
            "missing_value",
            "tariffs",
            column,
            alone,
            lambda _row, column=column, other=other, what=what: (  # type: ignore[misc]
                "",
                f"the row gives {word('tariffs', other)} and no {word('tariffs', column)}: {what}",
                f"give {word('tariffs', column)}, or leave {word('tariffs', other)} out",
            ),
            using=(other,),
        )


def _check_codes(rows: Rows, collect: Collector) -> None:
    nameless = np.fromiter((c is not None and not digits_of(c) for c in rows["hs_code"]), bool, len(rows))
    collect.rows(
        "wrong_type",
        "tariffs",
        "hs_code",
        nameless,
        lambda row: (rows["hs_code"][row], "an HS code holds digits", "give the code, or its first digits"),
    )


def _check_remedies(rows: Rows, collect: Collector) -> None:
    """A remedy is added whatever is claimed."""
    collect.rows(
        "contradiction",
        "tariffs",
        "agreement",
        (rows.filled("kind", BASE) != BASE) & rows.given("agreement"),
        lambda row: (
            rows["agreement"][row],
            f"{rows['kind'][row]} is added whatever is claimed, so the agreement decides nothing here",
            "leave agreement out, or make the row a base row",
        ),
        severity="warning",
        using=("kind",),
    )


def _check_overlaps(view: View, collect: Collector) -> None:
    """Rows for the same goods that are in force together and say different things."""
    rows = view.profile["tariffs"]
    if collect.marks.any("firm", "country"):
        return
    kind, destination = rows.filled("kind", BASE), rows.filled("destination", view.firm_country)
    digits = objects(["" if code is None else digits_of(code) for code in rows["hs_code"]])
    goods = codes_of(digits, rows["origin"], destination, rows["agreement"], kind)
    at = _overlapping(goods, rows)
    rate, specific = duty_columns(rows)
    one, other = at[:, 0], at[:, 1]
    same = (rate[one] == rate[other]) | (np.isnan(rate[one]) & np.isnan(rate[other]))
    same &= (specific[one] == specific[other]) & (kind[other] == BASE)
    at = at[~same & collect.marks.sound("tariffs", len(rows), *rows.columns)[at].all(axis=1)]
    first = dict(zip(at[:, 1].tolist(), at[:, 0].tolist(), strict=True))

    def say(row: int) -> tuple[object, str, str]:
        place = collect.places.of("tariffs", first[row])
        what = "the lowest counts" if kind[row] == BASE else "both are added"
        return rows["hs_code"][row], f"{place} is in force for the same goods: {what}", "end one of them"

    collect.rows("overlapping_rows", "tariffs", "hs_code", at[:, 1], say, severity="warning")


def _overlapping(goods: Ints, rows: Rows) -> Ints:
    """Pairs of rows of the same goods whose days overlap: the one that lasts longest so far, and the next.

    Returns:
        Row numbers, one line a pair.
    """
    begin, end = rows.filled("valid_from", OPEN_BEGIN), rows.filled("valid_to", OPEN_END)
    order = np.lexsort((begin, goods))
    table = pd.DataFrame({"goods": goods[order], "end": end[order].astype(np.int64), "at": order})
    running = table.groupby("goods")["end"].cummax()
    longest = table["at"].where(table["end"] == running).ffill().astype(np.int64).to_numpy()
    again = np.flatnonzero(goods[order][1:] == goods[order][:-1]) + 1
    until = running.to_numpy()[again - 1]
    both = again[begin[order[again]].astype(np.int64) <= until]
    pairs: Ints = np.stack((longest[both - 1], order[both]), axis=1)
    return pairs


def _check_claims(view: View, collect: Collector) -> None:
    """A claim counts only where a row of its agreement covers the customs origin."""
    quotes = view.profile["quotes"]
    asked = quotes.given("agreement") & is_absent(quotes["duty_rate"]) & dutiable_clear(view, collect)
    at = np.flatnonzero(asked & ~holds(quotes["incoterm"], HOLDS_DUTY) & (view.quote_supplier >= 0))
    if not len(at):
        return
    country = view.profile["suppliers"]["country"][view.quote_supplier]
    origin = quotes.filled("customs_origin", quotes.filled("origin", country))[at]
    claims = quotes["agreement"][at]
    kind = codes_of(claims, origin)
    _, first = np.unique(kind, return_index=True)
    answered = _Answered(view)
    said = [answered.why_not(claims[n], origin[n]) for n in first]
    empty = np.array([bool(why) for why in said], dtype=bool)[kind]
    words = dict(zip(at.tolist(), kind.tolist(), strict=True))
    collect.rows(
        "claim_without_effect",
        "quotes",
        "agreement",
        at[empty],
        lambda row: ("; ".join(quotes["agreement"][row]), *said[words[row]]),
        severity="warning",
    )


class _Answered:
    """Which agreements the tariffs name, and for goods of which origins."""

    def __init__(self, view: View) -> None:
        rows = view.profile["tariffs"]
        plants = view.profile["plants"]
        homes = set(plants["country"].tolist()) if len(plants) else {view.firm_country}
        self._home = next(iter(homes)) if len(homes) == 1 else None
        self._names = set(rows["agreement"].tolist()) - {None}
        applies: Mask = in_force(rows, view.on) & rows.given("agreement")
        applies &= np.isin(rows.filled("destination", view.firm_country).astype(str), list(map(str, homes)))
        self._origins: dict[str, set[str]] = {}
        for name, origin in set(zip(rows["agreement"][applies], rows["origin"][applies], strict=True)):
            self._origins.setdefault(name, set()).add(origin)
        self._covered = covered(rows, view.on)

    def why_not(self, claims: tuple[str, ...], origin: str) -> tuple[str, str] | tuple[()]:
        """Message and hint where a claim is answered by no row; nothing where all are."""
        if origin == self._home:
            return ()
        unnamed = [name for name in claims if name not in self._names]
        useless = [name for name in claims if name in self._names and not self._covers(name, origin)]
        said = [f'no row of tariffs has the agreement "{name}"' for name in unnamed]
        said += [f"no row of {name} in force covers goods from {origin}" for name in useless]
        hints = [hint for name in unnamed if (hint := did_you_mean(name, self._names))]
        way_out = (
            "correct the customs origin, or take the claim away" if useless else "add its rows, or drop it"
        )
        return ("; ".join(said), hints[0] if hints else way_out) if said else ()

    def _covers(self, name: str, origin: str) -> bool:
        named = self._origins.get(name, set())
        return (
            "*" in named or origin in named or any(origin in self._covered[other] for other in named - {"*"})
        )
