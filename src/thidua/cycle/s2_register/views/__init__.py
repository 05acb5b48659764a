"""Pages of stage 2: reading, writing, and the steps of a sheet."""
