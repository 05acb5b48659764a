"""Who must do what by when; the home page; reminders; background jobs."""
