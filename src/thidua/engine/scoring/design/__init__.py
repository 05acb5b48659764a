"""What a designer of schemes needs: the parameters of every part as forms ask for them, edits, differences."""
