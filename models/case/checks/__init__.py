"""Every check of a profile: one vectorised rule a function, each over whole tables."""

from models.case.checks.allocation import check_allocation
from models.case.checks.amounts import check_amounts
from models.case.checks.content import check_content
from models.case.checks.contradictions import check_contradictions
from models.case.checks.discounts import check_discounts
from models.case.checks.makers import check_makers
from models.case.checks.money import check_money
from models.case.checks.needs import check_needs
from models.case.checks.projects import check_projects
from models.case.checks.references import check_keys, check_references
from models.case.checks.support import check_support
from models.case.checks.tariffs import check_tariffs

CHECKS = (
    check_support,
    check_keys,
    check_references,
    check_contradictions,
    check_content,
    check_money,
    check_amounts,
    check_tariffs,
    check_discounts,
    check_allocation,
    check_needs,
    check_projects,
    check_makers,
)
"""In this order; each reports on its own, and draws no conclusion from a cell that has a fault already."""
