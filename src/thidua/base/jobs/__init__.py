"""Background jobs: work that takes longer than a click, with progress, cancel, retry and a reaper."""
