"""What a session remembers about its visitor: the desk and the season in use and, in the demonstration, the day."""

DESK_KEY = "desk"
SEASON_KEY = "season"
DEMO_DATE_KEY = "demo_today"
