"""Exposure: how much of what is bought hangs on which country, by scope, measure and base."""

from models.plan.exposure.concentration import (
    Concentration,
    SingleCountry,
    concentration,
    item_concentration,
    single_country,
    single_country_items,
)
from models.plan.exposure.hidden import Hidden, HiddenAward, HiddenShare, hidden_dependence
from models.plan.exposure.ledger import Ledger, in_scope, ledger_of
from models.plan.exposure.policy import SoftCost, policy_costs, soft_costs, with_policy
from models.plan.exposure.rows import ALWAYS, ExposureRow, detail_rows, report_rows, share_of

__all__ = [
    "ALWAYS",
    "Concentration",
    "ExposureRow",
    "Hidden",
    "HiddenAward",
    "HiddenShare",
    "Ledger",
    "SingleCountry",
    "SoftCost",
    "concentration",
    "detail_rows",
    "hidden_dependence",
    "in_scope",
    "item_concentration",
    "ledger_of",
    "policy_costs",
    "report_rows",
    "share_of",
    "single_country",
    "single_country_items",
    "soft_costs",
    "with_policy",
]
