"""What a firm, an offer and a plan are: profiles, cases, plans. No solver, no framework."""
