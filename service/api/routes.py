"""The doors, in the order they are described."""

from service.api import about, jobs, plans, profiles

ROUTERS = (profiles.router, plans.router, jobs.router, about.router)
