"""``./thidua COMMAND``: what each word of the one command does."""

import os
import sys

from thidua.ops.commands.speaking import Stop, broken, say


def main(arguments: list[str]) -> int:
    """Dispatch. Returns the exit code: 2, after one sentence, when the command can't go on; 130 when it was stopped."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.site.settings")
    command, rest = (arguments[0], arguments[1:]) if arguments else ("help", [])
    try:
        return _run(command, rest)
    except Stop as stop:
        say(str(stop))
    except KeyboardInterrupt:
        say("đã dừng theo yêu cầu; việc dở dang không được ghi lại.")
        return 130
    except Exception as error:
        sentence = broken(error)
        if not sentence:
            raise
        say(sentence)
    return 2


def _run(command: str, rest: list[str]) -> int:
    if command == "manage":
        from django.core.management import execute_from_command_line

        execute_from_command_line(["./thidua manage", *rest])
        return 0
    from thidua.ops import commands

    return commands.run(command, rest)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
