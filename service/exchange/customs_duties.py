"""What a line of Japan's customs schedule says: the base rate, and the preference of each agreement.

Which rate is the base rate: a temporary rate takes the place of the general one, and the WTO rate is applied
only where it is lower; one in brackets is bound but not applied. Preferences count where they are lower
still.
Sources: Basic Circular of the Customs Tariff Act 3-1 (関税定率法基本通達 3-1, printed at
https://note.com/otsunakajyuku/n/n950818d7f955); Japan Customs, "Outline of Tariff and Duty Rates System",
https://www.customs.go.jp/english/summary/tariff.htm, and 税率決定までの流れ,
https://www.customs.go.jp/tariff/mikata/mikata2_ex.htm.
"""

from functools import cache
from typing import NamedTuple

from service.exchange.customs_rates import CONDITION, UNIT, PrintedRate, read_rate, treatments

UNITS: dict[str, dict[str, float]] = {
    "kg": {"kg": 1.0, "MT": 1000.0},
    "l": {"l": 1.0, "kl": 1000.0},
    "m2": {"m2": 1.0},
    "pair": {"足": 1.0},
    "each": {"頭": 1.0, "本": 1.0, "枚": 1.0, "個": 1.0},
}
"""Item units, and how many of them each unit of the schedule is."""


class Agreement(NamedTuple):
    """A column of preferences: the agreement's name in our tables, and whose goods it is for."""

    name: str
    origin: str


AGREEMENTS: dict[str, Agreement] = {
    "epa_singapore": Agreement("JP-SG", "SG"),
    "epa_mexico": Agreement("JP-MX", "MX"),
    "epa_malaysia": Agreement("JP-MY", "MY"),
    "epa_chile": Agreement("JP-CL", "CL"),
    "epa_thailand": Agreement("JP-TH", "TH"),
    "epa_indonesia": Agreement("JP-ID", "ID"),
    "epa_brunei": Agreement("JP-BN", "BN"),
    "epa_asean": Agreement("AJCEP", "AJCEP"),
    "epa_philippines": Agreement("JP-PH", "PH"),
    "epa_switzerland": Agreement("JP-CH", "CH"),
    "epa_vietnam": Agreement("JP-VN", "VN"),
    "epa_india": Agreement("JP-IN", "IN"),
    "epa_peru": Agreement("JP-PE", "PE"),
    "epa_australia": Agreement("JP-AU", "AU"),
    "epa_mongolia": Agreement("JP-MN", "MN"),
    "epa_cptpp": Agreement("CPTPP", "CPTPP"),
    "epa_eu": Agreement("JP-EU", "EU"),
    "epa_uk": Agreement("JP-GB", "GB"),
    "rcep_asean_au_nz": Agreement("RCEP", "RCEP_ASEAN_AU_NZ"),
    "rcep_china": Agreement("RCEP", "CN"),
    "rcep_korea": Agreement("RCEP", "KR"),
    "us_agreement": Agreement("JP-US", "US"),
}
"""By column of the schedule; the agreement of two countries is named after them."""

_BASE = Agreement("", "*")
INCOMPARABLE = "national and WTO rate cannot be compared without a price"
SEASON = "several lines have one code"


class Duty(NamedTuple):
    """A row of the tariffs table, its code aside; `why_not` says why it has no number."""

    agreement: str | None
    origin: str
    rate: float | None
    specific: float | None
    per: float | None
    text: str
    why_not: str = ""


@cache
def base_duty(general: str, temporary: str, wto: str, unit: str | None) -> tuple[Duty, ...]:
    """The duty without preference; nothing where nothing is printed.

    Args:
        general: the rate as printed; empty for none.
        temporary: the same.
        wto: the same.
        unit: a key of `UNITS`, the unit of the items; None leaves duties in money as text.
    """
    if not (general or temporary or wto):
        return ()
    national = read_rate(temporary or general) if temporary or general else None
    bound = read_rate(wto) if wto else None
    applied = _applied(national, bound)
    if applied is not None and not applied.why_not:
        return (_duty(_BASE, applied, unit)._replace(agreement=None),)
    why = INCOMPARABLE if applied is None else applied.why_not
    printed = {"基本": general, "暫定": temporary, "WTO協定": wto}
    said = {
        label: text.strip()
        for label, text in printed.items()
        if text and (why == CONDITION or not read_rate(text).bracketed)
    }
    text = "; ".join(f"{label} {words}" for label, words in said.items())
    return (Duty(None, "*", None, None, None, text if len(said) > 1 else "".join(said.values()), why),)


def _applied(national: PrintedRate | None, bound: PrintedRate | None) -> PrintedRate | None:
    """The lower of the national and the WTO rate; None where nobody can say which that is."""
    if national is None or bound is None or bound.bracketed:
        return national or bound
    if national.rate == 0 and national.ad_valorem:
        return national
    if (
        bound.ad_valorem
        and bound.rate is not None
        and national.least is not None
        and bound.rate <= national.least
    ):
        return national if national.ad_valorem and national.rate == bound.rate else bound
    if national.ad_valorem and national.rate is not None and bound.least is not None:
        return national if national.rate <= bound.least else None
    return _less(national, bound)


def _less(national: PrintedRate, bound: PrintedRate) -> PrintedRate | None:
    """Of two duties in money for the same unit, the one that is lower whatever the price is."""
    if national.why_not or bound.why_not:
        return national if national.why_not else bound
    if national.unit != bound.unit:
        return None
    one = (national.rate or 0.0, (national.money or 0.0) / national.count)
    other = (bound.rate or 0.0, (bound.money or 0.0) / bound.count)
    if one[0] <= other[0] and one[1] <= other[1]:
        return national
    return bound if other[0] <= one[0] and other[1] <= one[1] else None


@cache
def preference(column: str, text: str, unit: str | None) -> tuple[Duty, ...]:
    """The duty under an agreement; nothing where its rate stands in brackets, as it is not applied.

    Where an agreement treats its parties differently, each has its row: a country's wins over the group's.
    """
    agreement, printed = AGREEMENTS[column], read_rate(text)
    if printed.bracketed:
        return ()
    parties = treatments(text)
    return tuple(
        _duty(agreement._replace(origin=origin), rate, unit)
        for countries, rate in parties
        for origin in countries or (agreement.origin,)
    ) or (_duty(agreement, printed, unit),)


def _duty(agreement: Agreement, printed: PrintedRate, unit: str | None) -> Duty:
    if printed.why_not:
        return Duty(*agreement, None, None, None, printed.text, printed.why_not)
    if printed.money is None:
        return Duty(*agreement, printed.rate, None, None, printed.text)
    size = UNITS[unit].get(printed.unit) if unit else None
    if size is None:
        return Duty(*agreement, None, None, None, printed.text, UNIT)
    return Duty(*agreement, printed.rate, printed.money, printed.count * size, printed.text)


def together(duties: list[tuple[Duty, ...]], texts: list[str]) -> tuple[Duty, ...]:
    """The duty of several lines of one code: theirs if it is one, else their texts.

    Args:
        duties: of each line.
        texts: what each line prints; empty for nothing.
    """
    if len(set(duties)) == 1:
        return duties[0]
    some = next(found[0] for found in duties if found)
    printed = "; ".join(dict.fromkeys(text for text in texts if text))
    return (Duty(some.agreement, some.origin, None, None, None, printed, SEASON),)
