"""The blocks, in the order they are built: each one rule, one file, one page, one golden file."""

from solvers.sourcing.block import Block
from solvers.sourcing.blocks.award import AWARD
from solvers.sourcing.blocks.contracts import CONTRACTS
from solvers.sourcing.blocks.demand import DEMAND
from solvers.sourcing.blocks.fixed_shares import FIXED_SHARES
from solvers.sourcing.blocks.minimum_order import MINIMUM_ORDER
from solvers.sourcing.blocks.onboarding import ONBOARDING
from solvers.sourcing.blocks.qualification import QUALIFICATION
from solvers.sourcing.blocks.quote_use import QUOTE_USE
from solvers.sourcing.blocks.share_limits import SHARE_LIMITS
from solvers.sourcing.blocks.supplier_capacity import SUPPLIER_CAPACITY
from solvers.sourcing.blocks.supplier_count import SUPPLIER_COUNT

BLOCKS: tuple[Block, ...] = (
    AWARD,
    DEMAND,
    QUOTE_USE,
    MINIMUM_ORDER,
    QUALIFICATION,
    ONBOARDING,
    SUPPLIER_CAPACITY,
    SUPPLIER_COUNT,
    CONTRACTS,
    FIXED_SHARES,
    SHARE_LIMITS,
)
"""Every block declares its variables before any block writes its rows."""
