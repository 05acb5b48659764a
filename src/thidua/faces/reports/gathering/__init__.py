"""The summary of a season, gathered from the doors of the nine stages; queries do not grow with the number of rows."""
