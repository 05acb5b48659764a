"""The official provinces and communes, before and after 1 July 2025, and how they come into the register of units."""
