"""`python -m luzhi` is the command `luzhi`."""

from luzhi.cli.main import run

if __name__ == "__main__":
    run()
