"""What can go wrong with a job besides the work itself."""

from models.errors import JobError


class QueueFull(JobError):  # noqa: N818 - the name says it already
    """As many jobs wait as may wait, or the service is stopping: nothing new is taken on."""

    code = "queue_full"
