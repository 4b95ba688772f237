"""Every table of the contract, version 1."""

from types import MappingProxyType

from models.profile import firm_tables as firm
from models.profile import rule_tables as rules
from models.profile import supply_tables as supply

SCHEMA_VERSION = "1"

TABLES = MappingProxyType(
    {
        table.name: table
        for table in (
            firm.PROFILE,
            firm.FIRM,
            firm.SHAREHOLDERS,
            firm.HORIZON,
            firm.EXCHANGE_RATES,
            firm.PLANTS,
            firm.ITEMS,
            firm.DEMAND,
            supply.SUPPLIERS,
            supply.QUOTES,
            supply.PRICE_BREAKS,
            supply.REBATES,
            supply.CAPACITIES,
            supply.CAPACITY_USE,
            firm.ALLOCATION,
            supply.LOCKS,
            supply.CONTRACTS,
            rules.EXCLUSIONS,
            rules.CONTENT,
            rules.TARIFFS,
            rules.INVESTMENTS,
            rules.EXPENSES,
            rules.OWN_OUTPUT,
            rules.PRODUCTS,
            rules.BOM,
        )
    }
)

REQUIRED_TABLES = ("items", "demand", "suppliers", "quotes")
"""Tables without a row of which there is nothing to plan."""
