"""The names of tasks that more than one action asks a worker for."""

SEND_STEP = "engagement.tasks.send_step"
CATCH_UP = "engagement.tasks.catch_up"
