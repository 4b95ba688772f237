"""The invented world of generated cases: countries that sell, currencies, categories.

Every figure here is made up, in an order of magnitude that a Japanese buyer of parts would recognise.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Land:
    """A country that sells.

    Attributes:
        code: ISO 3166.
        weight: its part of the suppliers outside China.
        price: price level, 1 being the average.
        currency: of its quotes, where they are not in US dollars.
        dollars: part of its suppliers that quote in US dollars.
        freight: part of the price that freight adds.
        days: average lead time.
        defects: average share of useless units.
        regions: where its sites stand.
    """

    code: str
    weight: float
    price: float
    currency: str
    dollars: float
    freight: float
    days: float
    defects: float
    regions: tuple[str, ...]


LANDS = (
    Land("CN", 0.0, 0.80, "CNY", 0.3, 0.035, 30, 0.008, ("Guangdong", "Jiangsu", "Zhejiang", "Shandong")),
    Land("VN", 22, 0.88, "VND", 0.7, 0.045, 34, 0.010, ("Bac Ninh", "Hai Phong", "Binh Duong")),
    Land("TH", 17, 0.93, "THB", 0.3, 0.045, 36, 0.007, ("Chonburi", "Rayong", "Ayutthaya")),
    Land("MY", 11, 0.96, "MYR", 0.5, 0.050, 35, 0.007, ("Penang", "Johor", "Selangor")),
    Land("ID", 11, 0.90, "IDR", 0.6, 0.055, 40, 0.012, ("West Java", "Batam")),
    Land("PH", 5, 0.92, "PHP", 0.8, 0.050, 36, 0.010, ("Laguna", "Cavite")),
    Land("JP", 18, 1.18, "JPY", 0.0, 0.010, 12, 0.002, ("Aichi", "Nagano", "Osaka", "Tochigi")),
    Land("KR", 7, 1.06, "KRW", 0.3, 0.025, 20, 0.004, ("Gyeonggi", "Gyeongnam")),
    Land("TW", 6, 1.02, "TWD", 0.6, 0.025, 22, 0.004, ("Taoyuan", "Taichung")),
    Land("IN", 3, 0.87, "INR", 0.5, 0.065, 48, 0.013, ("Gujarat", "Tamil Nadu")),
)
"""China comes first; `CHINA` is its position."""

CHINA = 0
JAPAN = next(at for at, land in enumerate(LANDS) if land.code == "JP")

RATES = {
    "CNY": 21.0, "USD": 150.0, "VND": 0.0058, "THB": 4.4, "MYR": 34.0, "IDR": 0.0093, "PHP": 2.6, "KRW": 0.11,
    "TWD": 4.7, "INR": 1.75,
}  # fmt: skip
"""Yen for one unit."""

CATEGORIES = (
    ("magnets", "850511", 0.0), ("castings", "732599", 0.02), ("forgings", "732619", 0.02),
    ("bearings", "848210", 0.0), ("fasteners", "731815", 0.03), ("mouldings", "392690", 0.039),
    ("stampings", "732690", 0.025), ("springs", "732020", 0.027), ("gears", "848340", 0.0),
    ("windings", "854411", 0.0), ("boards", "853400", 0.0), ("connectors", "853669", 0.0),
    ("harnesses", "854430", 0.0), ("sensors", "903289", 0.0), ("displays", "852411", 0.0),
    ("batteries", "850760", 0.0), ("capacitors", "853224", 0.0), ("semiconductors", "854129", 0.0),
    ("pumps", "841391", 0.0), ("valves", "848180", 0.0), ("hoses", "400931", 0.025),
    ("seals", "401693", 0.025), ("glass", "700719", 0.01), ("packaging", "481910", 0.0),
)  # fmt: skip
"""Name, HS code and base duty rate; made up like the rest."""

INCOTERMS = ("EXW", "FCA", "FOB", "CPT", "CIF", "DAP", "DDP")
INCOTERM_WEIGHTS = (0.08, 0.12, 0.40, 0.05, 0.20, 0.10, 0.05)
FREIGHT_INSIDE = ("CPT", "CIF", "DAP", "DDP")
INSURANCE_INSIDE = ("CIF", "DAP", "DDP")
DUTY_INSIDE = ("DDP",)


def category_name(at: int) -> str:
    """The name of a category; after the last one they begin again with a number."""
    name, again = CATEGORIES[at % len(CATEGORIES)][0], at // len(CATEGORIES)
    return f"{name}-{again + 1}" if again else name
