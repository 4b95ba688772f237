"""Rates of duty as Japan's customs schedule prints them: 無税, 3.9%, 210円/kg, 4.4%＋1.52円/㎡, or words.

Only what one number for the rate and one for the money can say is read; all else is named with a reason and
never guessed: a tariff that is wrong costs more than one that is missing.
"""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

FREE = ("無税",)
_NUMBER = r"[0-9][0-9,]*(?:\.[0-9]+)?"
_PERCENT = rf"(?P<percent>{_NUMBER})%"
_MONEY = rf"(?P<money>{_NUMBER})円/(?P<count>[0-9,]*)(?P<unit>[a-zA-Z0-9足頭本枚個]+)"
_FORMS = (re.compile(_PERCENT), re.compile(_MONEY), re.compile(rf"{_PERCENT}\+{_MONEY}"))
_HIGHER = re.compile(rf"(?P<percent>{_NUMBER})%又は[^又]*のうちいずれか高い税率")
_BRACKETS = re.compile(r"\([^()]*\)")
_BETWEEN_BRACKETS = re.compile(r"[*◎※●〜~又は、]*")
_MARKS = ("*", "◎", "※", "●")
_BY_COUNTRY = re.compile(r"\((?P<who>[^()]+)に対する待遇\)(?P<rate>(?:(?!\([^()]+に対する待遇\)).)+)")

CONDITION = "the rate has a mark: it holds on a condition"
QUOTA = "the rate is for a quota"
RANGE = "one line has several rates"
DIFFERENCE = "the duty is a difference from a price"
ALTERNATIVE = "the higher or the lower of two duties"
UNIT = "money for a unit of measure"
HIGH = "a rate above 100 %"
WORDS = "words that name goods or dates"
REASONS = (UNIT, ALTERNATIVE, QUOTA, RANGE, CONDITION, DIFFERENCE, HIGH, WORDS)
"""Why a printed rate is not one number, or not without knowing the unit."""

PARTIES = {
    "オーストラリア": "AU",
    "ブルネイ": "BN",
    "カナダ": "CA",
    "チリ": "CL",
    "英国": "GB",
    "メキシコ": "MX",
    "マレーシア": "MY",
    "ニュージーランド": "NZ",
    "ペルー": "PE",
    "シンガポール": "SG",
    "ベトナム": "VN",
}
"""Parties to CPTPP as the schedule names them where their treatment differs."""
OTHER_PARTIES = "他の締約国"


@dataclass(frozen=True, slots=True)
class PrintedRate:
    """A rate as printed and what it says.

    Attributes:
        text: as printed, without blanks at its ends.
        rate: of the value for customs; None where it names none.
        money: yen for `count` of `unit`; None where it names none.
        count: how many units the money is for.
        unit: unit of measure as printed, normalised: kg, MT, l, kl, m2, 足, 本, 頭, 枚.
        least: what is paid at least, as a rate; None where nobody can say.
        bracketed: bound or set, but not applied.
        why_not: why it is no number; empty where rate and money say it all.
    """

    text: str
    rate: float | None = None
    money: float | None = None
    count: float = 1.0
    unit: str = ""
    least: float | None = None
    bracketed: bool = False
    why_not: str = ""

    @property
    def ad_valorem(self) -> bool:
        """Whether a rate alone says it."""
        return not self.why_not and self.money is None


@cache
def read_rate(text: str) -> PrintedRate:
    """What a printed rate says; full-width signs and blanks mean what their plain forms do."""
    printed = text.strip(" \u3000")
    plain = plain_text(printed)
    bracketed = _is_bracketed(plain)
    inner = plain[1:-1] if bracketed and _BRACKETS.fullmatch(plain) else plain
    if inner in FREE:
        return PrintedRate(printed, rate=0.0, least=0.0, bracketed=bracketed)
    for form in _FORMS:
        if match := form.fullmatch(inner):
            return _number_of(printed, match.groupdict(), bracketed=bracketed)
    higher = _HIGHER.fullmatch(inner)
    least = None if higher is None else _part(higher["percent"])
    return PrintedRate(printed, least=least, bracketed=bracketed, why_not=_why_not(inner))


def plain_text(text: str) -> str:
    """The text in compatibility form (Unicode NFKC), without blanks, with one kind of minus and dash."""
    normal = unicodedata.normalize("NFKC", text)
    return "".join(normal.split()).replace("\u2212", "-").replace("~", "〜")


def _number_of(text: str, found: dict[str, str | None], *, bracketed: bool) -> PrintedRate:
    percent, money, count = found.get("percent"), found.get("money"), found.get("count")
    rate = None if percent is None else _part(percent)
    if rate is not None and rate > 1:
        return PrintedRate(text, least=rate, bracketed=bracketed, why_not=HIGH)
    return PrintedRate(
        text,
        rate=rate,
        money=None if money is None else float(_decimal(money)),
        count=float(_decimal(count)) if count else 1.0,
        unit=found.get("unit") or "",
        least=rate,
        bracketed=bracketed,
    )


def _decimal(digits: str) -> Decimal:
    return Decimal(digits.replace(",", ""))


def _part(percent: str) -> float:
    """3.9 per cent as 0.039, rounded once."""
    return float(_decimal(percent) / 100)


def _is_bracketed(plain: str) -> bool:
    """Whether every rate stands in brackets, which is how the schedule prints what is not applied."""
    rest = _BRACKETS.sub("", plain)
    return rest != plain and _BETWEEN_BRACKETS.fullmatch(rest) is not None


def _why_not(inner: str) -> str:
    if "関税割当" in inner or "限度数量" in inner:
        return QUOTA
    if (inner.startswith(_MARKS) and "〜" not in inner and "又は" not in inner) or "◆" in inner:
        return CONDITION
    if "〜" in inner or "一部" in inner or "非譲許" in inner:
        return RANGE
    if "課税価格" in inner or "差額" in inner:
        return DIFFERENCE
    return ALTERNATIVE if "いずれか" in inner else WORDS


@cache
def treatments(text: str) -> tuple[tuple[tuple[str, ...], PrintedRate], ...]:
    """The rates of a cell that treats the parties of an agreement differently.

    Returns:
        Pairs of countries (none: all other parties) and their rate; nothing where the cell is not of this
        form, or names a party that is not known.
    """
    plain = plain_text(text)
    found = list(_BY_COUNTRY.finditer(plain))
    if not found or "".join(match[0] for match in found) != plain:
        return ()
    pairs = []
    for match in found:
        names = re.split("、|及び", match["who"])
        others = names == [OTHER_PARTIES]
        if not others and not all(name in PARTIES for name in names):
            return ()
        pairs.append((() if others else tuple(PARTIES[name] for name in names), read_rate(match["rate"])))
    return tuple(pairs)
