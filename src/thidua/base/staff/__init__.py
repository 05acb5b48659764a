"""Who signs in for which unit, and who works where: accounts with their roles, persons with their postings."""
