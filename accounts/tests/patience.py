"""Test support: how long is waited for what has to come, so long that only what is broken is not there by then.

A machine may be busy with all of its cores, and a test that passes waits no longer than it did.
"""

PATIENCE_SECONDS = 180
