"""Why a plan is what it is: binding rules, what caps are worth, a reason for each item."""
