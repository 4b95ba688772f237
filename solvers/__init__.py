"""How a good plan is found: the formulation, the backends, the explanation."""
