"""Run the command line as a module: python -m workbench.cli."""

from workbench.cli import main

main()
