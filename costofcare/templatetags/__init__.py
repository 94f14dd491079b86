"""Tags of every room: components, tables and boxes without ``load``; `face`, `face_fields` and `htmx` by it."""
