"""The demonstration: five real seasons, sign-in as anybody with one click, a day of one's own choice.

Its addresses stand only in ``thidua.site.urls_demo``, which only ``thidua.site.settings_demo`` names, and those
settings refuse to load outside a folder and a database that were made for it (``guard``).
"""
