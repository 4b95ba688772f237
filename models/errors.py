"""Every error Tagenka raises on purpose.

TagenkaError
├── IssuesError                    an input has faults; carries every issue
│   ├── ProfileError               the profile cannot be planned with
│   │   └── ProfileFormatError     it cannot even be read as a profile
│   └── RequestError               the request contradicts itself or the profile
├── SolverError                    finding a plan failed on our side
│   ├── BackendUnavailable         the backend asked for is not installed here
│   ├── BackendFailed              the solver died or answered nonsense
│   └── PlanVerificationError      the independent check refused the plan
├── SettingsError                  a setting of the service has a value it cannot have
└── JobError                       the service's jobs
    ├── JobNotFound                no job, plan or profile of that id
    └── QueueFull                  as many jobs wait as may wait, or the service is stopping

An infeasible profile is no error: it is an answer (see ``solvers.sourcing.make_plan``).
"""

from collections.abc import Sequence

from models.issues import Issue


class TagenkaError(Exception):
    """Base of all errors raised on purpose; rebuilds from its arguments, so it crosses processes."""

    code = "error"


class IssuesError(TagenkaError):
    """An error that is a list of issues, reported all at once."""

    code = "input_faults"

    def __init__(self, issues: Sequence[Issue]) -> None:
        """Keep the issues; the message is the first one and the count."""
        super().__init__(tuple(issues))
        self.issues = tuple(issues)

    def __str__(self) -> str:
        """Name the first issue, and say how many more there are."""
        first = str(self.issues[0]) if self.issues else "no detail"
        more = len(self.issues) - 1
        return f"{first} (and {more} more)" if more > 0 else first


class ProfileError(IssuesError):
    """The profile has faults."""

    code = "profile_faults"


class ProfileFormatError(ProfileError):
    """The input cannot be read as a profile."""

    code = "profile_unreadable"


class RequestError(IssuesError):
    """The request has faults."""

    code = "request_faults"


class SolverError(TagenkaError):
    """Finding a plan failed on our side."""

    code = "solver_error"


class BackendUnavailable(SolverError):
    """The backend asked for cannot run here."""

    code = "backend_unavailable"


class BackendFailed(SolverError):
    """The solver died or answered nonsense."""

    code = "backend_failed"


class PlanVerificationError(SolverError):
    """The independent check refused the plan: it is never returned."""

    code = "plan_not_verified"


class SettingsError(TagenkaError):
    """A setting has a value it cannot have; the message names every such setting."""

    code = "bad_setting"


class JobError(TagenkaError):
    """The service could not do what was asked with a job."""

    code = "job_error"


class JobNotFound(JobError):
    """No job, plan or profile of that id."""

    code = "not_found"


class QueueFull(JobError):
    """As many jobs wait as may wait, or the service is stopping: nothing new is taken on."""

    code = "queue_full"
