"""``./thidua COMMAND``: what each word of the one command does."""

import os
import sys


def main(arguments: list[str]) -> int:
    """Dispatch. Returns the exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.site.settings")
    command, rest = (arguments[0], arguments[1:]) if arguments else ("help", [])
    if command == "manage":
        from django.core.management import execute_from_command_line

        execute_from_command_line(["./thidua manage", *rest])
        return 0
    from thidua.ops import commands

    return commands.run(command, rest)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
