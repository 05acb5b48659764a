"""Pages of stage 1: reading, writing, and the steps of a movement."""
