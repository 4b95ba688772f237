"""A plan counted from the case alone: money, exposure, moves, and the independent check."""
