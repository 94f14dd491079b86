"""What is asked of the portal's running: counts of the queues, and what failed or was slow."""

from costofcare.queries.incidents import incident_counts, incidents
from costofcare.queries.queues import queues

__all__ = ["incident_counts", "incidents", "queues"]
