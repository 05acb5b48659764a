"""Evidence seen across sheets: the same file twice, dates outside the season, the draw of what is verified."""
