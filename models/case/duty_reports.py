"""What is to be said of duties before anything is priced: rates nobody can count, preferences left aside."""

from collections.abc import Callable, Iterable

import numpy as np

from models.case.clear import dutiable_clear
from models.case.duties import Dutiable
from models.case.duty import DutyOptions, TariffRow, digits_of
from models.case.view import View
from models.profile.collect import Collector
from models.profile.rows import Ints, Mask


def report_duties(view: View, dutiable: Dutiable, collect: Collector) -> None:
    """Report duties that only the quote can say, claims that cannot be counted, and codes cut too short."""
    clear = dutiable_clear(view, collect)
    _report_unknown(view, dutiable, clear, collect)
    _report_left_aside(view, dutiable, clear, collect)
    _report_short_codes(view, dutiable, clear, collect)


def untaxed(dutiable: Dutiable) -> Ints:
    """Quotes that pay nothing at some plant only because no row of the tariffs applies."""
    return dutiable.quote[dutiable.where([kind.none for kind in dutiable.options])]


def _report_unknown(view: View, dutiable: Dutiable, clear: Mask, collect: Collector) -> None:
    hs_code = view.profile["items"]["hs_code"]
    rows, kinds = _quotes_of(dutiable, lambda kind: kind.undecided is not None)

    def say(row: int) -> tuple[object, str, str]:
        code, text = hs_code[view.quote_item[row]], _printed(view, kinds[row].undecided)
        return code, f"the tariff row for {code} is not ad valorem{text}", "give the quote's duty_rate"

    collect.rows("duty_rate_needed", "quotes", "duty_rate", rows[clear[rows]], say)


def _report_left_aside(view: View, dutiable: Dutiable, clear: Mask, collect: Collector) -> None:
    """Name claims whose row has no number; where nothing is paid none could help."""
    hs_code, agreement = view.profile["items"]["hs_code"], view.profile["tariffs"]["agreement"]
    rows, kinds = _quotes_of(dutiable, lambda kind: bool(kind.left_aside) and not kind.free)

    def say(row: int) -> tuple[object, str, str]:
        first = kinds[row].left_aside[0]
        name, code = agreement[first.at], hs_code[view.quote_item[row]]
        message = f"the rate of {name} for {code} is not a number{_printed(view, first)}: it is left aside"
        return name, message, "give the quote's duty_rate where that preference is lower"

    collect.rows("preference_left_aside", "quotes", "agreement", rows[clear[rows]], say, severity="warning")


def _quotes_of(
    dutiable: Dutiable, marked: Callable[[DutyOptions], bool]
) -> tuple[Ints, dict[int, DutyOptions]]:
    """The quotes that offer a marked kind of goods, and of each what the tariffs say of it."""
    offers = dutiable.where([marked(kind) for kind in dutiable.options])
    quotes, first = np.unique(dutiable.quote[offers], return_index=True)
    kinds = dutiable.kind[offers[first]].tolist()
    return quotes, dict(zip(quotes.tolist(), (dutiable.options[kind] for kind in kinds), strict=True))


def _printed(view: View, row: TariffRow | None) -> str:
    text = None if row is None else view.profile["tariffs"]["text"][row.at]
    return "" if text is None else f' ("{text}")'


def _report_short_codes(view: View, dutiable: Dutiable, clear: Mask, collect: Collector) -> None:
    """An item without a base rate whose code only longer codes of the tariffs begin with."""
    hs_code, tariffs = view.profile["items"]["hs_code"], view.profile["tariffs"]
    offers = dutiable.where([kind.without_base for kind in dutiable.options])
    quotes = dutiable.quote[offers]
    items = np.unique(view.quote_item[quotes[clear[quotes]]])
    asked = {at: digits_of(hs_code[at]) for at in items.tolist() if hs_code[at] is not None}
    longer = _beginnings(tariffs["hs_code"], {len(digits) for digits in asked.values()})
    short = np.array([at for at, digits in asked.items() if digits in longer], dtype=np.int64)
    collect.rows(
        "hs_code_short",
        "items",
        "hs_code",
        short,
        lambda row: (
            hs_code[row],
            f"no base rate fits {hs_code[row]}, though rows with longer codes begin with it",
            "give the code in full: the rows under it differ",
        ),
        severity="warning",
    )


def _beginnings(hs_codes: Iterable[str | None], lengths: set[int]) -> set[str]:
    """The first so many digits of codes that have more."""
    known = {digits_of(code) for code in hs_codes if code is not None} if lengths else set()
    return {digits[:length] for digits in known for length in lengths if len(digits) > length}
