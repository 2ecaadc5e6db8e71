"""Charts: each takes a frozen description with every string decided, and returns SVG."""
