"""Pages of accounts and of persons."""
