"""What the templates of every room may load: `face` for figures and components, `face_fields` for form fields."""
