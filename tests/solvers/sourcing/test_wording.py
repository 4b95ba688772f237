"""Every rule in a buyer's words, with the place where it can be changed."""

import re
from pathlib import Path

import pytest

from solvers.sourcing import wording as words_of_rules
from solvers.sourcing.rules import Rule, rules_of
from solvers.sourcing.wording import amount, of_unit, per_cent, wording
from tests.solvers.profiles import bought, profile, quote, tables_of

RULES = tables_of(
    profile(
        {"magnet": 12500, "wire": 40},
        {
            "ningbo": {"country": "CN", "capacity": 9000, "group": "asobi"},
            "hanoi": {"country": "VN", "excluded": True, "excluded_reason": "audit failed"},
            "cebu": "PH",
        },
        [
            quote("magnet", "ningbo", 100, capacity=8000, max_share=0.625),
            quote("magnet", "cebu", 110, min_order=2500.5, min_share=0.125, lot_size=0.5),
            quote("wire", "ningbo", 5),
            quote("wire", "cebu", 6, valid_to="2027-03-31"),
            quote("wire", "hanoi", 7, lead_time_days=95),
        ],
        {
            "magnet": {"min_suppliers": 2, "category": "magnets", "least_share": 0.05},
            "wire": {"unit": "kg", "max_suppliers": 1, "distinct": "owner"},
        },
        allocation=bought({("wire", "ningbo"): 40}),
        contracts=[{"item": "wire", "supplier": "ningbo", "quantity": 10}],
        locks=[{"item": "wire", "supplier": "ningbo", "share": 0.5, "reason": "customer_directed"}],
        exclusions=[{"country": "CN", "category": "magnets", "reason": "export control"}],
    ),
    {
        "caps": [{"id": "china", "countries": ["CN", "TW"], "max_share": 0.35}],
        "floors": [
            {
                "id": "asean",
                "countries": ["ASEAN"],
                "min_share": 0.2,
                "base": "landed",
                "measure": "ownership",
                "scope": {"category": "magnets"},
            }
        ],
        "each_country": {"max_share": 0.415, "base": "quantity", "scope": {"item": "wire"}},
        "fixed": [{"item": "magnet", "supplier": "cebu", "share": 1 / 3}],
        "forbidden": [{"supplier": "hanoi", "item": "wire"}],
        "max_lead_time_days": 90,
        "suppliers_per_item": {"max": 2},
    },
)
WORDS = {
    ("need", "/demand/0/quantity"): "12,500 of magnet are needed",
    ("need", "/demand/1/quantity"): "40 kg of wire are needed",
    ("supplier_capacity", "/suppliers/0/capacity"): "ningbo can deliver at most 9,000 (capacity units)",
    ("quote_capacity", "/quotes/0/capacity"): "magnet@ningbo delivers at most 8,000",
    ("max_share", "/quotes/0/max_share"): "magnet@ningbo may get at most 62.5 %",
    ("min_share", "/items/0/least_share"): "magnet@ningbo gets at least 5 % when used",
    ("min_share", "/quotes/1/min_share"): "magnet@cebu gets at least 12.5 % when used",
    ("min_order", "/quotes/1/min_order"): "magnet@cebu sells at least 2,500.5 when used",
    ("lot", "/quotes/1/lot_size"): "magnet@cebu is sold in whole lots of 0.5",
    ("validity", "/quotes/3/valid_to"): "wire@cebu is not valid when the plan starts",
    ("supplier_excluded", "/suppliers/1/excluded"): "hanoi is excluded: audit failed",
    ("exclusion", "/exclusions/0"): "country CN category magnets is excluded: export control",
    ("forbidden", "/request/forbidden/0"): "supplier hanoi item wire is forbidden by the request",
    ("lead_time", "/request/max_lead_time_days"): "nothing slower than 90 days",
    ("min_suppliers", "/items/0/min_suppliers"): "magnet needs at least 2 suppliers",
    ("max_suppliers", "/request/suppliers_per_item/max"): "magnet may have at most 2 suppliers",
    ("max_suppliers", "/items/1/max_suppliers"): "wire may have at most 1 owners",
    ("contract", "/contracts/0/quantity"): "the contract with ningbo takes at least 10 kg of wire",
    ("lock", "/locks/0/share"): "ningbo keeps 50 % of wire (customer directed)",
    ("fixed", "/request/fixed/0/share"): "cebu gets 33.3333 % of magnet",
    ("cap", "/request/caps/0/max_share"): "at most 35 % of spend from CN+TW",
    ("floor", "/request/floors/0/min_share"): (
        "at least 20 % of landed cost owned from ASEAN in category=magnets"
    ),
    ("each_country", "/request/each_country/max_share"): (
        "at most 41.5 % of quantity from any one country but the firm's own in item=wire"
    ),
}


@pytest.mark.parametrize(("kind", "place"), WORDS)
def test_a_rule_is_worded_with_the_place_where_it_can_be_changed(kind, place):
    found = {}
    for rule in rules_of(RULES):
        words = wording(RULES, rule)
        found.setdefault((words.rule, words.place), words.text)
    assert found[kind, place] == WORDS[kind, place]


def test_every_rule_has_words_a_place_and_a_unit():
    for rule in rules_of(RULES):
        words = wording(RULES, rule)
        assert words.text
        assert words.unit
        assert words.place.startswith("/")
        assert set(words.as_dict()) == {"rule", "place", "text", "unit"}


def test_the_need_of_a_plant_is_placed_at_its_own_row():
    document = profile(
        {"m": 1},
        {"a": "CN"},
        [quote("m", "a", 1)],
        plants=[{"id": "p1", "country": "JP"}, {"id": "p2", "country": "JP"}],
        demand=[{"item": "m", "plant": "p2", "quantity": 7}, {"item": "m", "plant": "p1", "quantity": 5}],
    )
    t = tables_of(document)
    found = {w.text: w.place for w in (wording(t, Rule("need", at)) for at in range(2))}
    assert found == {
        "7 of m are needed at p2": "/demand/0/quantity",
        "5 of m are needed at p1": "/demand/1/quantity",
    }


@pytest.mark.parametrize(
    ("share", "text"), [(0.35, "35 %"), (0.415, "41.5 %"), (1 / 3, "33.3333 %"), (0.0, "0 %"), (1.0, "100 %")]
)
def test_shares_are_printed_without_needless_digits(share, text):
    assert per_cent(share) == text


@pytest.mark.parametrize(("quantity", "text"), [(12500, "12,500"), (0.25, "0.25"), (100, "100"), (0, "0")])
def test_quantities_are_printed_with_their_thousands_apart(quantity, text):
    assert amount(quantity) == text
    assert of_unit(quantity, "kg") == f"{text} kg"
    assert of_unit(quantity, "each") == text


CHECKED_AS = {
    "supplier_capacity": "supplier_capacity",
    "bar": "exclusion",
    "need": "need",
    "share_limit": "cap",
    "fixed_share": "lock",
    "one_off": "budget",
    "capital": "budget",
}
"""Kinds of rules whose name for people is another; all others are named as they are."""


def test_the_independent_check_calls_a_rule_by_the_same_name():
    """What a clash names and what a verification names is one word a rule."""
    folder = Path(__file__).parents[3] / "models" / "plan" / "verify"
    source = "\n".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))
    checked = set(re.findall(r'Rule\(\s*"([a-z_]+)"', source))
    named = {wording(RULES, rule).rule for rule in rules_of(RULES)}
    named |= {CHECKED_AS.get(kind, kind) for kind in words_of_rules.WORDS}
    assert named <= checked
