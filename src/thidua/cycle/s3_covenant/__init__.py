"""Stage 3: clusters and blocs, their papers, and the covenant that every member signs."""
