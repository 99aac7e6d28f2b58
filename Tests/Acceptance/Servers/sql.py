"""Runs SQL on the ledger named, one statement a line of standard input, and prints the rows that each gives.

It stands in for somebody who meddles with the file, or holds it: what is begun is held until standard input ends.
"""
import sqlite3
import sys

ledger = sqlite3.connect(sys.argv[1], isolation_level=None)
while line := sys.stdin.readline():
    for row in ledger.execute(line):
        print(*row, sep="|", flush=True)
