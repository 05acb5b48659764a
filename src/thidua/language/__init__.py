"""Vietnamese writing: text, numbers and dates as officials read and write them. Pure; everything else may import it."""
