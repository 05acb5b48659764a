"""One season from its folder to its results, without a server: ``./thidua year``."""
