"""Tags and filters of every room: components, tables and boxes without ``load``; `face`, `face_fields`, `htmx` by it."""
