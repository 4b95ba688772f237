"""Why nothing keeps all rules, and what would: clashes, lowest caps, the least relaxation."""
