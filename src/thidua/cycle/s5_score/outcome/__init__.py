"""What comes out of scoring: rankings, their analysis and drawings, papers, open data."""
