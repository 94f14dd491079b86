"""The environment of a deployment that is safe; every value is invented, and of its own alone."""

SAFE = {
    "PORTAL_STAGE": "production",
    "SECRET_KEY": "bW9vbi1saWdodC1vdmVyLWZlcm4tYnJpZGdlLWFuZC1iYWNrLWFnYWlu",
    "LEDGER_KEY": "cGxhaW4tcGFwZXItaW4tYS1zdGVlbC1ib3gtdW5kZXItdGhlLXN0YWlycw",
    "SEALING_KEYS": "Zm91ci1hbmQtdHdlbnR5LWJsYWNrYmlyZHMtYmFrZWQ=",
    "ALLOWED_HOSTS": "costs.fernshire.example,localhost",
    "PORTAL_URL": "https://costs.fernshire.example",
    "DATABASE_URL": "postgresql://portal_web:a@db.fernshire.example/costofcare",
    "WORKER_DATABASE_URL": "postgresql://portal_worker:b@db.fernshire.example/costofcare",
    "OWNER_DATABASE_URL": "postgresql://portal_owner:c@db.fernshire.example/costofcare",
    "REDIS_URL": "redis://redis.fernshire.example/0",
    "EMAIL_URL": "smtp+tls://portal:d@mail.fernshire.example:587",
    "FROM_EMAIL": "Cost of Care Portal <costs@fernshire.example>",
    "PROXIES": "1",
}
