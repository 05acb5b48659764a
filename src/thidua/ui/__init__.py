"""How a page looks: frame, components, widgets, icons, charts, static files. Knows no domain word."""
