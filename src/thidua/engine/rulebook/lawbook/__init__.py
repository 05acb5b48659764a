"""The law files read, checked and looked up by date."""
