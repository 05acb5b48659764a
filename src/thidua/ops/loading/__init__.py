"""Loads a season folder through the same actions and policies that people use: no back door into the data."""
