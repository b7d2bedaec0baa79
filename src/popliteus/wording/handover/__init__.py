"""What one person hands over to the next: a result cut down to what a doctor reads in 20 seconds.

`summary` chooses and orders it; the one-page PDF (`popliteus.paper`) and the text for the record
(`record`) show the same summary.
"""

from popliteus.wording.handover.record import record
from popliteus.wording.handover.summary import Summary, summary

__all__ = ["Summary", "record", "summary"]
