"""tagwright turns an IFRS results announcement into validated XBRL, and accounts for every number in it.

The flow, one folder a step, imports running down it only::

    document -> figures -> taxonomy -> mapping -> report -> emit -> validation

``api`` holds the order of the steps, ``cli`` the command line, ``errors`` every error a user can act on.
"""

__version__ = "0.1.0"
