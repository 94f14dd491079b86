"""PostgreSQL and Redis of our own, for the demo and the tests, reached through private sockets."""
