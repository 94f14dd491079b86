"""Tags and filters of every room: components, tables, boxes without ``load``; `face`, `face_fields` by it."""
