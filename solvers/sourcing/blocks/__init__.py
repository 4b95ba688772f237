"""The blocks, in the order they are built: each one rule, one file, one page, one golden file."""

from solvers.sourcing.block import Block
from solvers.sourcing.blocks.award import AWARD
from solvers.sourcing.blocks.budget import BUDGET
from solvers.sourcing.blocks.capacities import CAPACITIES
from solvers.sourcing.blocks.changes import CHANGES
from solvers.sourcing.blocks.contracts import CONTRACTS
from solvers.sourcing.blocks.demand import DEMAND
from solvers.sourcing.blocks.fixed_shares import FIXED_SHARES
from solvers.sourcing.blocks.investment import INVESTMENT
from solvers.sourcing.blocks.onboarding import ONBOARDING
from solvers.sourcing.blocks.orders import ORDERS
from solvers.sourcing.blocks.pace import PACE
from solvers.sourcing.blocks.price_breaks import PRICE_BREAKS
from solvers.sourcing.blocks.qualification import QUALIFICATION
from solvers.sourcing.blocks.quote_use import QUOTE_USE
from solvers.sourcing.blocks.rebates import REBATES
from solvers.sourcing.blocks.share_limits import SHARE_LIMITS
from solvers.sourcing.blocks.step_order import STEP_ORDER
from solvers.sourcing.blocks.supplier_capacity import SUPPLIER_CAPACITY
from solvers.sourcing.blocks.supplier_count import SUPPLIER_COUNT

BLOCKS: tuple[Block, ...] = (
    AWARD,
    DEMAND,
    QUOTE_USE,
    ORDERS,
    PRICE_BREAKS,
    STEP_ORDER,
    REBATES,
    QUALIFICATION,
    ONBOARDING,
    SUPPLIER_CAPACITY,
    CAPACITIES,
    INVESTMENT,
    SUPPLIER_COUNT,
    CONTRACTS,
    FIXED_SHARES,
    SHARE_LIMITS,
    PACE,
    CHANGES,
    BUDGET,
)
"""Every block declares its variables before any block writes its rows."""
