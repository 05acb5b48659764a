"""Stage 9: conferences that sum up and launch, and the exemplars that are written up for everybody to read."""
